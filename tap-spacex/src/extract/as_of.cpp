#include "extract/as_of.hpp"

#include "dates/moment.hpp"
#include "logging/log.hpp"
#include "text/concat.hpp"
#include "text/excerpt.hpp"

namespace extract {

namespace {

std::string text_of(std::chrono::system_clock::time_point time) {
  return dates::format_moment(dates::whole_second(time));
}

}  // namespace

AsOf find_as_of(const http::Head& head, std::string_view newest) {
  if (head.modified) return {text_of(*head.modified), "last_modified"};
  if (head.dated) return {text_of(*head.dated), "date_header"};
  if (!head.origin.empty()) {
    const auto moment = dates::parse_moment(head.origin);
    if (moment) return {dates::format_moment(*moment), "origin_file"};
    logging::warning(
        text::concat("the file .origin beside the body holds no "
                     "instant: ",
                     text::excerpt(head.origin, 60)));
  }
  const auto moment = dates::parse_moment(newest);
  if (moment) return {dates::format_moment(*moment), "content"};
  return {};
}

}  // namespace extract
