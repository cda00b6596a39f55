#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "mapping/flat_name.hpp"
#include "mapping/mapped_record.hpp"
#include "mapping/member.hpp"

namespace mapping {

// Turns the nested objects of one stream into columns, as the Singer SDK does.
// What becomes of the schema's properties is decided once, here.
class Flattener {
 public:
  // `schema` is JSON text of an object. Throws Error when two properties meet
  // in one name.
  Flattener(std::string_view schema, FlatteningOptions options);

  // The flattened schema's JSON text.
  const std::string& schema() const { return schema_; }

  // Appends the record's columns to `out`, which borrows from the record and
  // from this object.
  void flatten(std::span<const Member> record, MappedRecord& out) const;

 private:
  // What becomes of a property's value.
  enum class Fate {
    kColumn,   // a column; objects and arrays as text
    kKept,     // a column as it is
    kUnnamed,  // the schema has no column of that name
  };
  struct Level;
  struct Property {
    std::string key;
    std::string name;  // of the column
    Fate fate = Fate::kUnnamed;
    std::unique_ptr<Level> inner;  // of an object that was expanded
  };
  // The properties of the record, or of an object that was expanded.
  struct Level {
    std::vector<std::string> path;
    std::vector<Property> properties;
    std::unordered_map<std::string_view, std::size_t> by_key;
  };
  class SchemaReader;
  class LevelWriter;

  void resolve_names(Level& level);
  Fate fate_of(const std::string& name) const;

  FlatteningOptions options_;
  std::string schema_;
  Level top_;
  // Of all columns, by name.
  std::unordered_map<std::string, Fate> columns_;
};

}  // namespace mapping
