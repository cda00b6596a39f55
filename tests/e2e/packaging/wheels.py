"""Wheels of both programs, and an index on loopback that has them.

Where WHEELS names a folder (as scripts/wheel fills one), its wheels; else the programs
as they were just built, packed as scripts/wheel packs them.
"""

import base64
import contextlib
import functools
import hashlib
import http.server
import os
import pathlib
import platform
import re
import sys
import threading
import zipfile

PROJECT = pathlib.Path(__file__).resolve().parents[3]
PROGRAMS = ("tap-spacex", "target-postgres-cpp")
BUILT = pathlib.Path(os.environ.get("PROGRAM_DIR", PROJECT / "bin"))

sys.path.insert(0, str(PROJECT / "tests" / "e2e" / "job"))


def version():
    [found] = re.findall(r"^project\(\S+ VERSION (\S+)",
                         (PROJECT / "CMakeLists.txt").read_text(), re.MULTILINE)
    return found


def pack(program, folder):
    """A wheel of the program in bin/, for this machine alone."""
    name = program.replace("-", "_")
    stem = f"{name}-{version()}"
    tag = f"py3-none-linux_{platform.machine()}"
    files = {
        f"{stem}.data/scripts/{program}": (BUILT / program).read_bytes(),
        f"{stem}.dist-info/METADATA":
            f"Metadata-Version: 2.1\nName: {program}\nVersion: {version()}\n".encode(),
        f"{stem}.dist-info/WHEEL":
            "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: false\n"
            f"Tag: {tag}\n".encode()}
    record = f"{stem}.dist-info/RECORD"
    lines = []
    wheel = folder / f"{stem}-{tag}.whl"
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for path, content in files.items():
            entry = zipfile.ZipInfo(path)
            entry.external_attr = (0o100755 if "/scripts/" in path else 0o100644) << 16
            archive.writestr(entry, content)
            digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest())
            lines.append(f"{path},sha256={digest.rstrip(b'=').decode()},{len(content)}\n")
        archive.writestr(record, "".join([*lines, f"{record},,\n"]))
    return wheel


def wheels(folder):
    """{program: its wheel}"""
    given = os.environ.get("WHEELS")
    if not given:
        return {program: pack(program, folder) for program in PROGRAMS}
    return {program: next((PROJECT / given).glob(
        f"{program.replace('-', '_')}-*.whl")) for program in PROGRAMS}


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@contextlib.contextmanager
def index(packages, folder):
    """The URL of an index of these wheels, as pip and uv read one."""
    for program, wheel in packages.items():
        page = folder / "simple" / program
        page.mkdir(parents=True)
        (page / wheel.name).symlink_to(wheel)
        (page / "index.html").write_text(f'<a href="{wheel.name}">{wheel.name}</a>\n')
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/simple"
        server.shutdown()
        thread.join()
