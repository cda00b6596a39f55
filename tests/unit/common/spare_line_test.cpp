#include "logging/spare_line.hpp"
#include "catch.hpp"
#include "json/document.hpp"

namespace {

std::string line(logging::Form form, std::string_view message) {
  return std::string(logging::SpareLine({.form = form,
                                         .level = "critical",
                                         .program = "a-tap",
                                         .time = "12.5",
                                         .message = message})
                         .text());
}

}  // namespace

TEST_CASE("a spare line has the form of all lines") {
  using logging::Form;
  CHECK(line(Form::kPlain, "gone") == "12.5 | critical | a-tap | gone\n");
  CHECK(line(Form::kBare, "gone") == "gone\n");
  const auto document =
      json::parse(line(Form::kStructured, "\"gone\"\\\n"), "line");
  CHECK(json::text_member(document, "message") == "'gone'/ ");
  CHECK(json::text_member(document, "level") == "critical");
  CHECK(json::find(document, "ts")->GetDouble() == 12.5);
}

TEST_CASE("a spare line is one line, cut behind a character") {
  const std::string text =
      line(logging::Form::kBare, std::string(511, 'x') + "\u00e9 and more");
  CHECK(text == std::string(511, 'x') + "\n");
  CHECK(line(logging::Form::kBare, "a\nb") == "a b\n");
}
