#include "documents/lines.hpp"

#include <string>
#include <vector>

#include "catch.hpp"
#include "documents/body.hpp"

using documents::Lines;

namespace {

using Texts = std::vector<std::string>;

Texts read(std::string_view text, char delimiter = ',',
           std::size_t piece_size = 1U << 20U) {
  Lines lines(delimiter);
  Texts out;
  const auto take = [&] {
    while (const auto line = lines.next()) out.emplace_back(*line);
  };
  for (; !text.empty(); text.remove_prefix(std::min(piece_size, text.size()))) {
    lines.feed(text.substr(0, piece_size));
    take();
  }
  lines.finish();
  take();
  return out;
}

}  // namespace

TEST_CASE("lines end with LF or CRLF, the last one with nothing") {
  CHECK(read("a\nb\r\n\r\nc") == Texts{"a", "b", "", "c"});
  CHECK(read("a\r\n") == Texts{"a"});
  CHECK(read("").empty());
  CHECK(read("a\rb\n") == Texts{"a\rb"});
}

TEST_CASE("a quoted field may hold line ends, where quotes mean something") {
  const std::string text = "a,\"b\r\nc\",d\ne,\"f\"\"\n\",g\nh\"i,j\nk\n";
  CHECK(read(text) ==
        Texts{"a,\"b\r\nc\",d", "e,\"f\"\"\n\",g", "h\"i,j", "k"});
  CHECK(read(text, '\0') ==
        Texts{"a,\"b", "c\",d", "e,\"f\"\"", "\",g", "h\"i,j", "k"});
}

TEST_CASE("where the pieces are cut does not matter to lines") {
  const std::string text = "a,\"b\r\nc\",d\ne,\"f\"\"\n\",g\r\nh\"i,j\n\nk";
  for (std::size_t size = 1; size < text.size(); ++size) {
    CHECK(read(text, ',', size) == read(text));
    CHECK(read(text, '\0', size) == read(text, '\0'));
  }
}

TEST_CASE("lines are numbered as an editor does") {
  Lines lines(',');
  lines.feed("a\n\"b\n\n\"\nc\nd");
  const auto number_of = [&](std::string_view line) {
    CHECK(lines.next() == line);
    return lines.number();
  };
  CHECK(number_of("a") == 1);
  CHECK(lines.is_ended());
  CHECK(number_of("\"b\n\n\"") == 2);
  CHECK(number_of("c") == 5);
  CHECK_FALSE(lines.next());
  lines.finish();
  CHECK(number_of("d") == 6);
  CHECK_FALSE(lines.is_ended());
  CHECK_FALSE(lines.next());
}

TEST_CASE("a line without an end is refused before it fills the memory") {
  Lines lines(',');
  const std::string piece(1U << 17U, 'x');
  const auto feed = [&] {
    for (int i = 0; i < 100; ++i) {
      lines.feed(piece);
      if (lines.next()) return;
    }
  };
  CHECK_THROWS_WITH(feed(),
                    catching::contains("line 1 is longer than 1048576"));
}
