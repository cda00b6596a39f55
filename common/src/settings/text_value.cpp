#include "settings/text_value.hpp"

#include <charconv>
#include <string>

#include "text/ascii.hpp"

namespace settings {

namespace {

bool parse_boolean(std::string_view text, json::Value& out) {
  const std::string word = text::lower(text);
  for (const char* yes : {"true", "1", "yes", "on"}) {
    if (word == yes) return out.SetBool(true), true;
  }
  for (const char* no : {"false", "0", "no", "off"}) {
    if (word == no) return out.SetBool(false), true;
  }
  return false;
}

bool parse_integer(std::string_view text, json::Value& out) {
  std::int64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || stop != end) return false;
  out.SetInt64(number);
  return true;
}

// Numbers, arrays and objects are written as JSON.
bool parse_json(std::string_view text, Kind kind, json::Document& into,
                json::Value& out) {
  try {
    const json::Document parsed = json::parse(text, "setting");
    const bool fits = kind == Kind::kNumber  ? parsed.IsNumber()
                      : kind == Kind::kArray ? parsed.IsArray()
                                             : parsed.IsObject();
    if (fits) out = json::copy(parsed, into.GetAllocator());
    return fits;
  } catch (const json::ParseError&) {
    return false;
  }
}

}  // namespace

bool value_from_text(std::string_view text, Kind kind, json::Document& into,
                     json::Value& out) {
  switch (kind) {
    case Kind::kString:
      out.SetString(text.data(), static_cast<rapidjson::SizeType>(text.size()),
                    into.GetAllocator());
      return true;
    case Kind::kInteger:
      return parse_integer(text, out);
    case Kind::kBoolean:
      return parse_boolean(text, out);
    case Kind::kNumber:
    case Kind::kObject:
    case Kind::kArray:
      return parse_json(text, kind, into, out);
  }
  return false;
}

}  // namespace settings
