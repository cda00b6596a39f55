#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace extract {

// Synthetic data and other data in one run: of the two together nothing true
// can be said, so that no source may be left out for it either.
class MixedKinds : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

// What kinds of data the streams of one run hold.
class DataKinds {
 public:
  // Before the first record of the stream is written. Throws MixedKinds when
  // one of the streams noted is synthetic and another is not.
  void note(std::string_view stream, std::string_view kind);

 private:
  struct First {
    std::string stream;  // empty: there was none
    std::string kind;
  };
  First synthetic_;
  First other_;
};

}  // namespace extract
