"""Which sources scripts/check --since looks at."""

import sys
import unittest

from project import PROJECT, ScriptsFolder

# As `ninja -t deps` prints them.
DEPS = """\
common/CMakeFiles/common.dir/src/a.cpp.o: #deps 3, deps mtime 1 (VALID)
    ../common/src/a.cpp
    /usr/include/stdio.h
    ../common/src/a.hpp

tap-spacex/CMakeFiles/tap.dir/src/b.cpp.o: #deps 3, deps mtime 1 (VALID)
    {project}/tap-spacex/src/b.cpp
    {project}/common/src/a.hpp
    ../common/src/c.hpp
"""


class AffectedSources(unittest.TestCase):
    def affected(self, *changed):
        output, status = ScriptsFolder(self).call(
            sys.executable, "-B", str(PROJECT / "scripts/affected_sources.py"), *changed,
            stdin=DEPS.format(project=PROJECT))
        self.assertEqual(0, status, output)
        return [each.removeprefix(f"{PROJECT}/") for each in output.split("\n")[:-1]]

    def test_a_source_and_those_of_a_header(self):
        self.assertEqual(["common/src/a.cpp"], self.affected("common/src/a.cpp"))
        self.assertEqual(["common/src/a.cpp", "tap-spacex/src/b.cpp"],
                         self.affected("common/src/a.hpp"))
        self.assertEqual(["tap-spacex/src/b.cpp"],
                         self.affected("README.md", "common/src/c.hpp"))

    def test_none(self):
        self.assertEqual([], self.affected())
        self.assertEqual([], self.affected("common/src/a", "README.md"))


if __name__ == "__main__":
    unittest.main()
