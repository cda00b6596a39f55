#include "row/encode_value.hpp"

#include <string>

#include "catch.hpp"
#include "json/cursor.hpp"
#include "json/padded_text.hpp"

namespace {

using table::BaseType;
using table::ColumnType;

// The field's content, its length left out.
std::string encode(const ColumnType& type, std::string_view json,
                   bool replaces_invalid_characters = false) {
  const json::PaddedText text(json);
  const row::Encoding encoding{type, replaces_invalid_characters, true};
  row::Notes notes;
  row::CopyBuffer out;
  row::encoder_of(type)(json::Cursor(text.view()).value(), encoding, notes,
                        out);
  return std::string(out.bytes().substr(4));
}

std::string reason(const ColumnType& type, std::string_view json) {
  try {
    encode(type, json);
  } catch (const row::ValueError& error) {
    return error.what();
  }
  return "none";
}

}  // namespace

TEST_CASE("integers beyond their column are errors, never rounded") {
  CHECK(reason({BaseType::kSmallint}, "32768") == "is beyond smallint");
  CHECK(reason({BaseType::kInteger}, "-2147483649") == "is beyond integer");
  CHECK(reason({BaseType::kBigint}, "9223372036854775808") ==
        "is beyond bigint");
  CHECK(reason({BaseType::kBigint}, "1e19") == "is beyond bigint");
  CHECK(reason({BaseType::kBigint}, "123456789012345678901234567890") ==
        "is beyond bigint");
  CHECK(reason({BaseType::kBigint}, "3.5") == "is no integer");
  CHECK(reason({BaseType::kBigint}, "1e-1") == "is no integer");
  CHECK(reason({BaseType::kBigint}, "NaN") == "is no integer");
  CHECK(reason({BaseType::kBigint}, "\"\"") == "is no integer");
  CHECK(reason({BaseType::kBigint}, "true") ==
        "is of kind boolean, not an integer");
}

