#pragma once

#include <optional>
#include <string_view>

#include "json/cursor.hpp"
#include "raw/members.hpp"

namespace raw {

// Which members of an object are overwritten by a later one of their name:
// these may be wrong, as only the last counts. Looked for when first asked.
class Overwritten {
 public:
  explicit Overwritten(const json::RawValue& object) : object_(object) {}

  bool holds(std::string_view name, const json::RawValue& value) {
    if (!last_) last_ = members_by_name(object_);
    return find(*last_, name)->text.data() != value.text.data();
  }

 private:
  json::RawValue object_;
  std::optional<Members> last_;
};

}  // namespace raw
