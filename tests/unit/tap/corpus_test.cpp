#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "catch.hpp"
#include "feed_body.hpp"

TEST_CASE("the fuzz corpus passes") {
  std::size_t count = 0;
  for (const auto& file : std::filesystem::directory_iterator(CORPUS_DIR)) {
    std::ifstream in(file.path(), std::ios::binary);
    feed_body(std::string(std::istreambuf_iterator<char>(in), {}));
    ++count;
  }
  CHECK(count > 20);
}
