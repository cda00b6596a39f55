#include "documents/projection.hpp"

#include <string>

#include "catch.hpp"
#include "documents/json_body.hpp"

using documents::JsonBody;
using documents::Projection;
using documents::Root;
using singer::SelectedProperty;
using singer::Selection;

namespace {

const json::Document& schema() {
  static const json::Document document = json::parse(
      R"({"properties":{"id":{},"a":{},"o":{"properties":{"x":{},"y":{
         "properties":{"p":{},"q":{}}}}},"added":{}}})",
      "schema");
  return document;
}

std::string project(Projection& projection, std::string_view text,
                    std::string_view more = "") {
  JsonBody reader(Root::kObject);
  reader.feed(text);
  std::string out;
  projection.append(*reader.next(), more, out);
  return out;
}

std::string project(const Selection& selection, std::string_view text,
                    std::string_view more = "") {
  Projection projection(schema(), selection, "added");
  return project(projection, text, more);
}

}  // namespace

TEST_CASE("a document that is wholly selected is copied as it is") {
  const std::string text =
      R"({"id":"1","a":5.40e-7,"o":{"x":1,"new":"é\u0000"}})";
  CHECK(project(singer::select_all(schema()), text) == text);
}

TEST_CASE("white space outside of strings goes, numbers keep their digits") {
  CHECK(project(singer::select_all(schema()),
                "{ \"id\" : \"a b\\\" \\\\\",\n \"a\":\t1.10 }") ==
        R"({"id":"a b\" \\","a":1.10})");
}

TEST_CASE("only selected members are copied") {
  const Selection selection{true, {{"a", true, {}}}};
  CHECK(project(selection, R"({"id":"1","a":[1,{"b":2}],"o":null})") ==
        R"({"a":[1,{"b":2}]})");
  CHECK(project(selection, R"({"id":"1"})") == "{}");
  CHECK(project(selection, R"({"id":"1"})", "\"added\":1") == R"({"added":1})");
}

TEST_CASE("selection reaches into nested objects") {
  const Selection selection{true,
                            {{"o", false, {{"y", false, {{"q", true, {}}}}}}}};
  CHECK(project(selection, R"({"o":{"x":1,"y":{"p":2,"q":[ 3 ]},"z":4}})") ==
        R"({"o":{"y":{"q":[3]}}})");
  CHECK(project(selection, R"({"o":null})") == R"({"o":null})");
  CHECK(project(selection, R"({"o":{"x":1}})") == R"({"o":{}})");
  CHECK(project(selection, R"({"o":"drift"})") == R"({"o":"drift"})");
}

TEST_CASE("a member that the tap adds is not taken from the document") {
  CHECK(project(singer::select_all(schema()), R"({"id":"1","added":"theirs"})",
                R"("added":"ours")") == R"({"id":"1","added":"ours"})");
}

TEST_CASE("undeclared members are left out and remembered") {
  Projection projection(schema(), singer::select_all(schema()), "");
  CHECK(project(projection, R"({"id":"1","new":1,"newer":{}})") ==
        R"({"id":"1"})");
  CHECK(projection.undeclared().size() == 2);
  CHECK(projection.undeclared().count("newer") == 1);
}

TEST_CASE("what is remembered of undeclared members is bounded") {
  Projection projection(schema(), singer::select_all(schema()), "");
  for (int i = 0; i < 150; ++i) {
    const std::string name = std::to_string(i) + std::string(100'000, 'n');
    project(projection, R"({"id":"1",")" + name + R"(":1})");
  }
  CHECK(projection.undeclared().size() == 100);
  for (const std::string& name : projection.undeclared()) {
    CHECK(name.size() < 100);
  }
}

TEST_CASE("names are found in any order and spelling") {
  CHECK(project(singer::select_all(schema()), R"({"a":1,"id":"1"})") ==
        R"({"a":1,"id":"1"})");
  CHECK(project(singer::select_all(schema()), R"({"\u0061":1})") ==
        R"({"\u0061":1})");
}
