#include "singer/message_parser.hpp"

#include <limits>
#include <string>
#include <variant>

#include "catch.hpp"
#include "padded_text.hpp"

namespace {

using singer::RecordMessage;

std::string error(std::string_view line) {
  const PaddedText text(line);
  try {
    singer::parse_message(text.view(), 7);
  } catch (const singer::ProtocolError& failure) {
    CHECK(failure.line() == 7);
    return failure.what();
  }
  return "none";
}

}  // namespace

TEST_CASE("a record in the usual form is not looked into") {
  const PaddedText line(
      R"({"type": "RECORD", "stream": "s", "record": {"a": 1}, )"
      R"("version": 12, "time_extracted": "2024-01-01T00:00:00Z"})");
  auto message = std::get<RecordMessage>(singer::parse_message(line.view(), 7));
  CHECK(message.stream == "s");
  CHECK_FALSE(message.is_complete);
  CHECK(message.record.substr(0, 8) == R"({"a": 1})");
  singer::read_record_tail(message, message.record.substr(8));
  CHECK(message.version == 12);
  CHECK(message.time_extracted == "2024-01-01T00:00:00Z");
  CHECK(message.is_complete);
}

TEST_CASE("any order of members and any white space will do") {
  for (const char* text :
       {R"({"record":{"a":1},"stream":"s","type":"RECORD","version":3})",
        R"(  {"type":"record","stream":"s","version":3,"record":{"a":1}}  )",
        "\t{ \"type\" :\"RecorD\" ,\"x\":[{}], \"version\":3,\"stream\":\"s\""
        ",\"record\":{\"a\":1} }\r"}) {
    INFO(text);
    const PaddedText line(text);
    const auto message =
        std::get<RecordMessage>(singer::parse_message(line.view(), 7));
    CHECK(message.is_complete);
    CHECK(message.stream == "s");
    CHECK(message.record == R"({"a":1})");
    CHECK(message.version == 3);
    CHECK(line.view().substr(message.offset, 7) == R"({"a":1})");
  }
}

TEST_CASE("escapes in names are read") {
  const PaddedText line(
      R"({"type": "RECORD", "stream": "caf\u00e9", "record": {}})");
  CHECK(std::get<RecordMessage>(singer::parse_message(line.view(), 7)).stream ==
        "café");
  const PaddedText other(R"({"t\u0079pe":"STATE","value":1})");
  CHECK(std::get<singer::StateMessage>(singer::parse_message(other.view(), 7))
            .value == "1");
}

TEST_CASE("escapes in a type and in time_extracted are read") {
  const PaddedText line(
      R"({"type": "\u0052ecord", "stream": "s", "record": {}, )"
      R"("time_extracted": "2024-01-01T00:00:00\u002B01:00"})");
  const auto message =
      std::get<RecordMessage>(singer::parse_message(line.view(), 1));
  CHECK(message.time_extracted == "2024-01-01T00:00:00+01:00");
}

TEST_CASE("a schema") {
  const std::string text =
      R"({"type":"SCHEMA","stream":"s","schema":{"properties":{}},)"
      R"("key_properties":["id","\u0061"],"bookmark_properties":"b"})";
  const PaddedText line(text);
  const auto message = singer::parse_message(line.view(), 7);
  const auto& schema = std::get<singer::SchemaMessage>(message);
  CHECK(schema.stream == "s");
  CHECK(schema.bytes == text);
  CHECK(schema.schema.HasMember("properties"));
  CHECK(schema.key_properties == std::vector<std::string>{"id", "a"});
}

TEST_CASE("numbers of a schema may be of any size") {
  const PaddedText line(
      R"({"type":"SCHEMA","stream":"s","schema":{"a":[1e400,-1e400,)"
      R"(18446744073709551615,-9223372036854775808,36893488147419103233,)"
      R"(0.5,3.0,7]}})");
  const auto message = singer::parse_message(line.view(), 7);
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
    const PaddedText line(
        std::string(R"({"type":"SCHEMA","stream":"s","schema":{})") + keys +
        "}");
    const auto message = singer::parse_message(line.view(), 7);
    CHECK(std::get<singer::SchemaMessage>(message).key_properties.empty());
  }
}

TEST_CASE("a state keeps its bytes") {
  for (const char* value :
       {R"({"bookmarks": {"s":1.50, "n":123456789012345678901234567890}})",
        R"("\u00e9")", "null", "[ ]", "-0.0"}) {
    const PaddedText line(std::string(R"({"type":"STATE","value":)") + value +
                          " }");
    CHECK(std::get<singer::StateMessage>(singer::parse_message(line.view(), 7))
              .value == value);
  }
}

TEST_CASE("a version to activate") {
  const PaddedText line(
      R"({"type":"ACTIVATE_VERSION","stream":"s","version":1700000000000})");
  CHECK(std::get<singer::ActivateVersionMessage>(
            singer::parse_message(line.view(), 7))
            .version == 1700000000000);
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
  const auto parse = [](std::string_view text) {
    return singer::parse_message(PaddedText(text).view(), 7);
  };
  const PaddedText state(
      R"({"type":"SCHEMA","value":1,"type":"STATE","v\u0061lue":2})");
  CHECK(std::get<singer::StateMessage>(singer::parse_message(state.view(), 7))
            .value == "2");
  const auto message =
      parse(R"({"type":"SCHEMA","stream":"a","stream":"s","schema":{"x":1},)"
            R"("key_properties":["a"],"schema":{"y":{"z":1,"z":{"z":2,"z":3}},)"
            R"("b":1,"y":{"z":4,"\u007a":5}},"key_properties":["b"]})");
  const auto& schema = std::get<singer::SchemaMessage>(message);
  CHECK(schema.stream == "s");
  CHECK(json::to_text(schema.schema) == R"({"y":{"z":5},"b":1})");
  CHECK(schema.key_properties == std::vector<std::string>{"b"});
  CHECK(std::get<singer::ActivateVersionMessage>(
            parse(R"({"type":"ACTIVATE_VERSION","stream":"s","version":"x",)"
                  R"("version":7})"))
            .version == 7);
  CHECK(error(R"({"type":"STATE","type":null,"value":1})") ==
        "line 7: the message has no 'type'");
}

TEST_CASE("a record's members given again behind it count") {
  const PaddedText line(
      R"({"type":"RECORD","stream":"a","record":{"n":1},"version":1,)"
      R"("stream":"s","record":{"n":2},"version":2})");
  auto message = std::get<RecordMessage>(singer::parse_message(line.view(), 7));
  CHECK(message.stream == "a");
  CHECK_THROWS_AS(singer::read_record_tail(message, message.record.substr(7)),
                  singer::GivenAgain);
  const auto whole =
      std::get<RecordMessage>(singer::parse_whole_message(line.view(), 7));
  CHECK(whole.is_complete);
  CHECK(whole.stream == "s");
  CHECK(whole.record == R"({"n":2})");
  CHECK(whole.version == 2);
  const PaddedText other(
      R"({"type":"RECORD","stream":"s","record":{"n":2},"version":1.5,)"
      R"("version":2})");
  message = std::get<RecordMessage>(singer::parse_message(other.view(), 7));
  singer::read_record_tail(message, message.record.substr(7));
  CHECK(message.version == 2);
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
