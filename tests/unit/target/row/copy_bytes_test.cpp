#include <fstream>
#include <string>
#include <vector>

#include "catch.hpp"
#include "json/cursor.hpp"
#include "json/padded_text.hpp"
#include "row/encode_value.hpp"
#include "table/column_type.hpp"

namespace {

struct Case {
  std::string type;
  std::string json;
  std::string hex;
};

// Tab-separated: type, JSON, SQL, bytes. See make_copy_bytes.py beside it.
std::vector<Case> read_cases() {
  std::ifstream file(SOURCE_DIR "/tests/unit/target/data/copy_bytes.tsv");
  REQUIRE(file);
  std::vector<Case> cases;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    const std::size_t json = line.find('\t') + 1;
    const std::size_t sql = line.find('\t', json) + 1;
    const std::size_t hex = line.rfind('\t') + 1;
    cases.push_back({line.substr(0, json - 1),
                     line.substr(json, sql - 1 - json), line.substr(hex)});
  }
  return cases;
}

std::string hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string result;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    result += kDigits[byte >> 4U];
    result += kDigits[byte & 0xFU];
  }
  return result;
}

table::ColumnType type_named(const std::string& name) {
  if (name == "timestamp") return {table::BaseType::kTimestamp};
  if (name == "time") return {table::BaseType::kTime};
  return table::parse_type(name);
}

}  // namespace

TEST_CASE("fields are byte for byte what PostgreSQL itself copies out") {
  const std::vector<Case> cases = read_cases();
  REQUIRE(cases.size() > 90);
  for (const Case& each : cases) {
    INFO(each.type << " " << each.json);
    const json::PaddedText text(each.json);
    const row::Encoding encoding{type_named(each.type)};
    row::Notes notes;
    row::CopyBuffer out;
    row::encoder_of(encoding.type)(json::Cursor(text.view()).value(), encoding,
                                   notes, out);
    CHECK(hex(out.bytes()) == each.hex);
  }
}
