"""Writes the two plugins as the Meltano Hub has them, from what the programs say of
themselves (`--about`); labels are meltano.yml's.

    generate.py [FOLDER]     default: this file's own

A test compares the files here with what this writes. They name no package to install:
none is published yet, and a name may be somebody else's tomorrow.
"""

import json
import pathlib
import subprocess
import sys

import yaml

HERE = pathlib.Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
REPOSITORY = "https://github.com/tap-spacex/tap-spacex"
# No decimal: with a setting of that kind that a variable sets Meltano's run ends in an
# exception. A number as text is a number to the programs.
KINDS = {"string": None, "integer": "integer", "number": None, "boolean": "boolean",
         "object": "object", "array": "array"}
PLUGINS = {
    "tap-spacex": {
        "program": "tap-spacex", "kind": "extractors", "variant": "cpp",
        "keywords": ["api", "catalog"], "domain_url": "https://github.com/r-spacex/SpaceX-API",
        "groups": [[]]},
    "target-postgres": {
        "program": "target-postgres-cpp", "kind": "loaders", "variant": "cpp",
        "keywords": ["database"], "domain_url": "https://www.postgresql.org/",
        "groups": [["host", "port", "user", "database"], ["sqlalchemy_url"]],
        "members": {"dialect": "postgres", "target_schema": "$TARGET_POSTGRES_SCHEMA"}},
}
# What Meltano hands on counts as set by somebody: these have their default from the
# program alone. And it knows the schema that a tap's data belongs into.
WITHOUT_VALUE = {"activate_version", "process_activate_version_messages"}
# Words that are booleans to some readers of YAML; a program's default needs no saying.
BOOLEANS = {"on", "off", "yes", "no"}
VALUES = {"default_target_schema": "$MELTANO_EXTRACT__LOAD_SCHEMA"}


def declared(kind, name):
    """The plugin's entry in meltano.yml."""
    plugins = yaml.safe_load((PROJECT / "meltano.yml").read_text())["plugins"][kind]
    return next(each for each in plugins if each["name"] == name)


def about(program):
    done = subprocess.run([PROJECT / "bin" / program, "--about", "--format=json"],
                          check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def setting(name, known, own):
    """One setting; `own` is what meltano.yml says of it, if it declares it."""
    [kind] = set(known["type"]) - {"null"}
    out = {"name": name, "label": own.get("label") or name.replace("_", " ").capitalize(),
           "description": known["description"]}
    if "enum" in known:
        out["kind"] = "options"
        out["options"] = own["options"]
    elif own.get("kind") or KINDS[kind]:
        out["kind"] = own.get("kind") or KINDS[kind]
    if known.get("secret"):
        out["sensitive"] = True
    if name in VALUES:
        out["value"] = VALUES[name]
    elif "default" in known and name not in WITHOUT_VALUE \
            and str(known["default"]) not in BOOLEANS:
        out["value"] = known["default"]
    return out


def definition(name, plugin):
    said, own = about(plugin["program"]), declared(plugin["kind"], name)
    labels = {each["name"]: each for each in own["settings"]}
    return {
        "name": name, "variant": plugin["variant"], "label": own["label"],
        "description": own["description"], "namespace": name.replace("-", "_"),
        "executable": plugin["program"], "repo": REPOSITORY,
        "domain_url": plugin["domain_url"], "keywords": plugin["keywords"],
        "maintenance_status": "active", "capabilities": sorted(said["capabilities"]),
        **plugin.get("members", {}),
        "settings_group_validation": plugin["groups"],
        "settings": [setting(each, known, labels.get(each, {}))
                     for each, known in sorted(said["settings"]["properties"].items())]}


def main(folder=HERE):
    for name, plugin in PLUGINS.items():
        text = yaml.safe_dump(definition(name, plugin), sort_keys=False, width=90,
                              allow_unicode=True)
        (pathlib.Path(folder) / f"{name}.yml").write_text(text)


if __name__ == "__main__":
    main(*sys.argv[1:])
