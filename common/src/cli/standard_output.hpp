#pragma once

#include <stdexcept>
#include <string_view>

namespace cli {

// stdout cannot be written: its reader is gone (EPIPE), the disk is full, what
// is to be written cannot be mapped, ….
class OutputError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Writes all of `bytes` to stdout, unbuffered: when it returns, the reader can
// see them. The one place that touches stdout, which is the Singer protocol's
// alone. Throws OutputError. Waits while the reader takes nothing, but no
// longer than kStopGrace after a stop signal; a line begun in a pipe is
// completed also then.
void write_standard_output(std::string_view bytes);

}  // namespace cli
