#include "documents/splitter.hpp"

#include <algorithm>
#include <optional>
#include <random>
#include <string>

#include "catch.hpp"
#include "json/cursor.hpp"
#include "json/padded_text.hpp"
#include "text/concat.hpp"

using documents::Splitter;

namespace {

// Where the object that the text begins with ends, as the text comes in pieces
// of that size; nothing when it does not.
std::optional<std::size_t> find(std::string_view text, std::size_t piece_size) {
  Splitter splitter;
  for (std::size_t size = 0; size < text.size();) {
    size = std::min(size + piece_size, text.size());
    if (const auto end = splitter.find_end(text.substr(0, size))) return end;
  }
  return std::nullopt;
}

// A value of JSON, with brackets, quotes and backslashes in its strings.
std::string random_value(std::mt19937& random, int depth) {
  const auto below = [&](unsigned count) {
    return static_cast<unsigned>(random() % count);
  };
  const bool is_object = depth == 0 || below(2) == 0;
  if (depth < 4 && (depth == 0 || below(3) == 0)) {
    std::string items;
    for (unsigned count = below(5); count > 0; --count) {
      if (!items.empty()) items += ',';
      if (is_object) items += R"("n\\":)";
      items += random_value(random, depth + 1);
    }
    return is_object ? "{" + items + "}" : "[" + items + "]";
  }
  if (below(2) == 0) return "-1.5e3";
  constexpr const char* kParts[] = {
      "{", "}", "[", "]", "\\\"", "\\\\", " ", "ordinary text of some length",
      "é"};
  std::string characters;
  for (unsigned count = below(9); count > 0; --count) {
    characters += kParts[below(std::size(kParts))];
  }
  return text::concat('"', characters, '"');
}

}  // namespace

TEST_CASE("an object ends with its last bracket, wherever pieces are cut") {
  const std::string object =
      R"({"a":[1,{"b":"}]\"\\"},"\\\\\"{"],"c":{"d":"[[[{{{ \\"},"e":""})";
  for (const std::string& text : {object, object + object, object + " ] }"}) {
    for (std::size_t size = 1; size <= text.size(); ++size) {
      CHECK(find(text, size) == object.size());
    }
  }
}

TEST_CASE("an object without an end has none") {
  const std::string object = R"({"a":"x\\\"}}]]","b":[{}]})";
  for (std::size_t size = 0; size < object.size(); ++size) {
    CHECK_FALSE(find(object.substr(0, size), 5));
  }
}

// The reader itself as a second opinion.
TEST_CASE("any object ends where its reader says") {
  std::mt19937 random(20261128);
  for (int i = 0; i < 3000; ++i) {
    const std::string object = random_value(random, 0);
    const json::PaddedText text(object + random_value(random, 0));
    json::Cursor cursor(text.view());
    cursor.value();
    INFO(text.view());
    REQUIRE(cursor.offset() == object.size());
    for (const std::size_t size : {1U, 7U, 16U, 61U, 10'000U}) {
      CHECK(find(text.view(), size) == object.size());
    }
  }
}
