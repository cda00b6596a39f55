#include "schema/string.hpp"

#include "text/code_points.hpp"
#include "text/concat.hpp"
#include "text/excerpt.hpp"

namespace schema {

std::optional<std::string> find_fault(const StringRules& rules,
                                      const json::RawValue& string) {
  std::string scratch;
  const std::string_view characters = json::unescaped(string, scratch);
  const std::size_t length = text::count_code_points(characters);
  if (rules.min_length && length < *rules.min_length) {
    return text::concat("minLength: ", text::counted(length, "character"),
                        ", less than ", *rules.min_length);
  }
  if (rules.max_length && length > *rules.max_length) {
    return text::concat("maxLength: ", text::counted(length, "character"),
                        ", more than ", *rules.max_length);
  }
  if (rules.pattern && !rules.pattern->is_found_in(characters)) {
    return text::concat("pattern: does not match ",
                        text::excerpt(rules.pattern_text, 200));
  }
  if (rules.format && !rules.format->holds(characters)) {
    return text::concat("format: no ", rules.format->name);
  }
  return std::nullopt;
}

}  // namespace schema
