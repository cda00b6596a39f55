#include "cache/entry.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <filesystem>

#include "captured_stderr.hpp"
#include "catch.hpp"
#include "fake_clock.hpp"
#include "temp_folder.hpp"

using cache::CacheError;
using cache::Entry;
using cache::Record;
using cache::Time;

namespace {

using Bodies = std::vector<std::string>;

constexpr std::chrono::milliseconds kWait{1000};

// An entry in that folder for a URL.
class Opened {
 public:
  explicit Opened(const std::string& folder,
                  const std::string& url = "http://host/satcat.csv")
      : entry(folder, url, url, clock, kWait) {}

  FakeClock clock;
  Entry entry;
};

std::string content(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

Record record_of(std::string tag) {
  Record record;
  record.asked = Time(std::chrono::seconds(1634485571));
  record.tag = std::move(tag);
  return record;
}

// The names in the folder that end so.
std::size_t count(const std::string& folder, std::string_view suffix) {
  std::size_t found = 0;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    if (file.path().string().ends_with(suffix)) ++found;
  }
  return found;
}

}  // namespace

TEST_CASE("a new entry knows nothing, and its folder is made") {
  const TempFolder folder;
  const Opened opened(folder / "a/b");
  CHECK_FALSE(opened.entry.record().asked);
  CHECK(opened.entry.record().tag.empty());
}

TEST_CASE("a record outlives its entry, each URL has its own") {
  const TempFolder folder;
  {
    Opened opened(folder.path());
    opened.entry.record() = record_of("\"a\"");
    opened.entry.save();
  }
  CHECK(Opened(folder.path()).entry.record().tag == "\"a\"");
  CHECK(Opened(folder.path(), "http://host/satcat.csv?x").entry.record().tag ==
        "");
}

TEST_CASE("a new body replaces the old one") {
  const TempFolder folder;
  for (const std::string& body : Bodies{"first", "second", "second"}) {
    Opened opened(folder.path());
    std::ofstream(opened.entry.part_path()) << body;
    opened.entry.replace_body(record_of('"' + body + '"'));
    CHECK(content(opened.entry.body_path()) == body);
  }
  CHECK(count(folder.path(), ".body") == 1);
  CHECK(count(folder.path(), ".part") == 0);
  Opened opened(folder.path());
  CHECK(opened.entry.record().tag == "\"second\"");
  CHECK(content(opened.entry.body_path()) == "second");
}

TEST_CASE("a part that is not kept goes") {
  const TempFolder folder;
  const Opened opened(folder.path());
  std::ofstream(opened.entry.part_path()) << "x";
  opened.entry.drop_part();
  CHECK(count(folder.path(), ".part") == 0);
}

TEST_CASE("a record that cannot be read counts as a request of its time") {
  const TempFolder folder;
  {
    Opened opened(folder.path());
    opened.entry.record() = record_of("\"a\"");
    opened.entry.save();
  }
  for (const auto& file : std::filesystem::directory_iterator(folder.path())) {
    if (file.path().extension() == ".json") {
      std::ofstream(file.path()) << "{\"url\": ";
    }
  }
  const std::string log = captured([&] {
    const Opened opened(folder.path());
    REQUIRE(opened.entry.record().asked);
    CHECK(std::chrono::system_clock::now() - *opened.entry.record().asked <
          std::chrono::minutes(10));
    CHECK(opened.entry.record().tag.empty());
    CHECK_FALSE(opened.entry.record().problem.empty());
  });
  CHECK_THAT(log, catching::contains("is no record of requests"));
}

TEST_CASE("an entry is opened by one at a time") {
  const TempFolder folder;
  const Opened opened(folder.path());
  FakeClock clock;
  const std::string log = captured([&] {
    CHECK_THROWS_WITH(
        Entry(folder.path(), "http://host/satcat.csv", "http://host/satcat.csv",
              clock, kWait),
        catching::contains("is held by another run that does not end"));
  });
  CHECK(clock.sleeps.size() == 20);
  CHECK_THAT(log, catching::contains("waiting for another run"));
  // Another URL is another matter.
  const Opened other(folder.path(), "http://host/launchlog.tsv");
}

TEST_CASE("a folder that cannot be used is named") {
  const TempFolder folder;
  folder.write("file", "x");
  CHECK_THROWS_WITH(Opened(folder / "file"),
                    catching::contains("cache_dir: '" + folder.path() +
                                       "/file' cannot be made"));
  Opened opened(folder / "gone");
  std::filesystem::remove_all(folder / "gone");
  CHECK_THROWS_AS(opened.entry.save(), CacheError);
  CHECK_THROWS_WITH(opened.entry.save(),
                    catching::contains("cannot be written: No such file"));
}

TEST_CASE("file names tell what they are of, and hide what may be secret") {
  const TempFolder folder;
  FakeClock clock;
  const Entry entry(folder.path(), "https://host/a b?token=secret",
                    "https://host/a b", clock, kWait);
  const std::string name =
      std::filesystem::path(entry.part_path()).filename().string();
  CHECK(name.starts_with("host_a_b-"));
  CHECK(name.find("secret") == std::string::npos);
}
