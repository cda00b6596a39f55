#pragma once

#include <stdexcept>

namespace row {

// A value that cannot be stored in its column; the message is the reason, e.g.
// "is beyond bigint". RowEncoder adds where it is.
class ValueError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace row