TEST_CASE("numbers beyond numeric are errors") {
  CHECK(reason({BaseType::kNumeric}, "1e200000") ==
        "has more than 131072 digits before the point");
  CHECK(reason({BaseType::kNumeric}, "1e-20000") ==
        "has more than 16383 digits behind the point");
  CHECK(reason({BaseType::kNumeric}, "0e-16384") == "none");
  CHECK(reason({BaseType::kNumeric}, "1." + std::string(20'000, '0')) ==
        "none");
  CHECK(reason({BaseType::kNumeric}, "\"1,5\"") == "is no number");
  CHECK(reason({BaseType::kNumeric}, "{}") ==
        "is of kind object, not a number");
}

TEST_CASE("a decimal that numeric(p,s) would round is an error") {
  const ColumnType type{BaseType::kNumeric, false, 5, 2};
  CHECK(reason(type, "\"123.45\"") == "none");
  CHECK(reason(type, "\"123.4500\"") == "none");
  CHECK(reason(type, "\"123.456\"") ==
        "does not fit numeric(5,2) without rounding");
  CHECK(reason(type, "\"1234\"") ==
        "does not fit numeric(5,2) without rounding");
}

TEST_CASE("numeric has no infinity before PostgreSQL 14") {
  const json::PaddedText text("-Infinity");
  const row::Encoding encoding{{BaseType::kNumeric}, false, false};
  row::Notes notes;
  row::CopyBuffer out;
  CHECK_THROWS_AS(row::encoder_of(encoding.type)(
                      json::Cursor(text.view()).value(), encoding, notes, out),
                  row::ValueError);
}

TEST_CASE("booleans are what PostgreSQL casts to them") {
  const std::string yes("\1", 1);
  const std::string no("\0", 1);
  const ColumnType boolean{BaseType::kBoolean};
  for (const char* text :
       {"true", "1", "1.0", "-7", "2e9", "\"true\"", "\"T\"", "\"tRu\"",
        "\"yes\"", "\"y\"", "\"on\"", "\"ON\"", "\"1\"", "\" true\\n\""}) {
    INFO(text);
    CHECK(encode(boolean, text) == yes);
  }
  for (const char* text :
       {"false", "0", "-0.0", "\"false\"", "\"F\"", "\"fal\"", "\"no\"",
        "\"n\"", "\"off\"", "\"of\"", "\"0\"", "\"\\u0066\""}) {
    INFO(text);
    CHECK(encode(boolean, text) == no);
  }
  for (const char* text :
       {"\"\"", "\" \"", "\"o\"", "\"2\"", "\"truee\"", "\"yes no\"", "\"01\"",
        "\"offf\"", "\"null\"", "\"falsefalse\""}) {
    INFO(text);
    CHECK(reason(boolean, text) == "is no boolean");
  }
  CHECK(reason(boolean, "0.5") == "is no integer");
  CHECK(reason(boolean, "NaN") == "is no integer");
  CHECK(reason(boolean, "2147483648") == "is beyond integer");
  CHECK(reason(boolean, "[]") == "is of kind array, not a boolean");
}

TEST_CASE("times that do not exist are errors") {
  for (const char* text : {"\"\"",
                           "\"not a date\"",
                           "\"2021-13-01T00:00:00\"",
                           "\"2021-02-30T00:00:00\"",
                           "\"0000-01-01T00:00:00\"",
                           "\"10000-01-01T00:00:00\"",
                           "\"2021-01-01T24:00:00\"",
                           "\"2021-01-01T23:59:60Z\"",
                           "\"2021-01-01T00:00:00 UTC\"",
                           "\"Sat, 02 Jan 2021 03:04:05 GMT\"",
                           "\"infinity\"",
                           "\"2021-01-01T00:00:00+25:00\"",
                           "\"2021-W54-1\"",
                           "\"2021-W53-1\"",
                           "\"2021-1-2\"",
                           "\"2021-01-02T\"",
                           "\"2021-01-02T03:04:05.\"",
                           "\"2021-0102\"",
                           "\"2021-01-02T03:0405\"",
                           "\"2021-W01-8\""}) {
    INFO(text);
    CHECK(reason({BaseType::kTimestamp}, text) == "is no ISO 8601 date-time");
  }
  CHECK(reason({BaseType::kDate}, "\"2021-01-02T00:00:00\"") ==
        "is no ISO 8601 date");
  CHECK(reason({BaseType::kTime}, "\"24:00:00\"") == "is no ISO 8601 time");
  CHECK(reason({BaseType::kTimeTz}, "\"24:00:00Z\"") == "is no ISO 8601 time");
  for (const char* text : {"\"10:00+16:00\"", "\"10:00+01:00:00.5\""}) {
    CHECK(reason({BaseType::kTimeTz}, text) ==
          "has an offset that PostgreSQL does not know");
  }
  CHECK(reason({BaseType::kTimestamp}, "20210102") ==
        "is of kind number, not a date-time string");
}

TEST_CASE("a time of day may have one digit of hours, as timedeltas have") {
  const ColumnType time{BaseType::kTime};
  CHECK(encode(time, R"("9:30:00")") == encode(time, R"("09:30:00")"));
  CHECK(encode(time, R"("0:00:00.000001")") ==
        encode(time, R"("00:00:00.000001")"));
  CHECK(encode({BaseType::kTimeTz}, R"("9:30+01:00")") ==
        encode({BaseType::kTimeTz}, R"("09:30+01:00")"));
  for (const char* text :
       {R"("1 day, 2:00:00")", R"("-1 day, 23:59:59")", R"("26:00:00")",
        R"("100:00:00")", R"("9:3:00")", R"("9")", R"("93000")", R"(":30:00")",
        R"("09:30:00+1:00")"}) {
    INFO(text);
    CHECK(reason(time, text) == "is no ISO 8601 time");
  }
  CHECK(reason({BaseType::kTimestamp}, R"("2021-10-15T9:06:50")") ==
        "is no ISO 8601 date-time");
}

TEST_CASE("a space may stand before the offset, as Ruby writes it") {
  const ColumnType timestamp{BaseType::kTimestamp};
  CHECK(encode(timestamp, R"("2021-10-15 10:06:50 +0100")") ==
        encode(timestamp, R"("2021-10-15T09:06:50Z")"));
  CHECK(encode(timestamp, R"("2021-10-15T10:06:50.5 Z")") ==
        encode(timestamp, R"("2021-10-15T10:06:50.5Z")"));
  CHECK(encode({BaseType::kTime}, R"("10:06:50 +0100")") ==
        encode({BaseType::kTime}, R"("10:06:50")"));
  for (const char* text :
       {R"("2021-10-15 10:06:50 ")", R"("2021-10-15 10:06:50  +0100")",
        R"("2021-10-15 10:06:50x+0100")", R"("2021-10-15x10:06:50")"}) {
    INFO(text);
    CHECK(reason(timestamp, text) == "is no ISO 8601 date-time");
  }
}

TEST_CASE(
    "a field beyond PostgreSQL's limit is an error, an array as it grows") {
  const auto reason_below = [](std::size_t limit, const ColumnType& type,
                               std::string_view json) -> std::string {
    const json::PaddedText text(json);
    row::Encoding encoding{type};
    encoding.max_field_bytes = limit;
    row::Notes notes;
    row::CopyBuffer out;
    try {
      row::encoder_of(type)(json::Cursor(text.view()).value(), encoding, notes,
                            out);
    } catch (const row::ValueError& error) {
      CHECK(out.size() < limit + 20);
      return error.what();
    }
    return "none";
  };
  constexpr const char* kTooLarge =
      "is larger than the 1 GB PostgreSQL can hold";
  std::string ones = "[1";
  for (int i = 0; i < 100; ++i) ones += ",1";
  ones += "]";
  CHECK(reason_below(1000, {BaseType::kBigint, true}, ones) == kTooLarge);
  CHECK(reason_below(2000, {BaseType::kBigint, true}, ones) == "none");
  CHECK(reason_below(8, {BaseType::kText}, R"("12345678")") == kTooLarge);
  CHECK(reason_below(8, {BaseType::kJsonb}, R"("12345678")") == kTooLarge);
  CHECK(reason_below(2, {BaseType::kBytea}, R"("1234")") == kTooLarge);
}

TEST_CASE("arrays of arrays that are ragged name the element") {
  const std::string begin =
      "cannot be an array of PostgreSQL, which has one length in each "
      "dimension and none that is empty: ";
  const std::string end = "; a jsonb column would take it";
  for (const BaseType base :
       {BaseType::kBigint, BaseType::kText, BaseType::kJsonb}) {
    const auto says = [&](const char* json, const char* what) {
      INFO(json);
      CHECK(reason({base, true}, json) == begin + what + end);
    };
    says("[[1,2],[3]]", "[1] has 1 element and those before it have 2");
    says("[[1],[2,3]]", "[1] has 2 elements and those before it have 1");
    says("[[[1],[2]],[[3],[4,5]]]",
         "[1][1] has 2 elements and those before it have 1");
    says("[[[1],[2]],[[3]]]", "[1] has 1 element and those before it have 2");
    says("[[],[]]", "[0] is empty");
    says("[[1],[]]", "[1] is empty");
    says("[ [ [ ] ] ]", "[0][0] is empty");
    says("[[1],2]", "[1] is no array and those before it are");
    says("[[1],null]", "[1] is no array and those before it are");
    CHECK(reason({base, true}, "[[[[[[1]]]]]]") == "none");
    CHECK(reason({base, true}, "[[[[[[[1]]]]]]]") ==
          "has more than the 6 dimensions of PostgreSQL's arrays");
  }
  for (const BaseType base : {BaseType::kBigint, BaseType::kText}) {
    CHECK(reason({base, true}, "[1,[2]]") ==
          begin + "[1] is an array and those before it are none" + end);
    CHECK(reason({base, true}, "[null,[2]]") ==
          begin + "[1] is an array and those before it are none" + end);
    CHECK(reason({base, true}, "[[1],[[2]]]") ==
          begin + "[1][0] is an array and those before it are none" + end);
  }
  CHECK(reason({BaseType::kBigint, true}, "[[1],[\"x\"]]") == "is no integer");
}

TEST_CASE("escapes of ASCII are read in every type") {
  const auto same = [](const ColumnType& type, std::string_view escaped,
                       std::string_view plain) {
    INFO(escaped);
    CHECK(reason(type, escaped) == "none");
    CHECK(encode(type, escaped) == encode(type, plain));
  };
  same({BaseType::kTimestamp}, R"("2021-01-02T03:04:05\u002B05:30")",
       R"("2021-01-02T03:04:05+05:30")");
  same({BaseType::kDate}, R"("2021\u002d01-02")", R"("2021-01-02")");
  same({BaseType::kTime}, R"("03\u003a04:05")", R"("03:04:05")");
  same({BaseType::kNumeric}, R"("\u002B1.5")", R"("+1.5")");
  same({BaseType::kSmallint}, R"("\u002d7")", R"("-7")");
  same({BaseType::kInteger}, R"("\u002d7")", R"("-7")");
  same({BaseType::kBigint}, R"("\u002d7")", R"("-7")");
  same({BaseType::kUuid}, R"("\u0030e5bb7a0-0000-4000-8000-000000000000")",
       R"("0e5bb7a0-0000-4000-8000-000000000000")");
  same({BaseType::kBytea}, R"("\u0030x4\u0031")", R"("0x41")");
  same({BaseType::kBytea}, R"("\u005cx41")", R"("\\x41")");
  same({BaseType::kTimestamp, true}, R"(["2021-01-02T03:04:05\u002B05:30"])",
       R"(["2021-01-02T03:04:05+05:30"])");
  // Nothing else is read from them.
  CHECK(reason({BaseType::kDate}, R"("2021-01-02\u0000")") ==
        "is no ISO 8601 date");
  CHECK(reason({BaseType::kBytea}, R"("\\\\x41")") == "is no base16 text");
}

TEST_CASE("what is cut from a time is noted") {
  const auto notes_of = [](const ColumnType& type, std::string_view json) {
    const json::PaddedText text(json);
    const row::Encoding encoding{type};
    row::Notes notes;
    row::CopyBuffer out;
    row::encoder_of(type)(json::Cursor(text.view()).value(), encoding, notes,
                          out);
    return notes;
  };
  const ColumnType timestamp{BaseType::kTimestamp};
  CHECK(
      notes_of(timestamp, "\"2021-01-01T00:00:00.1234567Z\"").has_cut_fraction);
  CHECK_FALSE(
      notes_of(timestamp, "\"2021-01-01T00:00:00.1234560Z\"").has_cut_fraction);
  CHECK(notes_of({BaseType::kTime}, "\"10:00:00+01:00\"").has_dropped_offset);
}

TEST_CASE("uuid and base16 texts that are none are errors") {
  CHECK(reason({BaseType::kUuid}, "\"\"") == "is no uuid");
  CHECK(reason({BaseType::kUuid}, "\"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1\"") ==
        "is no uuid");
  CHECK(reason({BaseType::kUuid}, "\"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1g\"") ==
        "is no uuid");
  CHECK(reason({BaseType::kUuid},
               "\"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11-\"") == "is no uuid");
  CHECK(reason({BaseType::kBytea}, "\"0x0x\"") == "is no base16 text");
  CHECK(reason({BaseType::kBytea}, "\"zz\"") == "is no base16 text");
}

TEST_CASE("NUL and lone surrogates are errors, at any depth") {
  const ColumnType text{BaseType::kText};
  const ColumnType jsonb{BaseType::kJsonb};
  const ColumnType list{BaseType::kText, true};
  for (const char* escape : {"\\u0000", "\\ud83d", "\\udc00\\ud83d"}) {
    INFO(escape);
    const std::string string = std::string("\"a") + escape + "b\"";
    CHECK(reason(text, string) != "none");
    CHECK(reason(list, "[" + string + "]") != "none");
    CHECK(reason(jsonb, "{\"k\": [[" + string + "]]}") != "none");
    CHECK(reason(jsonb, "{" + string + ": 1}") != "none");
  }
  CHECK(reason(text, "\"\\ud83d\\ude00\"") == "none");
  CHECK(reason(text, "\"\\\\u0000\"") == "none");
}

TEST_CASE("NUL and lone surrogates become U+FFFD when asked to") {
  const ColumnType text{BaseType::kText};
  const ColumnType jsonb{BaseType::kJsonb};
  CHECK(encode(text, R"("a\u0000b\ud83dc")", true) ==
        "a\xEF\xBF\xBD"
        "b\xEF\xBF\xBD"
        "c");
  CHECK(encode(jsonb, R"({"\u0000":["\ud83d","\\u0000","\ud83d\ude00"]})",
               true) ==
        "\x01"
        R"({"\ufffd":["\ufffd","\\u0000","\ud83d\ude00"]})");
  CHECK(encode(jsonb, R"("\udc00\ud83d\ude00\ud83dx")", true) ==
        "\x01"
        R"("\ufffd\ud83d\ude00\ufffdx")");
}

TEST_CASE("NaN has no place in jsonb") {
  CHECK(reason({BaseType::kJsonb}, "{\"a\": [NaN]}") ==
        "holds NaN or Infinity, which are not JSON");
  CHECK(reason({BaseType::kJsonb, true}, "[Infinity]") ==
        "holds NaN or Infinity, which are not JSON");
}
