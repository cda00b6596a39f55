#pragma once

#include <string>
#include <string_view>

#include "json/document.hpp"
#include "singer/message.hpp"

// A SCHEMA message of a stream, as from line 1.
inline singer::SchemaMessage schema_message(
    std::string stream, std::string_view schema,
    std::vector<std::string> keys = {}) {
  singer::SchemaMessage message;
  message.line = 1;
  message.stream = std::move(stream);
  message.schema = json::parse(schema, "the test's schema");
  message.key_properties = std::move(keys);
  return message;
}
