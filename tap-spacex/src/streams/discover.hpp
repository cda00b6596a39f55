#pragma once

#include <string>
#include <string_view>

namespace streams {

// The catalog of all streams, pretty-printed (Meltano hangs on a line over 64
// KiB) and ended by a newline. `launches_version` is "v4" or "v5".
std::string discover(std::string_view launches_version);

}  // namespace streams
