"""The sample API's documents in a folder that goes with the test class."""

import pathlib
import subprocess
import sys
import tempfile

from transform_run import PROJECT


def sample_url(test_class, *options):
    """A file:// address of generated documents."""
    folder = tempfile.TemporaryDirectory(prefix="sample-")
    test_class.addClassCleanup(folder.cleanup)
    subprocess.run([sys.executable, "-B", PROJECT / "sample" / "generate.py",
                    folder.name, *options], check=True,
                   stdout=subprocess.DEVNULL)
    return pathlib.Path(folder.name).as_uri()
