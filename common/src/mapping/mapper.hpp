#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "mapping/expression/expression.hpp"
#include "mapping/options.hpp"
#include "mapping/stream_map.hpp"

namespace mapping {

// Stream maps and flattening, as the Singer SDK does them: what comes in as one
// stream goes out as none, one or several.
class Mapper {
 public:
  // `options` must outlive the mapper.
  Mapper(const Options& options, expression::Context context);
  Mapper(const Mapper&) = delete;
  Mapper& operator=(const Mapper&) = delete;
  ~Mapper() = default;

  // Of a SCHEMA: what becomes of the stream from now on, valid until its next
  // one. Throws Error, and all stays as it was.
  const std::vector<StreamMap>& set_schema(const StreamSchema& schema);

 private:
  std::vector<StreamMap> compiled(const StreamSchema& schema) const;
  StreamMap mapped(const StreamSchema& schema, const StreamRule& rule,
                   std::string to) const;
  std::string alias(const StreamRule& rule, const std::string& stream) const;

  const Options& options_;
  expression::Context context_;
  expression::Value config_;
  std::map<std::string, std::vector<StreamMap>, std::less<>> streams_;
};

}  // namespace mapping
