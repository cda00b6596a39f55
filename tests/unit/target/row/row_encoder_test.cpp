#include "row/row_encoder.hpp"

#include <algorithm>
#include <chrono>
#include <random>
#include <string>
#include <variant>
#include <vector>

#include "catch.hpp"
#include "encoded_stream.hpp"

namespace {

using namespace std::chrono_literals;

const table::TableOptions kNoMetadata{"", false, true, {}};

std::string int64_bytes(std::int64_t value) {
  row::CopyBuffer buffer;
  buffer.put_int64(value);
  return std::string(buffer.bytes());
}

}  // namespace

TEST_CASE("columns come in the schema's order, whatever the record's") {
  Stream stream(R"({"a":{"type":"string"},"b":{"type":"string"}})", "[]", {},
                kNoMetadata);
  stream.append(R"({"b": "2", "a": "1"})");
  stream.append(R"({"a": "1", "b": "2"})");
  stream.append(R"({"b": "2"})");
  stream.append(R"({"a": null, "\u0062": "2", "a": "last"})");
  CHECK(stream.fields(0) == std::vector<std::string>{"1", "2"});
  CHECK(stream.fields(1) == std::vector<std::string>{"1", "2"});
  CHECK(stream.fields(2) == std::vector<std::string>{"NULL", "2"});
  CHECK(stream.fields(3) == std::vector<std::string>{"last", "2"});
  CHECK(stream.batch().row_count() == 4);
  CHECK(stream.batch().line_of(3) == 5);
}

TEST_CASE("a JSON null and a missing member are NULL, in jsonb too") {
  Stream stream(R"({"a":{"type":["object","null"]},"b":{}})", "[]", {},
                kNoMetadata);
  stream.append(R"({"a": null})");
  CHECK(stream.fields() == std::vector<std::string>{"NULL", "NULL"});
}

TEST_CASE("metadata columns") {
  row::EncoderOptions options;
  options.sync_started_at = std::chrono::sys_days{} + 5ms;
  Stream stream(R"({"a":{"type":"string"}})", "[]", options);
  stream.batch().begin(kNow + 1us);
  // 2000-01-01T00:00:01 is one second after PostgreSQL's epoch.
  stream.append(R"({"a": "x", "_sdc_sequence": 9})",
                R"(, "version": 7, "time_extracted": )"
                R"("2000-01-01T00:00:01+00:00")");
  stream.append(R"({"a": "x", "_sdc_deleted_at": "2000-01-01T00:00:02Z"})");
  const std::int64_t now = 8766LL * 86400 * 1000000;
  const std::vector<std::string> first{"x",
                                       int64_bytes(1'000'000),
                                       int64_bytes(now),
                                       int64_bytes(now + 1),
                                       "NULL",
                                       int64_bytes(1704067200000),
                                       int64_bytes(7),
                                       int64_bytes(5)};
  CHECK(stream.fields(0) == first);
  const auto second = stream.fields(1);
  CHECK(second[1] == "NULL");
  CHECK(second[4] == int64_bytes(2'000'000));
  CHECK(second[6] == "NULL");
  CHECK(stream.batch().deleted_rows() == 1);
  CHECK(stream.encoder().take_warnings().empty());
}

TEST_CASE("without metadata, _sdc_ members are dropped in silence") {
  Stream stream(R"({"a":{"type":"string"},"_sdc_sequence":{"type":"integer"}})",
                "[]", {}, kNoMetadata);
  stream.append(R"({"a": "x", "_sdc_sequence": 1, "_sdc_deleted_at": "x"})");
  CHECK(stream.fields() == std::vector<std::string>{"x"});
  CHECK(stream.encoder().take_warnings().empty());
}

TEST_CASE("a field that is not in the schema is dropped with one warning") {
  Stream stream(R"({"a":{"type":"string"}})");
  stream.append(R"({"a": "x", "extra": 1})");
  stream.append(R"({"a": "x", "extra": {"deep": [1]}})");
  CHECK(stream.encoder().take_warnings() ==
        std::vector<std::string>{
            "stream 's': field 'extra' is not in the schema and is dropped"});
  stream.append(R"({"extra": 1, "other": 1})");
  CHECK(stream.encoder().take_warnings().size() == 1);
}

TEST_CASE("a cut fraction is told once") {
  Stream stream(R"({"a":{"type":"string","format":"date-time"}})");
  stream.append(R"({"a": "2024-01-01T00:00:00.1234567Z"})");
  CHECK(stream.encoder().take_warnings().size() == 1);
  stream.append(R"({"a": "2024-01-01T00:00:00.1234567Z"})");
  CHECK(stream.encoder().take_warnings().empty());
}

