#include "documents/fields.hpp"

#include "catch.hpp"

using documents::Dialect;
using documents::Fields;

namespace {

using Texts = std::vector<std::string>;

constexpr Dialect kCsv{.delimiter = ',', .is_quoted = true};
constexpr Dialect kPadded{.delimiter = '\t', .is_padded = true};

Texts split(const Dialect& dialect, std::string_view line) {
  Fields fields(dialect);
  const auto& found = fields.split(line);
  return {found.begin(), found.end()};
}

bool is_plain(const Dialect& dialect, std::string_view line) {
  Fields fields(dialect);
  fields.split(line);
  return fields.is_plain();
}

}  // namespace

TEST_CASE("fields stand between delimiters, empty ones too") {
  CHECK(split(kCsv, "a,b,c") == Texts{"a", "b", "c"});
  CHECK(split(kCsv, ",,") == Texts{"", "", ""});
  CHECK(split(kCsv, "") == Texts{""});
  CHECK(split(kCsv, " a ,b") == Texts{" a ", "b"});
  CHECK(split(kCsv, "STARLINK-1130 (DARKSAT),2020-001U,44932") ==
        Texts{"STARLINK-1130 (DARKSAT)", "2020-001U", "44932"});
}

TEST_CASE("fields of every length are found at every place") {
  for (std::size_t first = 0; first < 20; ++first) {
    for (std::size_t second = 0; second < 20; ++second) {
      const std::string a(first, 'a');
      const std::string b(second, 'b');
      CHECK(split(kCsv, a + ',' + b) == Texts{a, b});
      CHECK(split(kCsv, a + ',' + b + ',') == Texts{a, b, ""});
    }
  }
}

TEST_CASE("padding is taken off where it is padding") {
  CHECK(split(kPadded, "1957 ALP  \t P  A \t-\t   ") ==
        Texts{"1957 ALP", "P  A", "-", ""});
}

TEST_CASE("a quoted field may hold delimiters and quotes") {
  CHECK(split(kCsv, R"("a,b",c)") == Texts{"a,b", "c"});
  CHECK(split(kCsv, R"(a,"say ""hi""",c)") == Texts{"a", R"(say "hi")", "c"});
  CHECK(split(kCsv, R"("",x)") == Texts{"", "x"});
  CHECK(split(kCsv, R"("""",x)") == Texts{"\"", "x"});
  CHECK(split(kCsv, "\"a\nb\",c") == Texts{"a\nb", "c"});
}

TEST_CASE("what only looks like a quoted field stays as it is") {
  CHECK(split(kCsv, R"(a"b,c)") == Texts{R"(a"b)", "c"});
  CHECK(split(kCsv, R"("a"b,c)") == Texts{R"("a"b)", "c"});
  CHECK(split(kCsv, R"("a,b)") == Texts{R"("a,b)"});
  CHECK(split(kPadded, "\"a\tb\"") == Texts{"\"a", "b\""});
}

TEST_CASE("a line is plain when JSON needs no escapes for it") {
  CHECK(is_plain(kCsv, "STARLINK-1007 [DTC],2020-001A,+,~"));
  CHECK(is_plain(kPadded, "a\tb\tc"));
  CHECK(is_plain(kCsv, ""));
  for (const std::string& odd :
       {std::string("\""), std::string("\\"), std::string("\t"),
        std::string("\x1F"), std::string(1, '\0'), std::string("\x80"),
        std::string("é")}) {
    for (std::size_t before = 0; before < 12; ++before) {
      for (std::size_t behind = 0; behind < 12; ++behind) {
        CHECK_FALSE(is_plain(
            kCsv, std::string(before, 'x') + odd + std::string(behind, 'y')));
      }
    }
  }
  CHECK(is_plain(kCsv, "\x7F"));
}
