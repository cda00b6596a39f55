#pragma once

#include <list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "mapping/expression/expression.hpp"
#include "mapping/expression/value.hpp"
#include "mapping/member.hpp"

namespace mapping {

// What one map's expressions know besides the record.
struct MapNames {
  expression::Value config;
  expression::Value stream;    // __stream_name__, its name behind the map
  expression::Value original;  // __original_stream_name__
};

// Names of one record: a property is converted when it is asked for first, and
// only then.
class RecordNames : public expression::Names {
 public:
  // Both must outlive this.
  RecordNames(std::span<const Member> record, const MapNames& names)
      : record_(record), names_(names) {}

  // Whose old value `self` is; nullptr for a filter.
  void set_property(const std::string* name) { property_ = name; }

  const expression::Value* find(std::string_view name) override;

  // The property's value as it stands in the record; nullptr when it has none.
  const json::RawValue* raw(std::string_view name) const;

 private:
  const expression::Value* property(std::string_view name);
  const expression::Value* whole();

  std::span<const Member> record_;
  const MapNames& names_;
  const std::string* property_ = nullptr;
  // In places that stay.
  std::list<std::pair<const json::RawValue*, expression::Value>> values_;
  std::optional<expression::Value> whole_;
};

}  // namespace mapping
