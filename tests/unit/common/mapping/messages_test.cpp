#include <vector>

#include "catch.hpp"
#include "cli/standard_output.hpp"
#include "mapping/mapped_lines.hpp"
#include "mapping_sample.hpp"
#include "singer/message_parser.hpp"
#include "singer/protocol_error.hpp"

namespace {

class Lines {
 public:
  explicit Lines(std::string_view settings)
      : options_(mapping_sample::options(settings)),
        lines_(options_, mapping_sample::context(),
               [this](std::string_view out) { written_ += out; }) {}

  // What comes of the lines.
  std::string write(std::string_view lines) {
    written_.clear();
    lines_.write(lines);
    return written_;
  }
  const std::string& written() const { return written_; }

 private:
  mapping::Options options_;
  std::string written_;
  mapping::MappedLines lines_;
};

template <class... Handlers>
struct Overloaded : Handlers... {
  using Handlers::operator()...;
};
template <class... Handlers>
Overloaded(Handlers...) -> Overloaded<Handlers...>;

constexpr std::string_view kSchema =
    R"({"type":"SCHEMA","stream":"users","schema":{"properties":{"id":)"
    R"({"type":"integer"}}},"key_properties":["id"],"bookmark_properties":["u"]})"
    "\n";

constexpr std::string_view kTwo =
    R"({"stream_maps":{"users":{"__alias__":"people","n":"'x'"},)"
    R"("copy":{"__source__":"users","__filter__":"id"}}})";

}  // namespace

TEST_CASE("each message becomes those of the streams that it feeds") {
  Lines lines(kTwo);
  CHECK(lines.write(kSchema) ==
        R"({"type":"SCHEMA","stream":"people","schema":{"properties":{"id":)"
        R"({"type":"integer"},"n":{"type":["string","null"]}}},)"
        R"("key_properties":["id"],"bookmark_properties":["u"]})"
        "\n"
        R"({"type":"SCHEMA","stream":"copy","schema":{"properties":{"id":)"
        R"({"type":"integer"}}},"key_properties":["id"],)"
        R"("bookmark_properties":["u"]})"
        "\n");
  CHECK(
      lines.write(R"({"type":"RECORD","stream":"users","record":{"id":1},)"
                  R"("version":7,"time_extracted":"2024-01-01T00:00:00Z"})"
                  "\n"
                  R"({"type":"RECORD","stream":"users","record":{"id":0}})"
                  "\n"
                  R"({"type":"STATE", "value":{"a": 1}})"
                  "\n"
                  R"({"type":"ACTIVATE_VERSION","stream":"users","version":7})"
                  "\n") ==
      R"({"type":"RECORD","stream":"people","record":{"id":1,"n":"x"},)"
      R"("version":7,"time_extracted":"2024-01-01T00:00:00Z"})"
      "\n"
      R"({"type":"RECORD","stream":"copy","record":{"id":1},)"
      R"("version":7,"time_extracted":"2024-01-01T00:00:00Z"})"
      "\n"
      R"({"type":"RECORD","stream":"people","record":{"id":0,"n":"x"}})"
      "\n"
      R"({"type":"STATE", "value":{"a": 1}})"
      "\n"
      R"({"type":"ACTIVATE_VERSION","stream":"people","version":7})"
      "\n"
      R"({"type":"ACTIVATE_VERSION","stream":"copy","version":7})"
      "\n");
}

TEST_CASE("what stands before a message that cannot be mapped is written") {
  Lines lines(R"({"stream_maps":{"users":{"n":"1 / id"}}})");
  lines.write(kSchema);
  const std::string good =
      R"({"type":"RECORD","stream":"users","record":{"id":1}})"
      "\n";
  CHECK_THROWS_WITH(
      lines.write(good +
                  R"({"type":"RECORD","stream":"users","record":{"id":0}})"
                  "\n" +
                  R"({"type":"STATE","value":{}})"
                  "\n"),
      catching::contains("line 3: stream 'users': property 'n': expression "
                         "1 / id: "));
  CHECK_THAT(lines.written(), catching::contains(R"("n":1)"));
  CHECK_THAT(lines.written(), !catching::contains("STATE"));
}

