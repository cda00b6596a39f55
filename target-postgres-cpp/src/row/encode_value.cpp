#include "row/encode_value.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include "json/decimal.hpp"
#include "row/encode_text.hpp"
#include "row/numeric.hpp"
#include "row/timestamp.hpp"
#include "row/type_row.hpp"
#include "text/concat.hpp"
#include "text/hex.hpp"

namespace row {

namespace {

using json::Kind;
using json::RawValue;

[[noreturn]] void fail_kind(const RawValue& value, std::string_view wanted) {
  throw ValueError(text::concat("is of kind ", json::kind_name(value.kind),
                                ", not ", wanted));
}

// The text of a string that stands for something else, without escapes (see
// reads_escapes()).
std::string_view string_text(const RawValue& value, std::string_view wanted) {
  if (value.kind != Kind::kString) fail_kind(value, wanted);
  return value.text;
}

// Kind and text of a number, or of a string to be read as one.
std::string_view number_text(const RawValue& value, std::string_view wanted) {
  if (value.kind == Kind::kNumber) return value.text;
  std::string_view text = string_text(value, wanted);
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

template <class Integer>
std::int64_t integer_within(const RawValue& value, std::string_view type) {
  const std::string_view text = number_text(value, "an integer");
  const auto integer = json::parse_integer(text);
  if (!integer) {
    const auto decimal = json::parse_decimal(text);
    throw ValueError(decimal && decimal->is_integer()
                         ? text::concat("is beyond ", type)
                         : "is no integer");
  }
  if (*integer < std::numeric_limits<Integer>::min() ||
      *integer > std::numeric_limits<Integer>::max()) {
    throw ValueError(text::concat("is beyond ", type));
  }
  return *integer;
}

void encode_smallint(const RawValue& value, const Encoding&, Notes&,
                     CopyBuffer& out) {
  const auto integer = integer_within<std::int16_t>(value, "smallint");
  out.put_int32(2);
  out.put_int16(static_cast<std::int16_t>(integer));
}

void encode_integer(const RawValue& value, const Encoding&, Notes&,
                    CopyBuffer& out) {
  const auto integer = integer_within<std::int32_t>(value, "integer");
  out.put_int32(4);
  out.put_int32(static_cast<std::int32_t>(integer));
}

void encode_bigint(const RawValue& value, const Encoding&, Notes&,
                   CopyBuffer& out) {
  const auto integer = integer_within<std::int64_t>(value, "bigint");
  out.put_int32(8);
  out.put_int64(integer);
}

// NaN, Infinity and -Infinity, as Python's json writes them.
void put_special(std::string_view text, const Encoding& encoding,
                 CopyBuffer& out) {
  if (text == "NaN") return put_non_finite(NonFinite::kNan, out);
  const bool is_negative = text == "-Infinity";
  if (!is_negative && text != "Infinity") throw ValueError("is no number");
  if (!encoding.has_numeric_infinity) {
    throw ValueError(
        "cannot be stored: numeric has no infinity before "
        "PostgreSQL 14");
  }
  put_non_finite(is_negative ? NonFinite::kMinusInfinity : NonFinite::kInfinity,
                 out);
}

void encode_numeric(const RawValue& value, const Encoding& encoding, Notes&,
                    CopyBuffer& out) {
  const std::string_view text = number_text(value, "a number");
  const table::ColumnType& type = encoding.type;
  const std::size_t start = out.size();
  out.put_int32(0);
  if (const auto decimal = json::parse_decimal(text)) {
    if (type.precision > 0 && !fits(*decimal, type.precision, type.scale)) {
      throw ValueError(
          text::concat("does not fit ", table::sql(type), " without rounding"));
    }
    put_decimal(*decimal, out);
  } else {
    put_special(text, encoding, out);
  }
  out.set_int32(start, static_cast<std::int32_t>(out.size() - start - 4));
}

// As boolin() reads text: in any case, white space around it, a beginning of
// true, false, yes, no that fits but one; on, off, of; 1, 0.
std::optional<bool> parse_boolean(std::string_view text) {
  constexpr std::string_view kSpace = " \t\n\v\f\r";
  text.remove_prefix(std::min(text.find_first_not_of(kSpace), text.size()));
  text = text.substr(0, text.find_last_not_of(kSpace) + 1);
  char letters[8] = {};
  const std::size_t size = std::min(text.size(), sizeof(letters));
  for (std::size_t i = 0; i < size; ++i) {
    const char c = text[i];
    letters[i] = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  }
  const std::string_view lower(letters, size);
  const auto begins = [&](std::string_view word, std::size_t least) {
    return lower.size() >= least && word.substr(0, lower.size()) == lower;
  };
  if (begins("true", 1) || begins("yes", 1) || lower == "on" || lower == "1") {
    return true;
  }
  if (begins("false", 1) || begins("no", 1) || begins("off", 2) ||
      lower == "0") {
    return false;
  }
  return std::nullopt;
}

// What PostgreSQL casts to boolean: text, and integer, of which 0 is false.
bool boolean_of(const RawValue& value) {
  if (value.kind == Kind::kNumber) {
    return integer_within<std::int32_t>(value, "integer") != 0;
  }
  const auto boolean = parse_boolean(string_text(value, "a boolean"));
  if (!boolean) throw ValueError("is no boolean");
  return *boolean;
}

void encode_boolean(const RawValue& value, const Encoding&, Notes&,
                    CopyBuffer& out) {
  const bool is_true = value.kind == Kind::kTrue ||
                       (value.kind != Kind::kFalse && boolean_of(value));
  out.put_int32(1);
  *out.extend(1) = is_true ? 1 : 0;
}

void encode_timestamp(const RawValue& value, const Encoding&, Notes& notes,
                      CopyBuffer& out) {
  const auto timestamp =
      parse_timestamp(string_text(value, "a date-time string"));
  if (!timestamp) throw ValueError("is no ISO 8601 date-time");
  notes.has_cut_fraction |= timestamp->is_cut;
  out.put_int32(8);
  out.put_int64(timestamp->microseconds);
}

void encode_date(const RawValue& value, const Encoding&, Notes&,
                 CopyBuffer& out) {
  const auto date = parse_date(string_text(value, "a date string"));
  if (!date) throw ValueError("is no ISO 8601 date");
  out.put_int32(4);
  out.put_int32(*date);
}

void encode_time(const RawValue& value, const Encoding&, Notes& notes,
                 CopyBuffer& out) {
  const auto time = parse_time(string_text(value, "a time string"));
  if (!time) throw ValueError("is no ISO 8601 time");
  notes.has_cut_fraction |= time->is_cut;
  notes.has_dropped_offset |= time->has_offset;
  out.put_int32(8);
  out.put_int64(time->microseconds);
}

// timetz_send() in the server's date.c: the time of day and the seconds west of
// Greenwich. Without an offset it is UTC, as a date-time without one.
void encode_time_with_zone(const RawValue& value, const Encoding&, Notes& notes,
                           CopyBuffer& out) {
  constexpr std::int64_t kSecond = 1'000'000;
  constexpr std::int64_t kMaxOffset = 16 * (3600 * kSecond);  // MAX_TZDISP_HOUR
  const auto time = parse_time(string_text(value, "a time string"));
  if (!time) throw ValueError("is no ISO 8601 time");
  if (time->offset % kSecond != 0 || time->offset <= -kMaxOffset ||
      time->offset >= kMaxOffset) {
    throw ValueError("has an offset that PostgreSQL does not know");
  }
  notes.has_cut_fraction |= time->is_cut;
  out.put_int32(12);
  out.put_int64(time->microseconds);
  out.put_int32(static_cast<std::int32_t>(-time->offset / kSecond));
}

// As uuid_in(): any case, a hyphen behind any four digits or none, braces.
void encode_uuid(const RawValue& value, const Encoding&, Notes&,
                 CopyBuffer& out) {
  constexpr std::size_t kDigits = 32;
  std::string_view text = string_text(value, "a uuid string");
  if (text.size() > 2 && text.front() == '{' && text.back() == '}') {
    text = text.substr(1, text.size() - 2);
  }
  unsigned char bytes[kDigits / 2] = {};
  std::size_t digits = 0;
  for (const char c : text) {
    const bool may_be_hyphen =
        digits > 0 && digits < kDigits && digits % 4 == 0;
    if (c == '-' && may_be_hyphen) continue;
    const int digit = text::hex_value(c);
    if (digit < 0 || digits == kDigits) throw ValueError("is no uuid");
    bytes[digits / 2] =
        static_cast<unsigned char>(bytes[digits / 2] << 4U | digit);
    ++digits;
  }
  if (digits != kDigits) throw ValueError("is no uuid");
  out.put_int32(sizeof(bytes));
  out.put_bytes({reinterpret_cast<const char*>(bytes), sizeof(bytes)});
}

// Base 16 of any case; "0x" or "\x" may stand before it. Of an odd number of
// digits, the first is a byte of its own, as MeltanoLabs' target has it.
void encode_bytea(const RawValue& value, const Encoding& encoding, Notes&,
                  CopyBuffer& out) {
  std::string_view text = string_text(value, "a base16 string");
  for (const std::string_view prefix : {"0x", "\\x"}) {
    if (text.substr(0, prefix.size()) != prefix) continue;
    text.remove_prefix(prefix.size());
    break;
  }
  const std::size_t size = (text.size() + 1) / 2;
  encoding.check_size(size);
  out.put_int32(static_cast<std::int32_t>(size));
  char* place = out.extend(size);
  bool is_low = text.size() % 2 != 0;
  int high = 0;
  for (const char c : text) {
    const int digit = text::hex_value(c);
    if (digit < 0) throw ValueError("is no base16 text");
    if (is_low) *place++ = static_cast<char>(high << 4 | digit);
    high = is_low ? 0 : digit;
    is_low = !is_low;
  }
}

// JSON may write any character as an escape, and .NET does so with '+'.
template <EncodeValue encode>
void reads_escapes(const RawValue& value, const Encoding& encoding,
                   Notes& notes, CopyBuffer& out) {
  if (!value.has_escape || value.kind != Kind::kString) [[likely]] {
    return encode(value, encoding, notes, out);
  }
  std::string scratch;
  RawValue plain = value;
  plain.text = json::unescaped(value, scratch);
  plain.has_escape = false;
  encode(plain, encoding, notes, out);
}

// Text's oid and encoder are those of what no array is read into, and of what
// is loaded as text.
constexpr std::int32_t kTextOid = 25;

using Base = table::BaseType;
using Key = KeyForm;
constexpr std::array<TypeRow, 19> kTypes = {{
    {Base::kSmallint, 21, Key::kSigned, reads_escapes<encode_smallint>},
    {Base::kInteger, 23, Key::kSigned, reads_escapes<encode_integer>},
    {Base::kBigint, 20, Key::kSigned, reads_escapes<encode_bigint>},
    {Base::kNumeric, 1700, Key::kNumeric, reads_escapes<encode_numeric>},
    {Base::kBoolean, 16, Key::kBytes, reads_escapes<encode_boolean>},
    {Base::kText, kTextOid, Key::kText, encode_text},
    {Base::kTimestamp, 1114, Key::kSigned, reads_escapes<encode_timestamp>},
    {Base::kDate, 1082, Key::kSigned, reads_escapes<encode_date>},
    {Base::kTime, 1083, Key::kSigned, reads_escapes<encode_time>},
    {Base::kUuid, 2950, Key::kBytes, reads_escapes<encode_uuid>},
    {Base::kJsonb, 3802, Key::kNone, encode_jsonb},
    {Base::kBytea, 17, Key::kNone, reads_escapes<encode_bytea>},
    {Base::kVarchar, kTextOid, Key::kNone, encode_text},
    {Base::kChar, kTextOid, Key::kNone, encode_text},
    {Base::kTimestampTz, kTextOid, Key::kSigned,
     reads_escapes<encode_timestamp>},
    {Base::kTimeTz, kTextOid, Key::kNone, reads_escapes<encode_time_with_zone>},
    {Base::kReal, kTextOid, Key::kNone, encode_text},
    {Base::kDouble, kTextOid, Key::kNone, encode_text},
    {Base::kOther, kTextOid, Key::kNone, encode_text},
}};

// A row for each type, where it is looked for.
constexpr bool are_complete() {
  for (std::size_t i = 0; i < kTypes.size(); ++i) {
    if (static_cast<std::size_t>(kTypes[i].base) != i) return false;
  }
  return kTypes.back().base == Base::kOther;
}
static_assert(are_complete());

}  // namespace

const TypeRow& row_of(table::BaseType base) {
  return kTypes[static_cast<std::size_t>(base)];
}

EncodeValue encoder_of(const table::ColumnType& type) {
  return type.is_array ? encode_array : row_of(type.base).encode;
}

}  // namespace row
