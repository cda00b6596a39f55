#include "extract/raw_copy.hpp"

#include <filesystem>

#include "catch.hpp"
#include "temp_folder.hpp"

using extract::RawCopy;
using extract::RawFolder;

namespace {

const std::string kUrl = "http://api/v4/ships";

// Keeps a body as a run of that name does.
void keep(const TempFolder& folder, const std::string& run,
          const std::string& url, const std::string& etag,
          const std::string& body) {
  RawFolder raw(folder.path(), run);
  RawCopy copy(raw, url, "/v4/ships");
  copy.write(body);
  copy.complete(etag);
}

}  // namespace

TEST_CASE("a body appears under its name when it is complete") {
  const TempFolder folder;
  RawFolder raw(folder.path(), "20211017T154611Z");
  RawCopy copy(raw, kUrl, "/v4/ships");
  copy.write("[1,");
  copy.write("2]");
  const std::string file = "20211017T154611Z/v4/ships";
  CHECK_FALSE(std::filesystem::exists(folder / (file + ".json")));
  copy.complete("\"e\"");
  CHECK(folder.read(file + ".json") == "[1,2]");
  CHECK(folder.read(file + ".origin") == kUrl + "\n\"e\"\n");
  CHECK_FALSE(std::filesystem::exists(folder / (file + ".json.part")));
}

TEST_CASE("an attempt that broke off leaves nothing behind for the next") {
  const TempFolder folder;
  RawFolder raw(folder.path(), "r");
  RawCopy(raw, kUrl, "/v4/ships").write("[1,2,3,4");
  RawCopy copy(raw, kUrl, "/v4/ships");
  copy.write("[5]");
  copy.complete("");
  CHECK(folder.read("r/v4/ships.json") == "[5]");
}

TEST_CASE("an unchanged body is linked from a run that had its URL and ETag") {
  const TempFolder folder;
  keep(folder, "20200101T000000Z", kUrl, "\"a\"", "right");
  keep(folder, "20210101T000000Z", kUrl, "\"b\"", "newer");
  keep(folder, "20220101T000000Z", "http://other/v4/ships", "\"a\"", "other");
  folder.write("20220201T000000Z/v4/ships.json", "of unknown origin");
  keep(folder, "20220301T000000Z", kUrl, "", "without an ETag");

  RawFolder raw(folder.path(), "20230101T000000Z");
  RawCopy copy(raw, kUrl, "/v4/ships");
  CHECK_FALSE(copy.link_previous("\"c\""));
  CHECK(copy.link_previous("\"a\""));
  CHECK(folder.read("20230101T000000Z/v4/ships.json") == "right");
  // And from there again, when the first one has been tidied away.
  std::filesystem::remove_all(folder / "20200101T000000Z");
  RawFolder later(folder.path(), "20240101T000000Z");
  CHECK(RawCopy(later, kUrl, "/v4/ships").link_previous("\"a\""));
  CHECK(folder.read("20240101T000000Z/v4/ships.json") == "right");
}

TEST_CASE("runs of the same second have a folder each") {
  const TempFolder folder;
  for (const char* body : {"first", "second", "third"}) {
    keep(folder, "20211017T154611Z", kUrl, "", body);
  }
  CHECK(folder.read("20211017T154611Z/v4/ships.json") == "first");
  CHECK(folder.read("20211017T154611Z-2/v4/ships.json") == "second");
  CHECK(folder.read("20211017T154611Z-3/v4/ships.json") == "third");
}

TEST_CASE("without a folder nothing is kept") {
  RawFolder raw("", "r");
  RawCopy copy(raw, kUrl, "/v4/ships");
  copy.write("x");
  copy.complete("");
  CHECK(copy.link_previous(""));
}

TEST_CASE("a folder that cannot be made is named") {
  const TempFolder folder;
  folder.write("file", "x");
  RawFolder raw(folder / "file", "r");
  RawCopy copy(raw, kUrl, "/v4/ships");
  CHECK_THROWS_WITH(copy.write("x"),
                    catching::contains("record_dir: '" + (folder / "file")));
}

TEST_CASE("a catalogue is kept under its own name, with what a replay needs") {
  const TempFolder folder;
  const auto keep_catalogue = [&](const std::string& run) {
    RawFolder raw(folder.path(), run);
    RawCopy copy(raw, "http://host/x?", "/pub/satcat.csv");
    copy.write("a,b");
    copy.complete("\"t\"");
    copy.describe("public", "2026-08-22T00:00:00Z");
  };
  keep_catalogue("r");
  CHECK(folder.read("r/pub/satcat.csv") == "a,b");
  CHECK(folder.read("r/pub/satcat.csv.from") == "http://host/x?\n\"t\"\n");
  CHECK(folder.read("r/pub/satcat.csv.origin") == "2026-08-22T00:00:00Z\n");
  CHECK(folder.read("r/pub/.kind") == "public\n");
  CHECK_FALSE(std::filesystem::exists(folder / "r/.kind"));

  RawFolder later(folder.path(), "s");
  CHECK(RawCopy(later, "http://host/x?", "/pub/satcat.csv")
            .link_previous("\"t\""));
  CHECK(folder.read("s/pub/satcat.csv") == "a,b");
}

TEST_CASE("a folder of documents is marked where they are not public") {
  const TempFolder folder;
  for (const std::string& kind :
       std::vector<std::string>{"facts", "synthetic", "public", "file"}) {
    RawFolder raw(folder.path(), kind);
    RawCopy copy(raw, kUrl, "/v4/ships");
    copy.write("[]");
    copy.complete("");
    copy.describe(kind, "");
    CHECK(folder.read(kind + "/.kind") ==
          (kind == "facts" || kind == "synthetic" ? kind + '\n' : ""));
  }
}
