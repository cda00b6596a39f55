#include "singer/state.hpp"

#include "captured_stderr.hpp"
#include "catch.hpp"
#include "cli/errors.hpp"

using singer::State;

namespace {

std::string round_trip(std::string_view text) {
  return State::parse(text, "state file 's'").to_text();
}

}  // namespace

TEST_CASE("no state in all its spellings") {
  for (const char* text : {"", " \n", "null", "{}", "null\n"}) {
    INFO(text);
    CHECK(round_trip(text) == R"({"bookmarks":{}})");
  }
  CHECK(State::parse("", "s").is_empty());
  CHECK_FALSE(State::parse(R"({"bookmarks":{"a":{}}})", "s").is_empty());
}

TEST_CASE("what the tap does not know stays byte for byte") {
  const std::string text =
      R"({"currently_syncing":null,"bookmarks":{"a":{"n":1.10e-07,)"
      R"("big":123456789012345678901234567890, "s":"\u00e9é"}},"z":[1, 2]})";
  CHECK(round_trip(text) == text);
  State state = State::parse(text, "s");
  state.set_bookmark("b", R"({"x":1})");
  state.set_bookmark("b", R"({"x":2})");
  CHECK(state.to_text() ==
        R"({"currently_syncing":null,"bookmarks":{"a":{"n":1.10e-07,)"
        R"("big":123456789012345678901234567890, "s":"\u00e9é"},)"
        R"("b":{"x":2}},"z":[1, 2]})");
}

TEST_CASE("a pretty-printed state becomes one line") {
  CHECK(round_trip("{\n  \"bookmarks\": {\n    \"a\": {\n      \"s\": \"x y\"\n"
                   "    }\n  }\n}\n") == R"({"bookmarks":{"a":{"s":"x y"}}})");
}

TEST_CASE("wrapped states are unwrapped") {
  const std::string state = R"({"bookmarks":{"a":{"x":1}}})";
  for (const std::string& text :
       {R"({"singer_state":)" + state + "}",
        R"({"completed":{"singer_state":{}},"singer_state":)" + state + "}",
        R"({"type":"STATE","value":)" + state + "}",
        R"({"completed":{"singer_state":)" + state + R"(},"partial":{}})",
        R"({"state":{"singer_state":)" + state + "}}"}) {
    INFO(text);
    CHECK(round_trip(text) == state);
  }
  CHECK(round_trip(R"({"singer_state":null})") == R"({"bookmarks":{}})");
  CHECK(round_trip(R"({"completed":{},"partial":{}})") ==
        R"({"bookmarks":{}})");
  const std::string log = captured([&] {
    CHECK(round_trip(R"({"completed":{"singer_state":{}},)"
                     R"("partial":{"singer_state":{"bookmarks":{"a":{}}}}})") ==
          R"({"bookmarks":{}})");
  });
  CHECK_THAT(log, catching::contains("WARNING"));
  CHECK_THAT(log, catching::contains("'partial'"));
  // A state's own member.
  CHECK(round_trip(R"({"bookmarks":{},"completed":{"a":1}})") ==
        R"({"bookmarks":{},"completed":{"a":1}})");
}

TEST_CASE("of members of one name the last counts") {
  CHECK(round_trip(R"({"bookmarks":{"a":1},"z":1,"bookmarks":{"a":2,"b":3,)"
                   R"("\u0061":4},"z":2})") ==
        R"({"bookmarks":{"a":4,"b":3},"z":2})");
  CHECK(round_trip(R"({"singer_state":{"bookmarks":{"a":1}},)"
                   R"("singer_state":{"bookmarks":{"a":2}}})") ==
        R"({"bookmarks":{"a":2}})");
  CHECK(round_trip(R"({"type":"RECORD","value":{"bookmarks":{"a":1}},)"
                   R"("t\u0079pe":"STATE","value":{"bookmarks":{"a":2}}})") ==
        R"({"bookmarks":{"a":2}})");
}

TEST_CASE("the bookmark of a stream") {
  const State state =
      State::parse(R"({"bookmarks":{"a":{"x":1},"b":null}})", "s");
  CHECK(state.bookmark("a") == R"({"x":1})");
  CHECK(state.bookmark("b") == "null");
  CHECK(state.bookmark("c").empty());
}

TEST_CASE("bookmarks of another shape are none") {
  CHECK(round_trip(R"({"bookmarks":[1]})") == R"({"bookmarks":{}})");
}

TEST_CASE("what is no state is refused with its name") {
  for (const char* text : {"[]", "7", "{", "{}{}", "{\"a\":}",
                           "{\"a\":\"\xFF\"}", R"({"singer_state":[]})"}) {
    INFO(text);
    CHECK_THROWS_AS(round_trip(text), cli::UsageError);
    CHECK_THROWS_WITH(round_trip(text), catching::contains("state file 's'"));
  }
  CHECK_THROWS_AS(State::read_file("/nowhere/s.json"), cli::UsageError);
}
