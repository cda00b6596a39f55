#!/usr/bin/env python3
"""Writes the five files of tables beside this file (FILES) from what the running
Python (3.11 has Unicode 14) says of each character:

    python3 common/src/mapping/expression/unicode_tables.py
"""

import pathlib
import unicodedata

FOLDER = pathlib.Path(__file__).resolve().parent
# A surrogate has no property that these tables hold but that it is unprintable.
POINTS = range(0x110000)

HEADER = """\
// Written by unicode_tables.py.
// clang-format off
#include "mapping/expression/unicode_tables.hpp"

namespace mapping::expression::unicode_tables {

namespace {
"""


def is_case_ignorable(character):
    def ends_word(text):
        return (text + "\N{GREEK CAPITAL LETTER SIGMA}").lower()[-1] == "\u03c2"
    return ends_word("A" + character) and not ends_word(character)


CLASSES = {
    "Alpha": str.isalpha, "Decimal": str.isdecimal, "Digit": str.isdigit,
    "Numeric": str.isnumeric, "Space": str.isspace,
    "Unprintable": lambda c: not c.isprintable(),
    "Lower": str.islower, "Upper": str.isupper,
    "Title": lambda c: unicodedata.category(c) == "Lt",
    "CaseIgnorable": is_case_ignorable,
}
MAPPINGS = {"ToLower": str.lower, "ToUpper": str.upper, "ToTitle": str.title,
            "ToFolded": str.casefold}


def runs(points):
    """[begin, end, stride] of ascending numbers; strides are 1 or 2."""
    found = []
    for point in points:
        if found:
            begin, end, stride = found[-1]
            step = point - end
            if step == stride or (begin == end and step == 2):
                found[-1] = (begin, point, step)
                continue
        found.append((point, point, 1))
    return found


def shifts(mapping):
    """[begin, end, stride, distance] of characters that become one other."""
    by_distance = {}
    for point, to in mapping.items():
        if len(to) == 1:
            by_distance.setdefault(ord(to) - point, []).append(point)
    # In ascending order, so that a run may not reach over another's begin.
    found = []
    for distance, points in by_distance.items():
        found += [(*run, distance) for run in split(runs(points), mapping,
                                                    distance)]
    return sorted(found)


def split(candidates, mapping, distance):
    """Runs cut where another character between is mapped too."""
    for begin, end, stride in candidates:
        alone = all(p not in mapping for p in range(begin, end + 1)
                    if (p - begin) % stride)
        if alone:
            yield begin, end, stride
        else:
            for point in range(begin, end + 1, stride):
                yield point, point, 1


def table(name, kind, rows):
    lines = [f"constexpr {kind} k{name}Table[] = {{"]
    line = " "
    for row in rows:
        text = " {" + ", ".join(hex(n) if i < 2 else str(n)
                                for i, n in enumerate(row)) + "},"
        if len(line) + len(text) > 90:
            lines.append(line)
            line = " "
        line += text
    return "\n".join(lines + [line, "};", ""])


def special(mapping):
    found = [f"  {{{hex(point)}, {{" + ", ".join(
        hex(ord(c)) for c in to.ljust(3, "\0")) + "}}," for point, to in
             mapping.items() if len(to) > 1]
    lines = []
    for each in found:
        if lines and len(lines[-1]) + len(each) <= 90:
            lines[-1] += each[1:]
        else:
            lines.append(each)
    return "\n".join(lines)


def write(name, tables, names):
    spans = "".join(f"const std::span<const {kind}> k{name} = k{name}Table;\n"
                    for name, kind in names)
    (FOLDER / name).write_text(
        HEADER + "\n" + "\n".join(tables) + "\n}  // namespace\n\n" + spans
        + "\n}  // namespace mapping::expression::unicode_tables\n")


FILES = {
    "unicode_letters.cpp": ["Alpha", "Decimal", "Digit", "Numeric", "Space"],
    "unicode_printable.cpp": ["Unprintable"],
    "unicode_classes.cpp": ["Lower", "Upper", "Title", "CaseIgnorable"],
    "unicode_cases.cpp": ["ToLower", "ToUpper"],
    "unicode_titles.cpp": ["ToTitle", "ToFolded"],
}


def class_tables(name):
    holds = CLASSES[name]
    yield table(name, "Run", runs(p for p in POINTS if holds(chr(p))))


def case_tables(name):
    to = MAPPINGS[name]
    mapping = {p: to(chr(p)) for p in POINTS if to(chr(p)) != chr(p)}
    yield table(name, "Shift", shifts(mapping))
    yield (f"constexpr Special k{name}SpecialTable[] = {{\n"
           f"{special(mapping)}\n}};\n")


def main():
    for file, names in FILES.items():
        tables, kinds = [], []
        for name in names:
            if name in CLASSES:
                tables += class_tables(name)
                kinds.append((name, "Run"))
            else:
                tables += case_tables(name)
                kinds += [(name, "Shift"), (f"{name}Special", "Special")]
        write(file, tables, kinds)


if __name__ == "__main__":
    main()
