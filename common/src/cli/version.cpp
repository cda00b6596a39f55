#include "cli/version.hpp"

#include "text/concat.hpp"

namespace cli {

std::string version_text(std::string_view program, std::string_view version) {
  return text::concat(program, " v", version, " (commit ", kCommit, ")\n");
}

}  // namespace cli
