#pragma once

#include <stdexcept>

namespace mapping {

// A map that does not fit a stream's SCHEMA, or a record that it cannot map.
// One line that names the stream and, as far as there are any, the property
// and the expression.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace mapping
