#pragma once

#include <string_view>

#include "json/cursor.hpp"

namespace mapping {

// A member of a record: its name's characters, and its value where it stands
// in the record's text.
struct Member {
  std::string_view key;
  json::RawValue value;
};

}  // namespace mapping
