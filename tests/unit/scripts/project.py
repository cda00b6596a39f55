"""The scripts in a folder of their own, and single functions of them."""

import pathlib
import shutil
import subprocess
import tempfile

PROJECT = pathlib.Path(__file__).resolve().parents[3]


class ScriptsFolder:
    """scripts/ is the project's, everything beside it the test's own."""

    def __init__(self, case):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="scripts-"))
        case.addCleanup(shutil.rmtree, self.folder)
        (self.folder / "scripts").symlink_to(PROJECT / "scripts")

    def call(self, command, *arguments, stdin="", **options):
        """What `command` printed, stdout and stderr together, and its status."""
        done = subprocess.run(
            [command, *arguments], cwd=self.folder, text=True, input=stdin,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **options)
        return done.stdout, done.returncode

    def function(self, call, *arguments):
        """The same of a bash command that may use functions of setup.sh."""
        return self.call("bash", "-c", f"set -euo pipefail; . scripts/setup.sh; {call}",
                         "bash", *arguments)