TEST_CASE("errors name line, stream, key, property, value and reason") {
  Stream stream(R"({"id":{"type":"integer"},"n":{"type":"integer"}})",
                R"(["id"])");
  stream.append(R"({"id": 1, "n": 1})");
  CHECK(stream.error(R"({"id": 5, "n": 9223372036854775808})") ==
        "line 3: stream 's', key id=5, property 'n': 9223372036854775808 is "
        "beyond bigint");
  CHECK(stream.error(R"({"n": 1})") ==
        "line 4: stream 's', property 'id': is a key and missing");
  CHECK(stream.error(R"({"id": null})") ==
        "line 5: stream 's', property 'id': is a key and null");
  CHECK(stream.error(R"({"id": 7, "n": "x"})") ==
        "line 6: stream 's', key id=7, property 'n': \"x\" where the schema "
        "wants "
        "integer");
  CHECK(stream.error(R"({"id": 8)", R"(, "time_extracted": "x")") != "none");
  CHECK(stream.batch().row_count() == 1);
}

TEST_CASE("an encoder's error quotes the string it refuses") {
  Stream stream(R"({"v":{"type":"string","format":"date-time"}})");
  CHECK(stream.error(R"({"v": ""})") ==
        "line 2: stream 's', property 'v': \"\" is no ISO 8601 date-time");
  CHECK(stream.error(R"({"v": " 2024"})") ==
        "line 3: stream 's', property 'v': \" 2024\" is no ISO 8601 date-time");
}

TEST_CASE("a broken record or line is an error with its byte") {
  Stream stream(R"({"a":{"type":"string"}})");
  CHECK_THAT(stream.error(R"({"a": "x", })"),
             catching::contains("no valid JSON at byte 56: '}' where"));
  CHECK_THAT(stream.error("{\"a\": \"\xff\"}"),
             catching::contains("invalid UTF-8 within a string"));
  CHECK_THAT(stream.error(R"({"a": "x"}, "version": 1.5)"),
             catching::contains("'version' must be a 64-bit integer"));
  CHECK_THAT(stream.error(R"({"a": "x"}} x)"), catching::contains("byte"));
  CHECK_THAT(stream.error(R"({"a": "x"})", R"(, "time_extracted": "soon")"),
             catching::contains("is no ISO 8601 date-time"));
  CHECK(stream.batch().is_empty());
}

TEST_CASE("a record given again on its line is the one that counts") {
  Stream stream(R"({"a":{"type":"string"}})", "[]", {}, kNoMetadata);
  stream.append(R"({"a": "x", "b": 1}, "record": {"a": "y"})");
  CHECK(stream.fields() == std::vector<std::string>{"y"});
  CHECK(stream.encoder().take_warnings().empty());
}

// As a mapper hands it on: members of its own, which stand in no text.
TEST_CASE("a record is its members, whether they stand in one text or not") {
  Stream stream(Stream::FullSchema{R"({"type":"object","properties":)"
                                   R"({"a":{"type":"string"},"b":{}},)"
                                   R"("anyOf":[{"required":["b"]}]})"},
                "[]", {}, kNoMetadata);
  std::vector<json::Member> members;
  const json::PaddedText others(R"({"_sdc_sequence": 7, "a": "x\u0065"})");
  json::Cursor(others.view()).object(members);
  const json::PaddedText last(R"({"\u0062": [1, 2]})");
  json::Cursor(last.view()).object(members);
  singer::RecordMessage message;
  message.line = 2;
  message.members = members;
  stream.encoder().append(message, kNow, stream.batch());
  CHECK(stream.fields()[0] == "xe");
  CHECK_THAT(stream.fields()[1], catching::contains("[1, 2]"));
  members.pop_back();
  message.members = members;
  CHECK_THROWS_WITH(stream.encoder().append(message, kNow, stream.batch()),
                    catching::contains(R"({"a":"x\u0065"} anyOf: none)"));
}

