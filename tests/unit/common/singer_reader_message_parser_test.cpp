#include "singer/message_parser.hpp"

#include <malloc.h>

#include <limits>
#include <string>
#include <variant>

#include "catch.hpp"
#include "json/padded_text.hpp"

namespace {

using singer::RecordMessage;

// A record borrows from its parser.
singer::Message parse(const json::PaddedText& line, std::uint64_t number = 7) {
  static singer::MessageParser parser;
  return parser.parse(line.view(), number);
}

// name=value, as they stand in the line.
std::string members_of(const RecordMessage& message) {
  std::string text;
  for (const json::Member& member : message.members) {
    text += std::string(member.key.text) + '=' +
            std::string(json::json_text(member.value)) + ';';
  }
  return text;
}

std::string error(std::string_view line) {
  const json::PaddedText text(line);
  try {
    parse(text);
  } catch (const singer::ProtocolError& failure) {
    CHECK(failure.line() == 7);
    return failure.what();
  }
  return "none";
}

}  // namespace

TEST_CASE("a record is read whole") {
  const json::PaddedText line(
      R"({"type": "RECORD", "stream": "s", "record": {"a": 1, "b": "x",)"
      R"( "c\u0064": {"e": [2]}}, )"
      R"("version": 12, "time_extracted": "2024-01-01T00:00:00Z"})");
  const auto message = std::get<RecordMessage>(parse(line));
  CHECK(message.line == 7);
  CHECK(message.stream == "s");
  CHECK(members_of(message) == R"(a=1;b="x";c\u0064={"e": [2]};)");
  CHECK(message.members[1].value.kind == json::Kind::kString);
  CHECK(message.members[2].key.has_escape);
  CHECK(message.text == R"({"a": 1, "b": "x", "c\u0064": {"e": [2]}})");
  CHECK(message.version == 12);
  CHECK(message.time_extracted == "2024-01-01T00:00:00Z");
}

