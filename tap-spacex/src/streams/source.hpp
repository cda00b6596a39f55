#pragma once

#include <span>
#include <string_view>

namespace streams {

// A place that answers for some of the streams. All views are literals.
struct Source {
  std::string_view name;         // in the stream "extractions", e.g. "spacex"
  std::string_view title;        // in messages, e.g. "the API"
  std::string_view url_setting;  // the setting that says where it is
  std::string_view address;      // what that setting is, e.g. "the API's root"
  // That setting names the body itself, not a root that paths are added to.
  bool is_body = false;
  // Of its public address: what comes from there is public data.
  std::string_view public_host;

  // How it wants to be asked, by its own words at `policy`: the setting for the
  // hours between two requests, and their number. Empty: as often as one likes.
  std::string_view interval_setting = {};
  int interval_hours = 0;
  std::string_view policy = {};
  // In lower case, of an answer that means "nothing has changed since you had
  // it", whatever its status; empty: it gives none.
  std::string_view unchanged_text = {};
};

// https://github.com/r-spacex/SpaceX-API
inline constexpr Source kSpacex{.name = "spacex",
                                .title = "the API",
                                .url_setting = "api_url",
                                .address = "the API's root",
                                .public_host = "api.spacexdata.com"};

// CelesTrak's catalogue of everything in orbit, https://celestrak.org/satcat/
inline constexpr Source kCelestrak{
    .name = "celestrak",
    .title = "the satellite catalogue",
    .url_setting = "catalogue_url",
    .address = "the address of satcat.csv",
    .is_body = true,
    .public_host = "celestrak.org",
    .interval_setting = "catalogue_request_interval_hours",
    .interval_hours = 20,
    .policy = "https://celestrak.org/usage-policy.php",
    .unchanged_text =
        "has not updated since your last "
        "successful download"};

// J. McDowell's General Catalog, https://planet4589.org/space/gcat/
inline constexpr Source kGcat{
    .name = "gcat",
    .title = "the launch log",
    .url_setting = "launch_log_url",
    .address = "the address of launchlog.tsv",
    .is_body = true,
    .public_host = "planet4589.org",
    .interval_setting = "launch_log_request_interval_hours",
    .interval_hours = 24,
    .policy = "https://planet4589.org/space/gcat/"};

// In name order.
std::span<const Source* const> all_sources();

}  // namespace streams
