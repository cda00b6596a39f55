#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>

#include "json/padded_text.hpp"
#include "singer/message_parser.hpp"

// A line of the input and the message it holds, which borrows from it.
template <class Message>
class Line {
 public:
  Line(const std::string& text, std::uint64_t number)
      : text_(text), message_(parser_.parse(text_.view(), number)) {}

  Message& message() { return std::get<Message>(message_); }

 private:
  json::PaddedText text_;
  singer::MessageParser parser_;
  singer::Message message_;
};

// {"properties": {<properties>}}, and keys such as R"("id")".
inline Line<singer::SchemaMessage> schema_line(
    std::uint64_t number, const std::string& stream, const std::string& keys,
    const std::string& properties = R"("id":{"type":"integer"})") {
  return {R"({"type":"SCHEMA","stream":")" + stream +
              R"(","schema":{"properties":{)" + properties +
              R"(}},"key_properties":[)" + keys + "]}",
          number};
}

inline Line<singer::RecordMessage> record_line(
    std::uint64_t number, const std::string& stream, const std::string& record,
    const std::string& other_members = "") {
  return {R"({"type":"RECORD","stream":")" + stream + R"(","record":)" +
              record + other_members + "}",
          number};
}

inline Line<singer::StateMessage> state_line(std::uint64_t number,
                                             const std::string& value) {
  return {R"({"type":"STATE","value":)" + value + "}", number};
}

inline Line<singer::ActivateVersionMessage> activate_line(
    std::uint64_t number, const std::string& stream, std::int64_t version) {
  return {R"({"type":"ACTIVATE_VERSION","stream":")" + stream +
              R"(","version":)" + std::to_string(version) + "}",
          number};
}
