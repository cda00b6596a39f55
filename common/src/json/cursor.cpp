#include "json/cursor.hpp"

#include <cstring>

#include "json/skip_plain.hpp"
#include "text/concat.hpp"
#include "text/excerpt.hpp"
#include "text/hex.hpp"
#include "text/utf8.hpp"

namespace json {

namespace {

constexpr std::string_view kOpenString = "the text ends within a string";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

void merge(RawValue& whole, const RawValue& part) {
  whole.has_escape |= part.has_escape;
  whole.has_nul |= part.has_nul;
  whole.has_lone_surrogate |= part.has_lone_surrogate;
  whole.has_non_finite |= part.has_non_finite;
}

std::string_view between(const char* begin, const char* end) {
  return {begin, static_cast<std::size_t>(end - begin)};
}

}  // namespace

std::string_view kind_name(Kind kind) {
  switch (kind) {
    case Kind::kNull:
      return "null";
    case Kind::kFalse:
    case Kind::kTrue:
      return "boolean";
    case Kind::kNumber:
      return "number";
    case Kind::kString:
      return "string";
    case Kind::kArray:
      return "array";
    case Kind::kObject:
      break;
  }
  return "object";
}

void Cursor::fail(Fault fault, std::string_view message) const {
  fail_at(at_, fault, message);
}

void Cursor::fail_at(const char* place, Fault fault,
                     std::string_view message) const {
  throw SyntaxError(fault, std::string(message),
                    static_cast<std::size_t>(place - begin_));
}

void Cursor::fail_expecting(Fault fault, std::string_view wanted) const {
  if (at_ >= end_) {
    fail(fault, text::concat("the text ends where ", wanted, " should be"));
  }
  const auto found = std::string_view(at_, 1);
  fail(fault, text::concat('\'', text::excerpt(found), "' where ", wanted,
                           " should be"));
}

RawValue Cursor::value() {
  RawValue value;
  skip_space();
  nested_value(value, 1);
  return value;
}

// Here and below: `value` is a new one, to be filled in.
void Cursor::nested_value(RawValue& value, int depth) {
  switch (*at_) {
    case '"':
      return string(value);
    case '{':
    case '[':
      return container(value, depth);
    case '-':
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7':
    case '8':
    case '9':
      return number(value);
    default:
      return literal(value);
  }
}

void Cursor::string(RawValue& value) {
  const char* const start = at_ + 1;
  unsigned non_ascii = 0;
  const char* end = skip_plain(start, non_ascii);
  while (*end != '"') {
    at_ = end;
    if (at_ >= end_) fail(Fault::kOpenString, kOpenString);
    if (*end != '\\') {
      fail(Fault::kControlCharacter, "a control character within a string");
    }
    escape(value);
    end = skip_plain(at_, non_ascii);
  }
  value.kind = Kind::kString;
  value.text = between(start, end);
  at_ = end + 1;
  if (non_ascii != 0) check_utf8(value.text);
}

void Cursor::escape(RawValue& value) {
  value.has_escape = true;
  switch (at_[1]) {
    case '"':
    case '\\':
    case '/':
    case 'b':
    case 'f':
    case 'n':
    case 'r':
    case 't':
      at_ += 2;
      return;
    case 'u':
      break;
    default:
      if (at_ + 1 >= end_) fail_at(end_, Fault::kOpenString, kOpenString);
      fail(Fault::kEscape, "an unknown escape within a string");
  }
  const unsigned unit = hex4(at_ + 2);
  const char* const next = at_ + 6;
  if (unit == 0) value.has_nul = true;
  if (unit >= 0xD800 && unit <= 0xDFFF) {
    if (unit <= 0xDBFF && next[0] == '\\' && next[1] == 'u') {
      const unsigned low = hex4(next + 2);
      if (low >= 0xDC00 && low <= 0xDFFF) {
        at_ = next + 6;
        return;
      }
    }
    lone_surrogate(value, next);
  }
  at_ = next;
}

// `next` is behind it.
void Cursor::lone_surrogate(RawValue& value, const char* next) {
  value.has_lone_surrogate = true;
  if (!is_strict_) return;
  // The other half may have been cut off.
  const char* const missing = next < end_ && *next == '\\' ? next + 1 : next;
  if (missing >= end_) fail_at(end_, Fault::kOpenString, kOpenString);
  fail(Fault::kLoneSurrogate, "a lone surrogate within a string");
}

unsigned Cursor::hex4(const char* digits) const {
  unsigned unit = 0;
  for (int i = 0; i < 4; ++i) {
    const int value = text::hex_value(digits[i]);
    if (value < 0) {
      const bool is_cut = digits + i >= end_;
      fail_at(is_strict_ && !is_cut ? at_ : digits + i, Fault::kHexDigits,
              "four hexadecimal digits must follow \\u");
    }
    unit = unit << 4U | static_cast<unsigned>(value);
  }
  return unit;
}

void Cursor::check_utf8(std::string_view text) const {
  const std::size_t offset = text::find_invalid_utf8(text);
  if (offset < text.size()) {
    fail_at(text.data() + offset, Fault::kUtf8,
            "invalid UTF-8 within a string");
  }
}

void Cursor::digits(Fault fault) {
  if (!is_digit(*at_)) fail_expecting(fault, "a digit");
  do {
    ++at_;
  } while (is_digit(*at_));
}

void Cursor::number(RawValue& value) {
  const char* const start = at_;
  value.kind = Kind::kNumber;
  value.is_integer = true;
  if (*at_ == '-') ++at_;
  if (*at_ == 'I' && !is_strict_) {
    value.is_integer = false;
    literal(value);
    value.text = between(start, at_);
    return;
  }
  if (*at_ == '0') {
    ++at_;
    if (is_digit(*at_))
      fail(Fault::kLeadingZero, "a number must not begin with 0");
  } else {
    digits(Fault::kValue);
  }
  if (*at_ == '.') {
    value.is_integer = false;
    ++at_;
    digits(Fault::kDigit);
  }
  if (*at_ == 'e' || *at_ == 'E') {
    value.is_integer = false;
    ++at_;
    if (*at_ == '+' || *at_ == '-') ++at_;
    digits(Fault::kDigit);
  }
  value.text = between(start, at_);
}

void Cursor::literal(RawValue& value) {
  struct Literal {
    std::string_view text;
    Kind kind;
    bool is_non_finite;
  };
  static constexpr Literal kLiterals[] = {
      {"null", Kind::kNull, false},      {"true", Kind::kTrue, false},
      {"false", Kind::kFalse, false},    {"NaN", Kind::kNumber, true},
      {"Infinity", Kind::kNumber, true},
  };
  for (const Literal& literal : kLiterals) {
    if (std::memcmp(at_, literal.text.data(), literal.text.size()) != 0) {
      continue;
    }
    if (is_strict_ && literal.is_non_finite) break;
    value.text = between(at_, at_ + literal.text.size());
    value.kind = literal.kind;
    value.has_non_finite = literal.is_non_finite;
    at_ += literal.text.size();
    return;
  }
  if (is_strict_) skip_beginning_of_literal();
  fail_expecting(Fault::kValue, "a JSON value");
}

// A literal is wrong, or cut off, where it is no longer like one.
void Cursor::skip_beginning_of_literal() {
  for (const std::string_view literal : {"null", "true", "false"}) {
    if (*at_ != literal.front()) continue;
    for (const char c : literal) {
      if (*at_ != c) return;
      ++at_;
    }
  }
}

void Cursor::container(RawValue& whole, int depth) {
  if (depth > kMaxDepth) {
    fail(Fault::kNesting,
         text::concat("nested more than ", kMaxDepth, " levels deep"));
  }
  const char* const start = at_;
  const bool is_object = *at_ == '{';
  const char close = is_object ? '}' : ']';
  whole.kind = is_object ? Kind::kObject : Kind::kArray;
  ++at_;
  skip_space();
  if (*at_ != close) {
    for (;;) {
      RawValue part;
      // Of a name in the same place only what it may hold counts.
      if (is_object) name(part);
      skip_space();
      nested_value(part, depth + 1);
      merge(whole, part);
      if (!skip_comma(close)) break;
      skip_space();
    }
  }
  ++at_;
  whole.text = between(start, at_);
}

bool Cursor::skip_comma(char close) {
  skip_space();
  if (*at_ == ',') {
    ++at_;
    return true;
  }
  if (*at_ != close) {
    if (close == '}') fail_expecting(Fault::kCommaInObject, "',' or '}'");
    fail_expecting(Fault::kCommaInArray, "',' or ']'");
  }
  return false;
}

RawValue Cursor::key() {
  RawValue key;
  skip_space();
  name(key);
  return key;
}

void Cursor::name(RawValue& key) {
  if (*at_ != '"') fail_expecting(Fault::kName, "a member's name");
  string(key);
  skip_space();
  if (*at_ != ':') fail_expecting(Fault::kColon, "':'");
  ++at_;
}

bool Cursor::enter(char open, char close) {
  skip_space();
  if (*at_ != open) {
    if (open == '{') fail_expecting(Fault::kObject, "an object");
    fail_expecting(Fault::kArray, "an array");
  }
  ++at_;
  skip_space();
  if (*at_ != close) return true;
  ++at_;
  return false;
}

bool Cursor::next(char close) {
  if (skip_comma(close)) return true;
  ++at_;
  return false;
}

bool Cursor::enter_object() { return enter('{', '}'); }
bool Cursor::next_member() { return next('}'); }
bool Cursor::enter_array() { return enter('[', ']'); }
bool Cursor::next_item() { return next(']'); }

void Cursor::object(std::vector<Member>& members, int depth) {
  if (!enter_object()) return;
  do {
    Member& member = members.emplace_back();
    skip_space();
    name(member.key);
    skip_space();
    nested_value(member.value, depth + 1);
  } while (next('}'));
}

bool Cursor::skip_token(std::string_view token) {
  skip_space();
  if (token.size() > static_cast<std::size_t>(end_ - at_) ||
      std::memcmp(at_, token.data(), token.size()) != 0) {
    return false;
  }
  at_ += token.size();
  return true;
}

bool Cursor::skip_key(std::string_view quoted) {
  if (!skip_token(quoted)) return false;
  skip_space();
  if (*at_ != ':') fail_expecting(Fault::kColon, "':'");
  ++at_;
  return true;
}

void Cursor::expect_end() {
  skip_space();
  if (at_ < end_) fail_expecting(Fault::kMore, "the end of the text");
}

}  // namespace json
