"""A build is configured again where its options are not the ones wanted."""

import unittest

from project import ScriptsFolder

CONFIGURED = "== configuring the build in build\n"


class Configure(unittest.TestCase):
    def setUp(self):
        self.scripts = ScriptsFolder(self)
        (self.scripts.folder / "CMakeLists.txt").write_text(
            "cmake_minimum_required(VERSION 3.25)\n"
            "project(tiny LANGUAGES NONE)\n"
            'option(SANITIZE "As in the project" OFF)\n'
            'set(PROGRAM_DIR "" CACHE PATH "As in the project")\n')

    def configure(self, *options):
        output, status = self.scripts.function(
            'configure "$project/build" "$@"', *options)
        self.assertEqual(0, status, output)
        return output

    def cached(self, name):
        cache = self.scripts.folder / "build" / "CMakeCache.txt"
        return [line.split("=", 1)[1] for line in cache.read_text().splitlines()
                if line.startswith(f"{name}:")]

    def by_hand(self, *options):
        _, status = self.scripts.call("cmake", *options, "build")
        self.assertEqual(0, status)

    def test_the_same_options_once(self):
        options = ("-DCMAKE_BUILD_TYPE=Release", "-DPROGRAM_DIR=/there/of mine")
        self.assertEqual(CONFIGURED, self.configure(*options))
        self.assertEqual(["/there/of mine"], self.cached("PROGRAM_DIR"))
        self.assertEqual("", self.configure(*options))

    def test_an_option_that_changed_came_or_went(self):
        self.configure("-DCMAKE_BUILD_TYPE=Release")
        for options, sanitize in (
                (["-DCMAKE_BUILD_TYPE=Debug"], "OFF"),
                (["-DCMAKE_BUILD_TYPE=Debug", "-DSANITIZE=ON"], "ON"),
                (["-DCMAKE_BUILD_TYPE=Debug"], "OFF")):
            self.assertEqual(CONFIGURED, self.configure(*options))
            self.assertEqual(["Debug"], self.cached("CMAKE_BUILD_TYPE"))
            self.assertEqual([sanitize], self.cached("SANITIZE"))
            self.assertEqual("", self.configure(*options))

    def test_what_somebody_set_by_hand(self):
        self.configure("-DCMAKE_BUILD_TYPE=Release")
        self.by_hand("-DCMAKE_BUILD_TYPE=Debug", "-DTHEIR_OWN=1")
        self.assertEqual(CONFIGURED, self.configure("-DCMAKE_BUILD_TYPE=Release"))
        self.assertEqual(["Release"], self.cached("CMAKE_BUILD_TYPE"))
        self.assertEqual(["1"], self.cached("THEIR_OWN"))

    def test_a_build_without_tests_gets_them(self):
        self.configure()
        self.by_hand("-DBUILD_TESTING=OFF")
        self.assertEqual(CONFIGURED, self.configure())
        self.assertEqual(["ON"], self.cached("BUILD_TESTING"))

    def test_a_checkout_that_was_moved(self):
        self.configure()
        folder = self.scripts.folder
        self.scripts.folder = folder.rename(f"{folder}-elsewhere")
        self.addCleanup(lambda: self.scripts.folder.rename(folder))
        self.assertEqual(CONFIGURED, self.configure())
        self.assertEqual("", self.configure())


if __name__ == "__main__":
    unittest.main()
