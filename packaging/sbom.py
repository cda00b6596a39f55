"""Writes what a wheel says of its program's parts: a CycloneDX bill of materials and
the texts of their licences, as its metadata has them.

    sbom.py PROGRAM VERSION COMMIT SOURCES OUTPUT

SOURCES has a folder for each source package: tree and version.txt. COMPILER_VERSION and
COMPILER_LICENCES (a folder) say the same of the compiler's own library.
"""

import json
import os
import pathlib
import shutil
import sys

HERE = pathlib.Path(__file__).resolve().parent
LLVM = "Apache-2.0 WITH LLVM-exception"


def component(name, version, licence, **members):
    expression = {"expression": licence} if " " in licence else {"license": {"id": licence}}
    return {"type": "library", "name": name, "version": version,
            "licenses": [expression], **members}


def debian(name, version):
    return f"pkg:deb/debian/{name}@{version.replace(':', '%3A').replace('+', '%2B')}?arch=source"


def copy(text, folder, name):
    target = folder / "licenses" / name
    target.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(text, target / "LICENSE.txt")


def parts(program, sources, output):
    table = json.loads((HERE / "libraries" / "libraries.json").read_text())
    for name, library in table.items():
        if program not in library["programs"]:
            continue
        folder = sources / library["source"]
        version = (folder / "version.txt").read_text().strip()
        copy(folder / "tree" / library["text"], output, name)
        yield component(name, version, library["licence"],
                        purl=debian(library["source"], version))
    copy(pathlib.Path(os.environ["COMPILER_LICENCES"]) / "libcxx" / "LICENSE.TXT",
         output, "libc++")
    yield component("libc++", os.environ["COMPILER_VERSION"], LLVM)


def main(program, version, commit, sources, output):
    output = pathlib.Path(output)
    shutil.rmtree(output, ignore_errors=True)
    bill = {
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
        "metadata": {"component": component(
            program, version, "Apache-2.0", type="application",
            properties=[{"name": "commit", "value": commit}])},
        "components": list(parts(program, pathlib.Path(sources), output))}
    (output / "sboms").mkdir()
    (output / "sboms" / f"{program}.cdx.json").write_text(json.dumps(bill, indent=1) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