TEST_CASE("a dropped stream has no messages") {
  Lines lines(R"({"stream_maps":{"users":null}})");
  CHECK(lines.write(kSchema).empty());
  CHECK(lines
            .write(R"({"type":"RECORD","stream":"users","record":{"id":1}})"
                   "\n"
                   R"({"type":"ACTIVATE_VERSION","stream":"users","version":7})"
                   "\n")
            .empty());
}

TEST_CASE("a stream that no map changes goes on byte for byte") {
  const auto options =
      mapping_sample::options(R"({"stream_maps":{"orders":{"a":"b"}}})");
  mapping::MessageMapper mapper(options, mapping_sample::context());
  std::string text(kSchema.substr(0, kSchema.size() - 1));
  const std::string schema_line = mapping_sample::padded(text);
  singer::MessageParser parser;
  const auto schema =
      parser.parse(std::string_view(schema_line.data(), text.size()), 1);
  mapper.pass(
      std::get<singer::SchemaMessage>(schema),
      [&](const singer::SchemaMessage& message) {
        CHECK(message.bytes == std::get<singer::SchemaMessage>(schema).bytes);
      });
  text = R"({"type":"RECORD","stream":"users","record":{ "id" :1}})";
  const std::string record_line = mapping_sample::padded(text);
  const auto record =
      parser.parse(std::string_view(record_line.data(), text.size()), 2);
  int count = 0;
  mapper.pass(std::get<singer::RecordMessage>(record),
              Overloaded{[&](const singer::RecordMessage& message) {
                           ++count;
                           CHECK(message.text == "{ \"id\" :1}");
                         },
                         [](const mapping::DroppedRecord&) { FAIL(); }});
  CHECK(count == 1);
}

TEST_CASE("a record that a filter leaves out is handed on as dropped") {
  const auto options = mapping_sample::options(
      R"({"stream_maps":{"users":{"__filter__":"id == 1"}}})");
  mapping::MessageMapper mapper(options, mapping_sample::context());
  singer::MessageParser parser;
  const std::string schema = mapping_sample::padded(kSchema);
  const auto message =
      parser.parse(std::string_view(schema.data(), kSchema.size() - 1), 1);
  mapper.pass(std::get<singer::SchemaMessage>(message),
              [](const singer::SchemaMessage&) {});
  const std::string text =
      R"({"type":"RECORD","stream":"users","record":{"id":2},"version":7})";
  const std::string line = mapping_sample::padded(text);
  const auto record =
      parser.parse(std::string_view(line.data(), text.size()), 2);
  int count = 0;
  mapper.pass(std::get<singer::RecordMessage>(record),
              Overloaded{[](const singer::RecordMessage&) { FAIL(); },
                         [&](const mapping::DroppedRecord& dropped) {
                           ++count;
                           CHECK(dropped.line == 2);
                           CHECK(dropped.stream == "users");
                           CHECK(dropped.version == 7);
                         }});
  CHECK(count == 1);
}

TEST_CASE("an error of an expression that reads config does not show it") {
  Lines lines(R"({"stream_maps":{"users":{"id":"int(config['salt']) + 1"}},)"
              R"("stream_map_config":{"salt":"hunter2"}})");
  lines.write(kSchema);
  std::string what;
  try {
    lines.write(R"({"type":"RECORD","stream":"users","record":{"id":1}})"
                "\n");
  } catch (const std::runtime_error& error) {
    what = error.what();
  }
  CHECK_THAT(what, catching::contains("expression int(config['salt']) + 1"));
  CHECK(what.find("hunter2") == std::string::npos);
}

TEST_CASE("what is nested too deep behind a map is an error of its line") {
  Lines lines(R"({"stream_maps":{"users":{"id":"[[[id]]]"}}})");
  lines.write(kSchema);
  const std::string deep = std::string(499, '[') + std::string(499, ']');
  CHECK_THROWS_WITH(
      lines.write(R"({"type":"RECORD","stream":"users","record":{"id":)" +
                  deep + "}}\n"),
      catching::contains("property 'id'") &&
          catching::contains("nested more than"));
}

TEST_CASE("a record without SCHEMA is refused, and so is one that is no JSON") {
  Lines lines(kTwo);
  CHECK_THROWS_WITH(
      lines.write(R"({"type":"RECORD","stream":"users","record":{"id":1}})"
                  "\n"),
      catching::contains("stream 'users' has sent no SCHEMA yet"));
}
