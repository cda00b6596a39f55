#!/usr/bin/env python3
"""Writes what the programs say of their settings (`--about`) wherever it stands: the
tables of their READMEs, their settings in meltano.yml, the Hub's definitions. Tests
compare all three. Both programs must be built; `scripts/check --fix` builds and calls it.

What meltano.yml alone knows stays as it is: labels, values of this project, comments.
A setting that is new there is put behind the one that precedes it in `--about`.
"""

import json
import re
import subprocess
import sys
import textwrap
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
# Names in meltano.yml and below bin/; the folder of a program has its name.
PLUGINS = {"tap-spacex": "tap-spacex", "target-postgres": "target-postgres-cpp"}
# Taken from configurations of other programs alone: not offered to Meltano's users.
FOR_OTHERS = ("Changes nothing", "Not supported yet", "Refused")
# No decimal, which Meltano cannot hand on where a variable sets it.
KINDS = {"integer": "integer", "boolean": "boolean", "object": "object", "array": "array"}
WIDTH = 80


def about(program, form):
    return subprocess.run(
        [PROJECT / "bin" / program, "--about", f"--format={form}"],
        check=True, stdout=subprocess.PIPE, text=True).stdout


def write_table(program):
    readme = PROJECT / program / "README.md"
    table = "".join(line for line in about(program, "markdown").splitlines(True)
                    if line.startswith("|"))
    text, count = re.subn(
        r"(<!-- settings.*?-->\n).*?(<!-- (?:/|end of )settings -->)",
        lambda found: found[1] + table + found[2], readme.read_text(), flags=re.DOTALL)
    if count != 1:
        sys.exit(f"{readme}: no <!-- settings --> to put the table into")
    readme.write_text(text)


def description_lines(text):
    line = f"      description: {text}"
    # A plain scalar of YAML may hold neither.
    if len(line) <= WIDTH and ": " not in text and " #" not in text \
            and text[0] not in "'\"[{&*!|>%@`":
        return [line]
    return ["      description: >-", *textwrap.wrap(
        text, WIDTH, initial_indent=" " * 8, subsequent_indent=" " * 8,
        break_on_hyphens=False, break_long_words=False)]


def new_setting(name, known):
    [kind] = set(known["type"]) - {"null"}
    lines = [f"    - name: {name}", f"      label: {name.replace('_', ' ').capitalize()}"]
    if "enum" in known:
        lines.append("      kind: options")
    elif kind in KINDS:
        lines.append(f"      kind: {KINDS[kind]}")
    if known.get("secret"):
        lines.append("      sensitive: true")
    lines += description_lines(known["description"])
    if "default" in known:
        lines.append(f"      value: {json.dumps(known['default'])}")
    if "enum" in known:
        lines += ["      options:", *(f"      - {{label: {each}, value: {each}}}"
                                      for each in known["enum"])]
    return lines


def with_description(lines, text):
    """The lines of a setting with this description in place of theirs."""
    begin = next(i for i, line in enumerate(lines)
                 if line.startswith("      description:"))
    end = begin + 1
    while end < len(lines) and lines[end].startswith("        "):
        end += 1
    return lines[:begin] + description_lines(text) + lines[end:]


def settings_of(lines, plugin):
    """Where the plugin's settings begin and end in meltano.yml's lines."""
    begin = lines.index(f"  - name: {plugin}")
    begin = lines.index("    settings:", begin) + 1
    end = begin
    while end < len(lines) and (lines[end].startswith(("    - ", "      "))
                                or not lines[end].strip()):
        end += 1
    return begin, end


def write_plugin(lines, plugin, known):
    begin, end = settings_of(lines, plugin)
    names, blocks = [], {}
    for line in lines[begin:end]:
        if line.startswith("    - name: "):
            names.append(line.removeprefix("    - name: "))
            blocks[names[-1]] = []
        blocks[names[-1]].append(line)
    previous = None
    for name, setting in known.items():
        if name in blocks:
            blocks[name] = with_description(blocks[name], setting["description"])
        elif not setting["description"].startswith(FOR_OTHERS):
            names.insert(names.index(previous) + 1 if previous else 0, name)
            blocks[name] = new_setting(name, setting)
        else:
            continue
        previous = name
    gone = [name for name in names if name not in known]
    return [*lines[:begin],
            *(line for name in names if name not in gone for line in blocks[name]),
            *lines[end:]]


def main():
    file = PROJECT / "meltano.yml"
    lines = file.read_text().split("\n")
    for plugin, program in PLUGINS.items():
        write_table(program)
        known = json.loads(about(program, "json"))["settings"]["properties"]
        lines = write_plugin(lines, plugin, known)
    file.write_text("\n".join(lines))
    subprocess.run([sys.executable, "-B", PROJECT / "packaging/hub/generate.py"], check=True)


if __name__ == "__main__":
    main()
