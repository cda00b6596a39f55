"""One satellite: what is known of it, and the two-line elements it gives."""

from typing import NamedTuple


class Satellite(NamedTuple):
    """Numbers are kept as their digits; dates as the catalogue writes them.

    Distances are km above the Earth, angles degrees, period minutes.
    """
    norad_id: int
    name: str
    object_id: str
    version: str | None
    launch_id: str | None
    launch_date: str | None
    site: str | None
    decay_date: str | None
    creation_date: str | None
    epoch: str
    inclination: str
    period: str
    mean_motion: str
    eccentricity: str
    apoapsis: str
    periapsis: str


class Elements(NamedTuple):
    """What the facts do not tell: invented, in the units of the lines.

    Angles in 1/10000 degree; mean_motion_dot in 1e-8 revolutions per day²;
    bstar and mean_motion_ddot as five digits and a power of ten: 0.ddddd × 10^p.
    """
    ascending_node: int
    pericenter: int
    anomaly: int
    revolution: int
    mean_motion_dot: int
    bstar: tuple[int, int]
    mean_motion_ddot: tuple[int, int]


def two_lines(satellite: Satellite, elements: Elements,
              day_of_year: int) -> tuple[str, str]:
    """Lines 1 and 2 in the catalogue's columns, with their check digits.

    Of a number of more than five digits the lines show the last five.
    """
    number = f"{satellite.norad_id % 100_000:05d}"
    year, launch = satellite.object_id[2:4], satellite.object_id[5:]
    first = (f"1 {number}U {year}{launch[-6:]:<6} "
             f"{_epoch(satellite.epoch, day_of_year)} "
             f"{_motion_dot(elements.mean_motion_dot)} "
             f"{_power(elements.mean_motion_ddot)} "
             f"{_power(elements.bstar)} 0  999")
    second = (f"2 {number} {_padded(satellite.inclination, 4):>8} "
              f"{_angle(elements.ascending_node)} "
              f"{_padded(satellite.eccentricity, 7)[2:]} "
              f"{_angle(elements.pericenter)} {_angle(elements.anomaly)} "
              f"{_padded(satellite.mean_motion, 8):>11}"
              f"{elements.revolution:5d}")
    return first + check_digit(first), second + check_digit(second)


def check_digit(line: str) -> str:
    """Digits count as themselves, a minus as one, all else as nothing."""
    total = line.count("-")
    for digit in "123456789":
        total += int(digit) * line.count(digit)
    return str(total % 10)


def _padded(digits: str, decimals: int) -> str:
    whole, _, fraction = digits.partition(".")
    return f"{whole}.{fraction:0<{decimals}}"


def _angle(value: int) -> str:
    whole, fraction = divmod(value, 10_000)
    return f"{whole:3d}.{fraction:04d}"


def _epoch(epoch: str, day_of_year: int) -> str:
    """`2022-11-30T14:00:01.999872` as year, day and 1e-8 of the day."""
    seconds = (int(epoch[11:13]) * 60 + int(epoch[14:16])) * 60 \
        + int(epoch[17:19])
    microseconds = seconds * 1_000_000 + int(epoch[20:26])
    return f"{epoch[2:4]}{day_of_year:03d}.{microseconds // 864:08d}"


def _motion_dot(value: int) -> str:
    return f"{'-' if value < 0 else ' '}.{abs(value):08d}"


def _power(value: tuple[int, int]) -> str:
    """Five digits and an exponent, the point assumed: ` 12426-4`."""
    digits, power = value
    sign = "-" if digits < 0 else " "
    return f"{sign}{abs(digits):05d}{'-' if power <= 0 else '+'}{abs(power)}"


def piece_letters(index: int) -> str:
    """A, B, … Z, AA, AB, … ZZ, AAA, …; the catalogue leaves out I and O."""
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"
    higher, lower = divmod(index, len(letters))
    return (piece_letters(higher - 1) if higher else "") + letters[lower]
