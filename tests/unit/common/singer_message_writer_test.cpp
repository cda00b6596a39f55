#include "singer/message_writer.hpp"

#include <string>
#include <vector>

#include "catch.hpp"

using singer::MessageWriter;

namespace {

struct Output {
  std::vector<std::string> pieces;
  MessageWriter writer{
      [this](std::string_view lines) { pieces.emplace_back(lines); }};

  std::string text() {
    writer.flush();
    std::string out;
    for (const std::string& piece : pieces) out += piece;
    return out;
  }
};

const std::chrono::system_clock::time_point kTime{
    std::chrono::seconds(1634485571)};

void write(MessageWriter& writer, const singer::RecordEnvelope& envelope,
           std::string_view record) {
  writer.begin_record(envelope) += record;
  writer.end_record(envelope);
}

}  // namespace

TEST_CASE("messages have the SDK's members in the SDK's order") {
  Output out;
  out.writer.write_schema("a\"b", R"({"type":"object"})", {"id"}, {"k"});
  out.writer.write_schema("c", "{}", {}, {});
  write(out.writer, singer::record_envelope("c", kTime, 7), R"({"id":1})");
  out.writer.write_activate_version("c", 7);
  out.writer.write_state("{}");
  CHECK(out.text() ==
        R"({"type":"SCHEMA","stream":"a\"b","schema":{"type":"object"},)"
        R"("key_properties":["id"],"bookmark_properties":["k"]})"
        "\n"
        R"({"type":"SCHEMA","stream":"c","schema":{},"key_properties":[]})"
        "\n"
        R"({"type":"RECORD","stream":"c","record":{"id":1},"version":7,)"
        R"("time_extracted":"2021-10-17T15:46:11.000000+00:00"})"
        "\n"
        R"({"type":"ACTIVATE_VERSION","stream":"c","version":7})"
        "\n"
        R"({"type":"STATE","value":{}})"
        "\n");
}

TEST_CASE("a state is handed on at once, the same one only once") {
  Output out;
  out.writer.write_state(R"({"a":1})");
  CHECK(out.pieces.size() == 1);
  out.writer.write_state(R"({"a":1})");
  CHECK(out.pieces.size() == 1);
  out.writer.write_state(R"({"a":2})");
  CHECK(out.pieces.size() == 2);
}

TEST_CASE("what is handed on ends at a line's end and is bounded") {
  Output out;
  const auto envelope = singer::record_envelope("a", kTime, std::nullopt);
  for (int i = 0; i < 5000; ++i) {
    write(out.writer, envelope, '"' + std::string(1000, 'x') + '"');
  }
  CHECK(out.pieces.size() > 10);
  for (const std::string& piece : out.pieces) {
    CHECK(piece.back() == '\n');
    CHECK(piece.size() < 300'000);
  }
}

TEST_CASE("a record of the same state comes before it") {
  Output out;
  write(out.writer, singer::record_envelope("a", kTime, std::nullopt), "{}");
  CHECK(out.pieces.empty());
  out.writer.write_state("{}");
  REQUIRE(out.pieces.size() == 1);
  CHECK(out.pieces[0].find("RECORD") < out.pieces[0].find("STATE"));
}

TEST_CASE("a record that was not ended is not handed on") {
  Output out;
  const auto envelope = singer::record_envelope("a", kTime, std::nullopt);
  write(out.writer, envelope, "{}");
  out.writer.begin_record(envelope) += R"({"a":)";
  out.writer.flush();
  REQUIRE(out.pieces.size() == 1);
  CHECK(out.pieces[0].back() == '\n');
  CHECK(out.pieces[0].find(R"({"a":)") == std::string::npos);
}