TEST_CASE("a record's members are its own, whatever was read before") {
  singer::MessageParser parser;
  for (const std::size_t count : {0U, 3U, 50'000U, 1U, 2U}) {
    std::string text = R"({"type":"RECORD","stream":"s","record":{)";
    std::string expected;
    for (std::size_t i = 0; i < count; ++i) {
      const std::string number = std::to_string(i);
      text += (i == 0 ? "\"" : ",\"") + number + "\":" + number;
      expected += number + '=' + number + ';';
    }
    const json::PaddedText line(text + "}}");
    const auto message = std::get<RecordMessage>(parser.parse(line.view(), 1));
    CHECK(members_of(message) == expected);
  }
}

TEST_CASE("memory of a record of many members is not kept for ever") {
  std::string text = R"({"type":"RECORD","stream":"s","record":{"a":0)";
  for (int i = 0; i < 100'000; ++i) text += R"(,"a":1)";
  const json::PaddedText large(text + "}}");
  const json::PaddedText small(
      R"({"type":"RECORD","stream":"s","record":{"a":0}})");
  const auto in_use = [] {
    const auto info = mallinfo2();
    return info.uordblks + info.hblkhd;
  };
  singer::MessageParser parser;
  const std::size_t before = in_use();
  CHECK(std::get<RecordMessage>(parser.parse(large.view(), 1)).members.size() ==
        100'001);
  parser.parse(small.view(), 2);
  parser.parse(small.view(), 3);
  CHECK(in_use() < before + 100'000);
}

TEST_CASE("any order of members and any white space will do") {
  for (const char* text :
       {R"({"record":{"a":1},"stream":"s","type":"RECORD","version":3})",
        R"(  {"type":"record","stream":"s","version":3,"record":{"a":1}}  )",
        "\t{ \"type\" :\"RecorD\" ,\"x\":[{}], \"version\":3,\"stream\":\"s\""
        ",\"record\":{\"a\":1} }\r"}) {
    INFO(text);
    const json::PaddedText line(text);
    const auto message = std::get<RecordMessage>(parse(line));
    CHECK(message.stream == "s");
    CHECK(message.text == R"({"a":1})");
    CHECK(members_of(message) == "a=1;");
    CHECK(message.version == 3);
    CHECK(message.text.data() > line.view().data());
    CHECK(message.text.data() < line.view().data() + line.view().size());
  }
}

TEST_CASE("escapes in names are read") {
  const json::PaddedText line(
      R"({"type": "RECORD", "stream": "caf\u00e9", "record": {}})");
  CHECK(std::get<RecordMessage>(parse(line)).stream == "café");
  const json::PaddedText other(R"({"t\u0079pe":"STATE","value":1})");
  CHECK(std::get<singer::StateMessage>(parse(other)).value == "1");
}

TEST_CASE("escapes in a type and in time_extracted are read") {
  const json::PaddedText line(
      R"({"type": "\u0052ecord", "stream": "s", "record": {}, )"
      R"("time_extracted": "2024-01-01T00:00:00\u002B01:00"})");
  const auto message = std::get<RecordMessage>(parse(line, 1));
  CHECK(message.time_extracted == "2024-01-01T00:00:00+01:00");
}

TEST_CASE("a schema") {
  const std::string text =
      R"({"type":"SCHEMA","stream":"s","schema":{"properties":{}},)"
      R"("key_properties":["id","\u0061"],"bookmark_properties":"b"})";
  const json::PaddedText line(text);
  const auto message = parse(line);
  const auto& schema = std::get<singer::SchemaMessage>(message);
  CHECK(schema.stream == "s");
  CHECK(schema.bytes == text);
  CHECK(schema.schema.HasMember("properties"));
  CHECK(schema.key_properties == std::vector<std::string>{"id", "a"});
}

TEST_CASE("numbers of a schema may be of any size") {
  const json::PaddedText line(
      R"({"type":"SCHEMA","stream":"s","schema":{"a":[1e400,-1e400,)"
      R"(18446744073709551615,-9223372036854775808,36893488147419103233,)"
      R"(0.5,3.0,7]}})");
  const auto message = parse(line);
  const auto& schema = std::get<singer::SchemaMessage>(message);
  const auto& numbers = schema.schema["a"];
  CHECK(numbers[0].GetDouble() > 1e308);
  CHECK(numbers[1].GetDouble() < -1e308);
  CHECK(numbers[2].GetUint64() == 18446744073709551615U);
  CHECK(numbers[3].GetInt64() == std::numeric_limits<std::int64_t>::min());
  CHECK(numbers[4].GetDouble() == 36893488147419103233.0);
  CHECK(numbers[5].GetDouble() == 0.5);
  CHECK_FALSE(numbers[6].IsInt());
  CHECK(numbers[7].IsInt());
  CHECK_THAT(schema.schema_text, catching::contains("36893488147419103233"));
}

TEST_CASE("key_properties may be missing, null or empty") {
  for (const char* keys :
       {"", R"(,"key_properties":null)", R"(,"key_properties":[])"}) {
    const json::PaddedText line(
        std::string(R"({"type":"SCHEMA","stream":"s","schema":{})") + keys +
        "}");
    const auto message = parse(line);
    CHECK(std::get<singer::SchemaMessage>(message).key_properties.empty());
  }
}

TEST_CASE("a state keeps its bytes") {
  for (const char* value :
       {R"({"bookmarks": {"s":1.50, "n":123456789012345678901234567890}})",
        R"("\u00e9")", "null", "[ ]", "-0.0"}) {
    const json::PaddedText line(std::string(R"({"type":"STATE","value":)") +
                                value + " }");
    CHECK(std::get<singer::StateMessage>(parse(line)).value == value);
  }
}

TEST_CASE("a version to activate") {
  const json::PaddedText line(
      R"({"type":"ACTIVATE_VERSION","stream":"s","version":1700000000000})");
  CHECK(std::get<singer::ActivateVersionMessage>(parse(line)).version ==
        1700000000000);
}

TEST_CASE("lines that are no message, each with its reason") {
  CHECK(error("") == "line 7: a blank line");
  CHECK(error(" \t\r") == "line 7: a blank line");
  CHECK_THAT(error("\xEF\xBB\xBF{}"), catching::contains("byte order mark"));
  CHECK(error("{") ==
        "line 7: no valid JSON at byte 2: the text ends where a member's name "
        "should be");
  CHECK_THAT(error("[1]"),
             catching::contains("byte 1: '[' where an object should be"));
  CHECK_THAT(error("null"), catching::contains("'n' where an object"));
  CHECK(error("{}") == "line 7: the message has no 'type'");
  CHECK(error(R"({"type":null})") == "line 7: the message has no 'type'");
  CHECK(error(R"({"type":5})") ==
        "line 7: 'type' must be of kind string, not 5");
  CHECK(error(R"({"type":"SPAM"})") == "line 7: unknown message type 'SPAM'");
  CHECK_THAT(error(R"({"type":"BATCH","stream":"s"})"),
             catching::contains("BATCH messages are not supported yet"));
  CHECK_THAT(error(R"({"type":"STATE","value":1} x)"),
             catching::contains("'x' where the end of the text should be"));
  CHECK_THAT(error(R"({"type":"STATE","value":1,})"),
             catching::contains("a member's name should be"));
  CHECK_THAT(error("{\"type\":\"STATE\",\"value\":\"\xC0\x80\"}"),
             catching::contains("byte 26: invalid UTF-8 within a string"));
}

TEST_CASE("of a member given twice the last counts") {
  const json::PaddedText state(
      R"({"type":"SCHEMA","value":1,"type":"STATE","v\u0061lue":2})");
  CHECK(std::get<singer::StateMessage>(parse(state)).value == "2");
  const auto message = parse(json::PaddedText(
      R"({"type":"SCHEMA","stream":"a","stream":"s","schema":{"x":1},)"
      R"("key_properties":["a"],"schema":{"y":{"z":1,"z":{"z":2,"z":3}},)"
      R"("b":1,"y":{"z":4,"\u007a":5}},"key_properties":["b"]})"));
  const auto& schema = std::get<singer::SchemaMessage>(message);
  CHECK(schema.stream == "s");
  CHECK(json::to_text(schema.schema) == R"({"y":{"z":5},"b":1})");
  CHECK(schema.key_properties == std::vector<std::string>{"b"});
  CHECK(std::get<singer::ActivateVersionMessage>(
            parse(json::PaddedText(
                R"({"type":"ACTIVATE_VERSION","stream":"s","version":"x",)"
                R"("version":7})")))
            .version == 7);
  CHECK(error(R"({"type":"STATE","type":null,"value":1})") ==
        "line 7: the message has no 'type'");
}

TEST_CASE("a record's members given again behind it count") {
  const json::PaddedText line(
      R"({"type":"RECORD","stream":"a","record":{"n":1},"version":1,)"
      R"("stream":"s","record":{"n":2},"version":2})");
  const auto message = std::get<RecordMessage>(parse(line));
  CHECK(message.stream == "s");
  CHECK(message.text == R"({"n":2})");
  CHECK(members_of(message) == "n=2;");
  CHECK(message.version == 2);
  const json::PaddedText other(
      R"({"type":"RECORD","stream":"s","record":{"n":2,"n":3},"version":1.5,)"
      R"("version":2})");
  const auto twice = std::get<RecordMessage>(parse(other));
  CHECK(twice.version == 2);
  CHECK(members_of(twice) == "n=2;n=3;");
  const json::PaddedText escaped(
      R"({"type":"RECORD","stream":"s","record":[],"r\u0065cord":{"n":4},)"
      R"("t\u0079pe":"STATE","value":1,"type":"RECORD"})");
  CHECK(members_of(std::get<RecordMessage>(parse(escaped))) == "n=4;");
  CHECK(
      error(R"({"type":"RECORD","stream":"s","record":{"n":4},"record":1})") ==
      "line 7: 'record' must be of kind object, not 1");
  const json::PaddedText state(
      R"({"type":"RECORD","stream":"s","record":{},"type":"STATE","value":1})");
  CHECK(std::get<singer::StateMessage>(parse(state)).value == "1");
}

TEST_CASE("messages without what they need") {
  CHECK(error(R"({"type":"STATE"})") ==
        "line 7: the STATE message has no 'value'");
  CHECK(error(R"({"type":"RECORD","record":{}})") ==
        "line 7: the message has no 'stream'");
  CHECK(error(R"({"type":"RECORD","stream":"","record":{}})") ==
        "line 7: 'stream' is an empty string");
  CHECK(error(R"({"type":"RECORD","stream":5,"record":{}})") ==
        "line 7: 'stream' must be of kind string, not 5");
  CHECK(error(R"({"type":"RECORD","stream":"s"})") ==
        "line 7: the message has no 'record'");
  CHECK(error(R"({"type":"RECORD","stream":"s","record":[]})") ==
        "line 7: 'record' must be of kind object, not []");
  CHECK_THAT(error(R"({"type":"SCHEMA","stream":"s","schema":true})"),
             catching::contains("'schema' must be of kind object"));
  CHECK_THAT(error(R"({"type":"SCHEMA","stream":"s","schema":{},)"
                   R"("key_properties":[1]})"),
             catching::contains("must be a list of strings"));
  CHECK_THAT(error(R"({"type":"ACTIVATE_VERSION","stream":"s"})"),
             catching::contains("has no 'version'"));
  CHECK_THAT(error(R"({"type":"ACTIVATE_VERSION","stream":"s","version":1.5})"),
             catching::contains("'version' must be a 64-bit integer"));
  CHECK_THAT(error(R"({"type":"SCHEMA","stream":"s","schema":{"a":NaN}})"),
             catching::contains("line 7: "));
}
