#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "mapping/error.hpp"
#include "mapping/expression/expression.hpp"
#include "mapping/mapped_record.hpp"
#include "mapping/member.hpp"
#include "mapping/record_names.hpp"
#include "mapping/rules.hpp"

namespace mapping {

// The compiled rules of one map for the values of records.
class PropertyMaps {
 public:
  // `keys`: of the stream behind the map. Throws Error; `where` names the
  // stream.
  PropertyMaps(const StreamRule& rule, std::vector<std::string> keys,
               std::string_view where);

  // The names that expressions may ask for hold what they stand for. Throws
  // Error. False: the filter refuses the record, or nothing is left of it.
  bool map(std::span<const Member> record, const MapNames& names,
           const expression::Context& context, MappedRecord& out) const;

 private:
  struct Property {
    std::string name;
    // Nothing: it is removed.
    std::optional<expression::Expression> expression = {};
    // The JSON text that comes of it always; empty: it depends.
    std::string constant = {};
    // The property whose value it is, whatever that is; empty: none.
    std::string copied = {};
  };
  // Where a property that the record had stands in the result.
  static constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

  void add(const PropertyRule& rule);
  expression::Expression compiled(const std::string& text,
                                  const std::string& place) const;
  static Error failure(const std::string& place,
                       const expression::Expression& expression,
                       std::string_view why);
  bool passes_filter(RecordNames& names,
                     const expression::Context& context) const;
  json::RawValue value_of(const Property& property, RecordNames& names,
                          const expression::Context& context,
                          MappedRecord& out) const;
  std::string place_of(std::string_view property) const;

  std::string where_;
  std::optional<expression::Expression> filter_;
  bool keeps_others_;
  std::vector<std::string> keys_;
  std::vector<Property> properties_;
  std::unordered_map<std::string_view, std::size_t> by_name_;
};

}  // namespace mapping
