"""JSON as the API writes it: no spaces, UTF-8, numbers as JavaScript does."""

import json
from decimal import Decimal

# JavaScript prints smaller magnitudes with an exponent: 0.000001, 9e-7.
SMALLEST_PLAIN = Decimal("0.000001")


class Number(str):
    """A JSON number, as written: its digits pass unchanged."""


def scaled(digits: int, exponent: int) -> Number:
    """digits × 10^exponent, spelled as JavaScript does: 5.4e-7, 0.00012."""
    value = Decimal(digits).scaleb(exponent).normalize()
    if value == 0:
        return Number("0")
    if abs(value) >= SMALLEST_PLAIN:
        return Number(format(value, "f"))
    sign, figures, power = value.as_tuple()
    first, rest = figures[0], "".join(map(str, figures[1:]))
    mantissa = f"{first}.{rest}" if rest else str(first)
    return Number(f"{'-' if sign else ''}{mantissa}"
                  f"e{power + len(figures) - 1}")


def encode(value: object) -> str:
    """Floats are refused: a Number says its digits, a float guesses them."""
    if isinstance(value, Number):
        return str(value)
    if value is None or isinstance(value, (bool, int, str)):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return f"[{','.join(map(encode, value))}]"
    if isinstance(value, dict):
        members = (f"{encode(key)}:{encode(item)}"
                   for key, item in value.items())
        return f"{{{','.join(members)}}}"
    raise TypeError(f"no JSON form for {type(value).__name__}")
