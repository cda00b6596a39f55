#include "documents/json_body.hpp"

#include <string>
#include <vector>

#include "catch.hpp"
#include "json/nesting.hpp"

using documents::BodyError;
using documents::JsonBody;
using documents::Root;

namespace {

std::vector<std::string> read(std::string_view body, Root root = Root::kArray,
                              std::size_t piece_size = 1U << 20U) {
  JsonBody reader(root);
  std::vector<std::string> documents;
  const auto take = [&] {
    while (const auto document = reader.next()) {
      documents.emplace_back(document->text);
    }
  };
  for (; !body.empty(); body.remove_prefix(std::min(piece_size, body.size()))) {
    reader.feed(body.substr(0, piece_size));
    take();
  }
  reader.finish();
  take();
  return documents;
}

const std::string kBody =
    " [ {\"id\":\"a\",\"n\":-1.50e+3,\"s\":\"\\ud83d\\ude00\\u0000é\"} ,\r\n"
    "{\"id\":\"b\",\"o\":{\"x\":[1,[2],{}],\"y\":null},\"t\":true},{}] \n";

std::string fault_of(std::string_view body, Root root = Root::kArray) {
  try {
    read(body, root);
  } catch (const BodyError& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("documents come out byte for byte, in order") {
  const auto documents = read(kBody);
  REQUIRE(documents.size() == 3);
  CHECK(documents[0] ==
        "{\"id\":\"a\",\"n\":-1.50e+3,\"s\":\"\\ud83d\\ude00\\u0000é\"}");
  CHECK(documents[1] ==
        "{\"id\":\"b\",\"o\":{\"x\":[1,[2],{}],\"y\":null},\"t\":true}");
  CHECK(documents[2] == "{}");
}

TEST_CASE("where the pieces are cut does not matter") {
  for (std::size_t size = 1; size < kBody.size(); ++size) {
    CHECK(read(kBody, Root::kArray, size) == read(kBody));
  }
}

TEST_CASE("members point into the document") {
  JsonBody reader(Root::kArray);
  reader.feed(R"([{"a":[1, 2],"b":"x\"y"}])");
  const auto document = reader.next();
  REQUIRE(document);
  REQUIRE(document->members.size() == 2);
  CHECK(document->members[0].key.text == "a");
  CHECK(document->members[0].value.text == "[1, 2]");
  CHECK(json::json_text(document->members[1].value) == R"("x\"y")");
  CHECK(document->is_spaced);
  CHECK(document->index == 0);
}

TEST_CASE("of members of one name the last is there, in the first's place") {
  JsonBody reader(Root::kArray);
  const std::string text = R"({"a":1,"b":2,"\u0061":3})";
  reader.feed("[" + text + "]");
  const auto document = reader.next();
  REQUIRE(document);
  CHECK(document->text == text);
  REQUIRE(document->members.size() == 2);
  CHECK(document->members[0].key.text == "a");
  CHECK(document->members[0].value.text == "3");
  CHECK(document->members[1].value.text == "2");
}

TEST_CASE("names keep the escapes that they need") {
  JsonBody reader(Root::kArray);
  reader.feed(R"([{"\u0061":1,"\"b":2,"\u0000c":3,"\u0000c":4,"\ufffdc":5}])");
  const auto document = reader.next();
  REQUIRE(document);
  REQUIRE(document->members.size() == 4);
  CHECK(document->members[0].key.text == "a");
  CHECK(json::json_text(document->members[0].key) == R"("a")");
  CHECK(document->members[1].key.text == R"(\"b)");
  CHECK(document->members[2].key.text == R"(\u0000c)");
  CHECK(document->members[2].value.text == "4");
  CHECK(document->members[3].key.text == "\uFFFDc");
}

TEST_CASE("an empty array has no documents") {
  CHECK(read("[]").empty());
  CHECK(read(" [ ] ").empty());
}

TEST_CASE("a single object is one document") {
  CHECK(read("{\"id\":\"a\"}\n", Root::kObject).size() == 1);
}

TEST_CASE("every cut off body is found out") {
  const std::string body = R"([{"id":"a","n":12,"s":"é\u00e9"},{"id":"b"}])";
  for (std::size_t size = 0; size < body.size(); ++size) {
    CHECK_FALSE(fault_of(std::string_view(body).substr(0, size)).empty());
  }
  CHECK(fault_of("") == "the body is empty");
  CHECK(fault_of("  \n") == "the body is empty");
  CHECK_THAT(fault_of(R"([{"a":1},)"),
             catching::contains("ends in mid-JSON, after 9 bytes and 1 "));
}

