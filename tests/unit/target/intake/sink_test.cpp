#include "intake/sink.hpp"

#include <variant>

#include "catch.hpp"
#include "json/padded_text.hpp"
#include "singer/message_parser.hpp"
#include "table/table.hpp"

TEST_CASE("a sink counts what a row takes of memory beside its bytes") {
  const json::PaddedText line(
      R"({"type": "SCHEMA", "stream": "s", "schema": {"properties": )"
      R"({"id": {"type": "integer"}}}, "key_properties": ["id"]})");
  singer::MessageParser parser;
  const auto message = parser.parse(line.view(), 1);
  const auto& schema = std::get<singer::SchemaMessage>(message);
  intake::Sink sink(schema, table::design_table(schema, {}).table, {}, 1);
  std::size_t counted = 0;
  for (int i = 0; i < 3; ++i) {
    const json::PaddedText text(
        R"({"type": "RECORD", "stream": "s", "record": {"id": 1}})");
    const auto record = parser.parse(text.view(), 2);
    counted += sink.append(std::get<singer::RecordMessage>(record),
                           row::Time(std::chrono::seconds(1)));
  }
  // Its line and the hash of its key, 8 bytes each.
  CHECK(counted == sink.batch().bytes().size() + 3 * (8 + 8));
}
