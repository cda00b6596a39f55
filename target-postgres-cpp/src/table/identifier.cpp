#include "table/identifier.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <stdexcept>

#include "text/fnv1a.hpp"
#include "text/hex.hpp"

namespace table {

namespace {

constexpr std::size_t kHashDigits = 12;

// The same on every machine and in every version, as names in a database must
// be.
std::string hash_digits(std::string_view name) {
  text::Fnv1a hash;
  hash.add(name);
  std::uint64_t value = hash.value();
  std::string digits(kHashDigits, '0');
  for (char& digit : digits) {
    digit = text::kHexDigits[value & 0xFU];
    value >>= 4U;
  }
  return digits;
}

// The longest beginning of whole characters that fits.
std::string_view beginning(std::string_view text, std::size_t max_bytes) {
  const auto is_continuation = [&](std::size_t i) {
    return (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U;
  };
  std::size_t size = max_bytes;
  while (size > 0 && is_continuation(size)) --size;
  return text.substr(0, size);
}

}  // namespace

Identifier Identifier::of(std::string_view name) {
  if (name.empty()) throw std::invalid_argument("a name is empty");
  if (name.find('\0') != std::string_view::npos) {
    throw std::invalid_argument("a name holds a NUL character");
  }
  Identifier identifier;
  if (name.size() <= kMaxIdentifierBytes) {
    identifier.name_ = name;
    return identifier;
  }
  identifier.name_ = beginning(name, kMaxIdentifierBytes - kHashDigits - 1);
  identifier.name_ += '_';
  identifier.name_ += hash_digits(name);
  return identifier;
}

Identifier Identifier::of_column(std::string_view name) {
  Identifier identifier = of(name);
  if (is_system_column(name)) identifier.name_ += '_';
  return identifier;
}

std::string Identifier::quoted() const {
  std::string result = "\"";
  for (const char c : name_) {
    if (c == '"') result += '"';
    result += c;
  }
  result += '"';
  return result;
}

bool is_system_column(std::string_view name) {
  // https://www.postgresql.org/docs/current/ddl-system-columns.html
  static constexpr std::array<std::string_view, 6> kNames = {
      "ctid", "xmin", "cmin", "xmax", "cmax", "tableoid"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

std::string qualified(const Identifier& schema, const Identifier& name) {
  if (schema.name().empty()) return name.quoted();
  return schema.quoted() + "." + name.quoted();
}

std::string quoted_literal(std::string_view text) {
  const bool has_backslash = text.find('\\') != std::string_view::npos;
  std::string result = has_backslash ? " E'" : "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') result += c;
    result += c;
  }
  result += '\'';
  return result;
}

}  // namespace table
