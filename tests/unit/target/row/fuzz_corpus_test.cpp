#include <filesystem>

#include "catch.hpp"
#include "feed.hpp"
#include "json/document.hpp"

TEST_CASE("what a fuzzer once found, and what it starts from, stays harmless") {
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(
           SOURCE_DIR "/tests/fuzz/target/corpus")) {
    INFO(entry.path());
    feed(json::read_text_file(entry.path().string(), "the corpus"));
    ++files;
  }
  CHECK(files >= 7);
}
