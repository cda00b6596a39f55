#!/usr/bin/env python3
"""The deliberate differences between MeltanoLabs' target and ours.

differences.json holds them: a list of {title, meltanolabs, ours, reason, cases},
where `cases` has, for each case that shows the difference, the lines
comparison.differences() says about it. One case may show several: it stands
under each, with the lines that belong there.

    python3 tests/e2e/target/declared.py     prints the table of the README
"""

import json
import pathlib

FILE = pathlib.Path(__file__).resolve().parent / "differences.json"


def load():
    return json.loads(FILE.read_text())


def lines_by_case(declared):
    """{case: sorted lines}, over all differences."""
    cases = {}
    for difference in declared:
        for case, lines in difference["cases"].items():
            cases.setdefault(case, []).extend(lines)
    return {case: sorted(lines) for case, lines in cases.items()}


def markdown(declared):
    rows = ["| what | MeltanoLabs' target | ours | why |", "|---|---|---|---|"]
    for difference in declared:
        cells = [difference[name]
                 for name in ("title", "meltanolabs", "ours", "reason")]
        rows.append("| " + " | ".join(
            cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(rows)


if __name__ == "__main__":
    print(markdown(load()))
