#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mapping/flat_name.hpp"
#include "mapping/mapped_record.hpp"
#include "mapping/member.hpp"
#include "mapping/rules.hpp"

namespace mapping {

namespace expression {
class Value;
struct Context;
}  // namespace expression

// A stream as its SCHEMA message says.
struct StreamSchema {
  std::string stream;
  std::string schema;  // JSON text of an object
  std::vector<std::string> keys;
};

// What becomes of one stream: what comes out of it has a SCHEMA and records of
// its own. Everything but the values of records is decided when it is made.
class StreamMap {
 public:
  // What is there besides the stream itself; all must outlive the map.
  struct Surroundings {
    const FlatteningOptions& flattening;
    const expression::Value& config;
    const expression::Context& context;
  };

  // Passes through all that comes, but for flattening. Throws Error.
  StreamMap(const StreamSchema& from, const Surroundings& surroundings);
  // The stream mapped by the rule, with the name `to`. Throws Error: an
  // expression that is none, a key that is missing, two columns of one name.
  StreamMap(const StreamSchema& from, std::string to, const StreamRule& rule,
            const Surroundings& surroundings);
  StreamMap(StreamMap&&) noexcept;
  StreamMap& operator=(StreamMap&&) noexcept;
  ~StreamMap();

  // The stream behind the map.
  const StreamSchema& result() const;
  // Nothing is changed: the SCHEMA and its records can go on as they came.
  bool passes_through() const;

  // Puts what becomes of the record into `out`, which borrows from it; false:
  // nothing does. Of members of one name the last counts. Throws Error.
  bool map(std::span<const Member> record, MappedRecord& out) const;

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace mapping