TEST_CASE("nesting is bounded") {
  Stream stream(R"({"a":{"type":"array"}})");
  stream.append("{\"a\": " + std::string(400, '[') + std::string(400, ']') +
                "}");
  CHECK_THAT(stream.error("{\"a\": " + std::string(100'000, '[')),
             catching::contains("nested more than 500 levels deep"));
}

TEST_CASE("validation off leaves what PostgreSQL's casts take") {
  row::EncoderOptions options;
  options.validate_records = false;
  Stream stream(
      R"({"n":{"type":"integer","minimum":10},"t":{"type":"string"}})", "[]",
      options, kNoMetadata);
  stream.append(R"({"n": "5", "t": 1.50})");
  CHECK(stream.fields() == std::vector<std::string>{int64_bytes(5), "1.50"});
}

TEST_CASE("fields that are not in the schema are told up to a limit") {
  Stream stream(R"({"a":{"type":"string"}})");
  std::size_t warnings = 0;
  for (int i = 0; i < 3000; ++i) {
    stream.append(R"({"a": "x", "extra)" + std::to_string(i) + R"(": 1})");
    warnings += stream.encoder().take_warnings().size();
  }
  CHECK(warnings == 1001);
  Stream other(R"({"a":{"type":"string"}})");
  other.append("{\"" + std::string(2'000'000, 'x') + "\": 1}");
  other.append(R"({"short": 1})");
  CHECK(other.encoder().take_warnings() ==
        std::vector<std::string>{"stream 's': more fields than can be told are "
                                 "not in the schema and are dropped"});
}

TEST_CASE("what a batch knows of its keys") {
  using table::KeyOrder;
  const auto order_of = [](std::string_view schema,
                           const std::vector<std::string>& keys) {
    Stream stream(std::string("{\"k\":") + std::string(schema) + "}",
                  R"(["k"])");
    for (const std::string& key : keys) stream.append("{\"k\": " + key + "}");
    return stream.batch().key_order();
  };
  const char* integer = R"({"type":"integer"})";
  CHECK(order_of(integer, {"-5", "-1", "0", "7"}) == KeyOrder::kAscending);
  CHECK(order_of(integer, {"1", "-1"}) == KeyOrder::kUnique);
  CHECK(order_of(integer, {"1", "2", "1"}) == KeyOrder::kUnknown);
  CHECK(order_of(integer, {"1", "1.0"}) == KeyOrder::kUnknown);
  const char* text = R"({"type":"string"})";
  CHECK(order_of(text, {"\"\"", "\"B\"", "\"a\"", "\"ab\"", "\"é\""}) ==
        KeyOrder::kAscending);
  CHECK(order_of(text, {"\"a\"", "\"\\u0061\""}) == KeyOrder::kUnknown);
  const char* number = R"({"type":"number"})";
  CHECK(order_of(number, {"1.0", "2"}) == KeyOrder::kUnique);
  CHECK(order_of(number, {"1.0", "1.00"}) == KeyOrder::kUnknown);
  const char* uuid = R"({"type":"string","format":"uuid"})";
  CHECK(order_of(uuid, {"\"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11\"",
                        "\"A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11\""}) ==
        KeyOrder::kUnknown);
  CHECK(order_of(R"({"type":"object"})", {"{}"}) == KeyOrder::kUnknown);
}

TEST_CASE("keys of several columns are told apart") {
  Stream stream(R"({"a":{"type":"string"},"b":{"type":"string"}})",
                R"(["a","b"])");
  stream.append(R"({"a": "x", "b": "yz"})");
  stream.append(R"({"a": "xy", "b": "z"})");
  CHECK(stream.batch().key_order() == table::KeyOrder::kAscending);
}

TEST_CASE("a failed row does not disturb what is known of the keys") {
  Stream stream(R"({"k":{"type":"integer"},"n":{"type":"integer"}})",
                R"(["k"])");
  stream.append(R"({"k": 1})");
  CHECK(stream.error(R"({"k": 5, "n": 1e30})") != "none");
  stream.append(R"({"k": 2})");
  CHECK(stream.batch().key_order() == table::KeyOrder::kAscending);
}

TEST_CASE("random records: fields keep their bytes in any order of members") {
  // The seed is fixed so that a failure can be repeated.
  std::mt19937 random(20240101);
  const auto below = [&](std::size_t limit) {
    return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random);
  };
  Stream stream(R"({"a":{},"b":{},"c":{},"d":{}})", "[]", {}, kNoMetadata);
  const std::vector<std::string> pieces = {
      "x", "é", "漢", "😀", " ", "'", "/", "{", "[", ",", ":", "0123456789"};
  for (std::size_t i = 0; i < 2000; ++i) {
    std::vector<std::string> values(4, "NULL");
    std::vector<std::size_t> order = {0, 1, 2, 3};
    std::shuffle(order.begin(), order.end(), random);
    std::string record = "{";
    for (const std::size_t column : order) {
      if (below(5) == 0) continue;
      std::string text;
      for (std::size_t n = below(40); n > 0; --n) {
        text += pieces[below(pieces.size())];
      }
      values[column] = text;
      if (record.size() > 1) record += below(2) == 0 ? "," : " , ";
      record += std::string("\"") + static_cast<char>('a' + column) + "\": \"" +
                text + "\"";
    }
    stream.append(record + "}");
    REQUIRE(stream.fields(i) == values);
  }
}
