"""Colours on their way through Matplotlib, which knows no CSS variables.

Each variable is drawn in a colour of its own that nothing else has, and the
finished SVG names the variable in its place.
"""

import re

NAMES = ["--text", "--muted", "--grid", "--card", "--band-80", "--band-95",
         *(f"--series-{number}" for number in range(1, 9))]
STAND_INS = {name: f"#00fe{number:02x}" for number, name in enumerate(NAMES, 1)}
PATTERN = re.compile("|".join(STAND_INS.values()))
VARIABLES = {colour: f"var({name})" for name, colour in STAND_INS.items()}


def ink(name: str) -> str:
    """What Matplotlib is to draw in for the variable `name`."""
    return STAND_INS[name]


def with_variables(svg: str) -> str:
    return PATTERN.sub(lambda found: VARIABLES[found[0]], svg)