TEST_CASE("what is wrong before a body is cut off is told, not the cut") {
  CHECK_THAT(fault_of(R"([{"id":"a"},{"b" 1,"c":[)"),
             catching::contains("':' expected at offset 17"));
  CHECK_THAT(fault_of(R"([{"a":"\ud83dx)"),
             catching::contains("a lone surrogate at offset 7"));
  CHECK_THAT(fault_of(R"([{"a":falze)"),
             catching::contains("a value expected at offset 9"));
  for (const char* cut :
       {R"([{"a":"\)", R"([{"a":"\ud8)", R"([{"a":"\ud83d)",
        R"([{"a":"\ud83d\)", R"([{"a":"\ud83d\ude0)", R"([{"a":fal)",
        R"([{"a":-)", R"([{"a":1.)", R"([{"a":1e+)", R"([{"a")"}) {
    INFO(cut);
    CHECK_THAT(fault_of(cut), catching::contains("ends in mid-JSON"));
  }
}

TEST_CASE("what is no JSON is named with its offset") {
  struct Case {
    const char* body;
    const char* fault;
  };
  const std::vector<Case> cases{
      {R"([{"a":1},])", "document 2 is not an object at offset 9"},
      {R"([{"a":1,}])", "a member's name in quotes expected at offset 8"},
      {R"([{"a":1}] [])", "text after the end at offset 10"},
      {R"([{"a":1} {"b":2}])", "',' or ']' expected at offset 9"},
      {R"([{"a" 1}])", "':' expected at offset 6"},
      {R"([{"a":01}])", "a number with a leading zero at offset 7"},
      {R"([{"a":1.}])", "a digit expected at offset 8"},
      {R"([{"a":1e}])", "a digit expected at offset 8"},
      {R"([{"a":+1}])", "a value expected at offset 6"},
      {R"([{"a":NaN}])", "a value expected at offset 6"},
      {R"([{"a":-Infinity}])", "a value expected at offset 7"},
      {R"([{"a":nul}])", "a value expected at offset 9"},
      {R"([{'a':1}])", "a member's name in quotes expected at offset 2"},
      {R"([{"a":"\x"}])", "an unknown escape in a string at offset 7"},
      {R"([{"a":"\u12g4"}])", "four hexadecimal digits expected at offset 7"},
      {R"([{"a":"\ud800"}])", "a lone surrogate at offset 7"},
      {R"([{"a":"\ud800\u0041"}])", "a lone surrogate at offset 7"},
      {R"([{"a":"\udc00\ud800"}])", "a lone surrogate at offset 7"},
      {"[{\"a\":\"\n\"}]", "a control character in a string at offset 7"},
      {"[{\"a\":\"\xC3(\"}]", "invalid UTF-8 at offset 7"},
      {"[{\"a\":\"\xC0\xAF\"}]", "invalid UTF-8 at offset 7"},
      {"[{\"a\":\"\xED\xA0\x80\"}]", "invalid UTF-8 at offset 7"},
      {"[1]", "document 1 is not an object at offset 1"},
  };
  for (const Case& c : cases) {
    INFO(c.body);
    CHECK_THAT(fault_of(c.body), catching::contains(c.fault));
  }
}

TEST_CASE("what does not even start as JSON is recognised") {
  CHECK_THAT(fault_of("<!DOCTYPE html><html>"),
             catching::contains("an HTML or XML page, not a JSON array"));
  CHECK_THAT(fault_of("\xEF\xBB\xBF[]"),
             catching::contains("a byte order mark"));
  CHECK_THAT(fault_of(std::string("\xFF\xFE[\0]\0", 6)),
             catching::contains("UTF-16"));
  CHECK_THAT(fault_of("{\"docs\":[]}"),
             catching::contains("a JSON object, not a JSON array"));
  CHECK_THAT(fault_of("null"),
             catching::contains("the body is not a JSON array of documents"));
  CHECK_THAT(fault_of("[]", Root::kObject),
             catching::contains("a JSON array, not a JSON object"));
  CHECK_THAT(fault_of("Not Found"), catching::contains(": Not Found"));
}

TEST_CASE("nesting is bounded") {
  const auto nested = [](int depth) {
    return "[{\"a\":" + std::string(static_cast<std::size_t>(depth), '[') +
           std::string(static_cast<std::size_t>(depth), ']') + "}]";
  };
  CHECK(fault_of(nested(json::kMaxDepth - 1)).empty());
  CHECK_THAT(fault_of(nested(json::kMaxDepth)),
             catching::contains("nested too deep"));
  CHECK_THAT(fault_of(nested(1'000'000)),
             catching::contains("nested too deep"));
}

TEST_CASE("a document larger than the bound is refused, one below is read") {
  const auto body = [](std::size_t size) {
    return "[{\"a\":\"" + std::string(size, 'x') + "\"}]";
  };
  CHECK(read(body(documents::kMaxDocumentBytes - 100), Root::kArray, 65536)
            .size() == 1);
  JsonBody reader(Root::kArray);
  const std::string too_large = body(documents::kMaxDocumentBytes * 3);
  const auto feed_all = [&] {
    for (std::size_t at = 0; at < too_large.size(); at += 65536) {
      reader.feed(std::string_view(too_large).substr(at, 65536));
      reader.next();
    }
  };
  CHECK_THROWS_WITH(feed_all(), catching::contains("is larger than"));
}
