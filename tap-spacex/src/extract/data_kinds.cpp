#include "extract/data_kinds.hpp"

#include "text/concat.hpp"

namespace extract {

void DataKinds::note(std::string_view stream, std::string_view kind) {
  First& first = kind == "synthetic" ? synthetic_ : other_;
  if (first.stream.empty()) {
    first = {std::string(stream), std::string(kind)};
  }
  if (synthetic_.stream.empty() || other_.stream.empty()) return;
  throw MixedKinds(text::concat(
      "stream '", synthetic_.stream, "' holds synthetic data, stream '",
      other_.stream, "' does not (", other_.kind,
      "): synthetic data stands alone; let api_url, catalogue_url and "
      "launch_log_url name one sample, or deselect the other streams"));
}

}  // namespace extract
