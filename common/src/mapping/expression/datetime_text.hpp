#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "mapping/expression/calendar.hpp"

namespace mapping::expression {

// isoformat(); `timespec` is Python's ("auto", "seconds", …).
std::string iso_text(const Date& date);
std::string iso_text(const Time& time, std::string_view timespec = "auto");
std::string iso_text(const DateTime& moment, char32_t separator,
                     std::string_view timespec = "auto");

// "1 day, 2:00:00".
std::string text_of(const Duration& duration);
// "UTC+02:00", or the name that was given.
std::string name_of(const TimeZone& zone);
// "+02:00", with seconds and microseconds where there are some.
std::string offset_text(const Duration& offset, std::string_view separator);

std::string repr_of(const Date& date);
std::string repr_of(const Time& time);
std::string repr_of(const DateTime& moment);
std::string repr_of(const Duration& duration);
std::string repr_of(const TimeZone& zone);

// fromisoformat() of Python 3.11; throw "Invalid isoformat string: '…'".
Date parse_iso_date(std::string_view text);
Time parse_iso_time(std::string_view text);
DateTime parse_iso_datetime(std::string_view text);

// strftime() in the C locale.
std::string format_time(const DateTime& moment, std::string_view format);

// datetime.strptime() in the C locale.
DateTime parse_time(std::string_view text, std::string_view format);

}  // namespace mapping::expression
