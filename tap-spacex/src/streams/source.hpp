#pragma once

#include <span>
#include <string_view>

namespace streams {

// A place that answers for some of the streams. All views are literals.
struct Source {
  std::string_view name;         // in the stream "extractions", e.g. "spacex"
  std::string_view url_setting;  // the setting that says where it is
  // Of its public address: what comes from there is public data.
  std::string_view public_host;
};

// https://github.com/r-spacex/SpaceX-API
inline constexpr Source kSpacex{.name = "spacex",
                                .url_setting = "api_url",
                                .public_host = "api.spacexdata.com"};

// In name order.
std::span<const Source* const> all_sources();

}  // namespace streams
