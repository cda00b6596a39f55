"""Imperial twins of metric values, by decimal arithmetic."""

from decimal import ROUND_HALF_EVEN, Decimal

from documents.json_text import Number

POUNDS_PER_KILOGRAM = Decimal("2.20462")
FEET_PER_METRE = Decimal("3.28084")
CUBIC_FEET_PER_CUBIC_METRE = Decimal("35.3147")
POUNDS_FORCE_PER_KILONEWTON = Decimal("224.809")
MILES_PER_KILOMETRE = Decimal("0.621371")


def converted(value: str | int | None, factor: Decimal,
              decimals: int = 0) -> Number | None:
    """value × factor, rounded; whole results carry no decimal point."""
    if value is None:
        return None
    step = Decimal(1).scaleb(-decimals)
    product = (Decimal(value) * factor).quantize(step, ROUND_HALF_EVEN)
    digits = format(product, "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return Number(digits)


def mass(kilograms: Number | int | None) -> dict:
    return {"kg": kilograms, "lb": converted(kilograms, POUNDS_PER_KILOGRAM)}


def length(metres: Number | int | None, decimals: int = 1) -> dict:
    return {"meters": metres,
            "feet": converted(metres, FEET_PER_METRE, decimals)}


def volume(cubic_metres: int) -> dict:
    feet = converted(cubic_metres, CUBIC_FEET_PER_CUBIC_METRE)
    return {"cubic_meters": cubic_metres, "cubic_feet": feet}


def thrust(kilonewtons: Number | int) -> dict:
    pounds = converted(kilonewtons, POUNDS_FORCE_PER_KILONEWTON)
    return {"kN": kilonewtons, "lbf": pounds}
