// What fuzzing started from and found.
#include <filesystem>
#include <fstream>
#include <iterator>

#include "catch.hpp"
#include "feed_expression.hpp"

TEST_CASE("The corpus of expressions ends in values or errors") {
  const std::filesystem::path corpus =
      std::filesystem::path(SOURCE_DIR) / "tests/fuzz/expression/corpus";
  std::size_t count = 0;
  for (const auto& file : std::filesystem::directory_iterator(corpus)) {
    std::ifstream stream(file.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    INFO(file.path());
    feed_expression(bytes);
    ++count;
  }
  CHECK(count > 10);
}
