#include "mapping/record_names.hpp"

#include <algorithm>

#include "mapping/expression/json_text.hpp"
#include "mapping/mapped_record.hpp"

namespace mapping {

const json::RawValue* RecordNames::raw(std::string_view name) const {
  // Of members of one name the last counts.
  const auto found =
      std::find_if(record_.rbegin(), record_.rend(),
                   [&](const Member& member) { return member.key == name; });
  return found == record_.rend() ? nullptr : &found->value;
}

const expression::Value* RecordNames::property(std::string_view name) {
  const json::RawValue* const found = raw(name);
  if (found == nullptr) return nullptr;
  for (const auto& [known, value] : values_) {
    if (known == found) return &value;
  }
  return &values_.emplace_back(found, expression::from_json(*found)).second;
}

const expression::Value* RecordNames::whole() {
  if (!whole_) {
    MappedRecord text;
    for (const Member& member : record_) text.add(member.key, member.value);
    std::string json;
    text.append_json(json);
    whole_ = expression::from_json(text.value(json));
  }
  return &*whole_;
}

const expression::Value* RecordNames::find(std::string_view name) {
  if (name == "self" && property_ != nullptr) {
    if (const expression::Value* const old = property(*property_)) return old;
  }
  if (name == "record" || name == "_") return whole();
  if (name == "config") return &names_.config;
  if (name == "__stream_name__") return &names_.stream;
  if (name == "__original_stream_name__") return &names_.original;
  return property(name);
}

}  // namespace mapping
