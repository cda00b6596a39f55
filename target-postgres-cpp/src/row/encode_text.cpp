#include "row/encode_text.hpp"

#include <cstring>

namespace row {

namespace {

using json::Kind;
using json::RawValue;

void check_characters(const RawValue& value, const Encoding& encoding) {
  if (encoding.replaces_invalid_characters) return;
  constexpr const char* kRemedy =
      "; set sanitize_null_text_characters to store U+FFFD instead";
  if (value.has_nul) {
    throw ValueError(std::string("holds a NUL character, which PostgreSQL "
                                 "cannot store") +
                     kRemedy);
  }
  if (value.has_lone_surrogate) {
    throw ValueError(
        std::string("holds half of a surrogate pair, which is no character") +
        kRemedy);
  }
}

bool is_surrogate(const char* escape) {
  return (escape[2] | 0x20) == 'd' &&
         std::strchr("89abcdefABCDEF", escape[3]) != nullptr;
}

bool is_low_surrogate(const char* escape) {
  return is_surrogate(escape) && std::strchr("cdefCDEF", escape[3]) != nullptr;
}

// Escapes of NUL and of lone surrogates in JSON text become U+FFFD's, of the
// same length.
void replace_escapes(char* at, const char* end) {
  while (at < end) {
    if (*at != '\\') {
      ++at;
      continue;
    }
    if (at[1] != 'u') {
      at += 2;
      continue;
    }
    const bool is_pair = is_surrogate(at) && !is_low_surrogate(at) &&
                         end - at >= 12 && at[6] == '\\' && at[7] == 'u' &&
                         is_low_surrogate(at + 6);
    if (is_pair) {
      at += 12;
      continue;
    }
    if (std::memcmp(at + 2, "0000", 4) == 0 || is_surrogate(at)) {
      std::memcpy(at + 2, "fffd", 4);
    }
    at += 6;
  }
}

void put_json(const RawValue& value, CopyBuffer& out) {
  const std::string_view text = json::json_text(value);
  char* const place = out.extend(text.size());
  std::memcpy(place, text.data(), text.size());
  if (value.has_nul || value.has_lone_surrogate) {
    replace_escapes(place, place + text.size());
  }
}

}  // namespace

void encode_text(const RawValue& value, const Encoding& encoding, Notes&,
                 CopyBuffer& out) {
  check_characters(value, encoding);
  encoding.check_size(value.text.size());
  const std::size_t start = out.size();
  out.put_int32(static_cast<std::int32_t>(value.text.size()));
  if (!value.has_escape) {
    out.put_bytes(value.text);
  } else if (value.kind == Kind::kString) {
    char* const place = out.extend(value.text.size());
    const std::size_t size = json::unescape(value.text, place);
    out.truncate(start + 4 + size);
    out.set_int32(start, static_cast<std::int32_t>(size));
  } else {
    put_json(value, out);
  }
}

void encode_jsonb(const RawValue& value, const Encoding& encoding, Notes&,
                  CopyBuffer& out) {
  constexpr char kVersion = 1;  // jsonb_recv()
  check_characters(value, encoding);
  encoding.check_size(value.text.size() + 2);
  if (value.has_non_finite) {
    throw ValueError("holds NaN or Infinity, which are not JSON");
  }
  out.put_int32(static_cast<std::int32_t>(json::json_text(value).size() + 1));
  *out.extend(1) = kVersion;
  put_json(value, out);
}

}  // namespace row
