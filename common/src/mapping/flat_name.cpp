#include "mapping/flat_name.hpp"

#include <algorithm>
#include <string_view>

namespace mapping {

namespace {

bool is_small(char c) { return c >= 'a' && c <= 'z'; }
char to_capital(char c) {
  return is_small(c) ? static_cast<char>(c - 'a' + 'A') : c;
}
char to_small(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool begins_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

std::size_t character_count(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), begins_character));
}

std::string_view first_characters(std::string_view text, std::size_t count) {
  std::size_t end = 0;
  while (end < text.size()) {
    if (begins_character(text[end]) && count-- == 0) break;
    ++end;
  }
  return text.substr(0, end);
}

// product_line_id as ProductLineId: an underscore is lost with the character
// behind it in capitals. A line break is no such character.
std::string camelized(std::string_view name) {
  std::string out;
  std::size_t at = 0;
  if (!name.empty() && name[0] != '\n') out += to_capital(name[at++]);
  while (at < name.size()) {
    if (name[at] == '_' && at + 1 < name.size() && name[at + 1] != '\n') {
      out += to_capital(name[at + 1]);
      at += 2;
    } else {
      out += name[at++];
    }
  }
  return out;
}

// Empty names count too.
std::string joined(const std::vector<std::string>& path,
                   std::string_view separator) {
  std::string out;
  for (const std::string& name : path) {
    if (&name != &path.front()) out += separator;
    out += name;
  }
  return out;
}

std::string abbreviated(std::string_view name) {
  std::string out = camelized(name);
  std::erase_if(out, is_small);
  if (character_count(out) <= 1) out = first_characters(name, 3);
  std::transform(out.begin(), out.end(), out.begin(), to_small);
  return out;
}

}  // namespace

std::string flat_name(const std::vector<std::string>& path,
                      const FlatteningOptions& options) {
  std::string name = joined(path, options.separator);
  // Bytes are as many as characters or more.
  if (name.size() < options.max_key_length) return name;
  std::vector<std::string> parts = path;
  for (std::string& part : parts) {
    if (character_count(name) < options.max_key_length) break;
    part = abbreviated(part);
    name = joined(parts, options.separator);
  }
  return name;
}

}  // namespace mapping
