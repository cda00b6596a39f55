#include "http/stored_body.hpp"

#include <set>

#include "catch.hpp"
#include "http/http_error.hpp"
#include "temp_folder.hpp"

using http::BodyTag;
using http::StoredBody;

namespace {

std::string tag_of(std::string_view body, std::size_t piece_size) {
  BodyTag tag;
  while (!body.empty()) {
    const std::string_view piece = body.substr(0, piece_size);
    tag.add(piece);
    body.remove_prefix(piece.size());
  }
  return tag.text();
}

}  // namespace

TEST_CASE("where the pieces are cut does not matter to the tag") {
  std::string body;
  for (int i = 0; i < 1000; ++i) body += std::to_string(i * i);
  const std::string whole = tag_of(body, body.size());
  for (std::size_t size = 1; size < 40; ++size)
    CHECK(tag_of(body, size) == whole);
}

TEST_CASE("each byte and the size count in the tag") {
  const std::string body(64, 'x');
  std::set<std::string> tags{tag_of(body, 64), tag_of(body + 'x', 64),
                             tag_of(body.substr(1), 64), tag_of("", 1)};
  for (std::size_t i = 0; i < body.size(); ++i) {
    for (const char c : {'y', '\xF8'}) {
      std::string changed = body;
      changed[i] = c;
      tags.insert(tag_of(changed, 64));
    }
  }
  // Two changes that would undo each other in a plain sum.
  std::string swapped = body;
  swapped[0] = 'a';
  swapped[8] = 'b';
  tags.insert(tag_of(swapped, 64));
  std::swap(swapped[0], swapped[8]);
  tags.insert(tag_of(swapped, 64));
  CHECK(tags.size() == 4 + 128 + 2);
}

TEST_CASE("a stored body is read from its front, as often as one likes") {
  const TempFolder folder;
  const std::string text(300'000, 'z');
  folder.write("body", text);
  StoredBody body("reading: ", folder / "body", 1 << 20);
  CHECK(body.tag() == tag_of(text, 1000));
  for (int i = 0; i < 2; ++i) {
    std::string read;
    body.open();
    for (auto piece = body.next(); !piece.empty(); piece = body.next()) {
      read += piece;
    }
    CHECK(read == text);
  }
}

TEST_CASE("what cannot be read is named") {
  const TempFolder folder;
  folder.write("body", std::string(2000, 'z'));
  CHECK_THROWS_WITH(StoredBody("reading: ", folder / "none", 1000).open(),
                    catching::contains("reading: file '" + folder.path() +
                                       "/none': No such file"));
  CHECK_THROWS_WITH(StoredBody("", folder / "body", 1000).tag(),
                    catching::contains("larger than max_body_bytes (1000)"));
}
