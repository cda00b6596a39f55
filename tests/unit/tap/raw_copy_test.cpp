#include "extract/raw_copy.hpp"

#include <filesystem>

#include "catch.hpp"
#include "temp_folder.hpp"

using extract::RawCopy;

TEST_CASE("a body appears under its name when it is complete") {
  const TempFolder folder;
  RawCopy copy(folder.path(), "20211017T154611Z", "/v4/ships");
  copy.write("[1,");
  copy.write("2]");
  const std::string file = "20211017T154611Z/v4/ships.json";
  CHECK_FALSE(std::filesystem::exists(folder / file));
  copy.complete();
  CHECK(folder.read(file) == "[1,2]");
  CHECK_FALSE(std::filesystem::exists(folder / (file + ".part")));
}

TEST_CASE("an attempt that broke off leaves nothing behind for the next") {
  const TempFolder folder;
  RawCopy(folder.path(), "r", "/v4/ships").write("[1,2,3,4");
  RawCopy copy(folder.path(), "r", "/v4/ships");
  copy.write("[5]");
  copy.complete();
  CHECK(folder.read("r/v4/ships.json") == "[5]");
}

TEST_CASE("an unchanged body is linked from the newest run that has it") {
  const TempFolder folder;
  folder.write("20200101T000000Z/v4/ships.json", "old");
  folder.write("20210101T000000Z/v4/ships.json", "newer");
  folder.write("20220101T000000Z/v4/cores.json", "other");
  RawCopy copy(folder.path(), "20230101T000000Z", "/v4/ships");
  CHECK(copy.link_previous());
  CHECK(folder.read("20230101T000000Z/v4/ships.json") == "newer");
  RawCopy none(folder.path(), "20230101T000000Z", "/v4/crew");
  CHECK_FALSE(none.link_previous());
}

TEST_CASE("without a folder nothing is kept") {
  RawCopy copy("", "r", "/v4/ships");
  copy.write("x");
  copy.complete();
  CHECK(copy.link_previous());
}

TEST_CASE("a folder that cannot be made is named") {
  const TempFolder folder;
  folder.write("file", "x");
  RawCopy copy(folder / "file", "r", "/v4/ships");
  CHECK_THROWS_WITH(copy.write("x"),
                    catching::contains("record_dir: '" + (folder / "file")));
}
