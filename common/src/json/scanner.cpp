#include "json/scanner.hpp"

#include <cstdint>
#include <cstring>

#include "json/document.hpp"
#include "json/last_members.hpp"
#include "json/nesting.hpp"
#include "text/concat.hpp"
#include "text/hex.hpp"

namespace json {

namespace {

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Which of the eight bytes end a run of plain string characters: a quote, a
// backslash or a control character. Bytes above the first hit may be marked by
// mistake (the subtraction borrows), never one below it.
std::uint64_t string_stops(std::uint64_t word) {
  constexpr std::uint64_t kOnes = 0x0101010101010101ULL;
  constexpr std::uint64_t kHighs = 0x8080808080808080ULL;
  const std::uint64_t quotes = word ^ (kOnes * '"');
  const std::uint64_t slashes = word ^ (kOnes * '\\');
  return (((quotes - kOnes) & ~quotes) | ((slashes - kOnes) & ~slashes) |
          ((word - kOnes * 0x20) & ~word)) &
         kHighs;
}

// The bytes are read little end first, so the lowest mark is the first byte.
static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__);

// Walks over a text. Each step returns whether it succeeded; if not, the
// outcome says why and the walk is over.
class Walk {
 public:
  Walk(std::string_view text, std::size_t begin)
      : begin_(text.data()), at_(begin_ + begin), end_(begin_ + text.size()) {}

  bool value(int depth) {
    if (at_ == end_) return false;
    switch (*at_) {
      case '{':
        return object(depth, nullptr);
      case '[':
        return array(depth, nullptr);
      case '"':
        return string();
      case 't':
        return literal("true");
      case 'f':
        return literal("false");
      case 'n':
        return literal("null");
      default:
        return number();
    }
  }

  bool object(int depth, std::vector<TextMember>* members) {
    if (depth >= kMaxDepth) return fail("nested too deep");
    ++at_;
    if (!spaces()) return false;
    if (*at_ == '}') return step();
    for (;;) {
      if (*at_ != '"') return fail("a member's name in quotes expected");
      TextMember member;
      if (!name(member) || !spaces()) return false;
      const char* const value_begin = at_;
      if (!value(depth + 1)) return false;
      if (members != nullptr) {
        member.value = view(value_begin);
        members->push_back(member);
      }
      if (!spaces()) return false;
      if (*at_ == '}') return step();
      if (*at_ != ',') return fail("',' or '}' expected");
      ++at_;
      if (!spaces()) return false;
    }
  }

  bool array(int depth, std::vector<std::string_view>* elements) {
    if (depth >= kMaxDepth) return fail("nested too deep");
    ++at_;
    if (!spaces()) return false;
    if (*at_ == ']') return step();
    for (;;) {
      const char* const value_begin = at_;
      if (!value(depth + 1)) return false;
      if (elements != nullptr) elements->push_back(view(value_begin));
      if (!spaces()) return false;
      if (*at_ == ']') return step();
      if (*at_ != ',') return fail("',' or ']' expected");
      ++at_;
      if (!spaces()) return false;
    }
  }

  // A name and its colon.
  bool name(TextMember& member) {
    const char* const name_begin = at_ + 1;
    if (!string()) return false;
    member.key = {name_begin, static_cast<std::size_t>(at_ - name_begin - 1)};
    if (!spaces()) return false;
    if (*at_ != ':') return fail("':' expected");
    ++at_;
    return true;
  }

  // Skips white space; false when the text ends with it.
  bool spaces() {
    if (at_ != end_ && *at_ > ' ') return true;
    while (at_ != end_ && is_space(*at_)) {
      is_spaced_ = true;
      ++at_;
    }
    return at_ != end_;
  }

  char peek() const { return *at_; }
  bool step() {
    ++at_;
    return true;
  }

  Scan result(bool succeeded) const {
    Scan scan;
    scan.end = static_cast<std::size_t>(at_ - begin_);
    scan.is_spaced = is_spaced_;
    scan.fault = fault_;
    if (succeeded) {
      scan.outcome = Scan::Outcome::kComplete;
    } else if (!fault_.empty()) {
      scan.outcome = Scan::Outcome::kInvalid;
    }
    return scan;
  }

  std::string_view view(const char* from) const {
    return {from, static_cast<std::size_t>(at_ - from)};
  }
  const char* position() const { return at_; }

 private:
  bool fail(std::string_view fault) {
    fault_ = fault;
    return false;
  }

  bool string() {
    ++at_;
    for (;;) {
      std::uint64_t word = 0;
      while (end_ - at_ >= 8) {
        std::memcpy(&word, at_, sizeof(word));
        const std::uint64_t stops = string_stops(word);
        if (stops != 0) {
          at_ += __builtin_ctzll(stops) / 8;
          break;
        }
        at_ += 8;
      }
      if (at_ == end_) return false;
      if (*at_ == '"') return step();
      if (*at_ == '\\') {
        if (!escape()) return false;
      } else if (static_cast<unsigned char>(*at_) < 0x20) {
        return fail("a control character in a string");
      } else {
        ++at_;
      }
    }
  }

  bool escape() {
    if (end_ - at_ < 2) return false;
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
        return true;
      case 'u':
        return unicode_escape();
      default:
        return fail("an unknown escape in a string");
    }
  }

  // \uXXXX, or the two of them that make a surrogate pair.
  bool unicode_escape() {
    unsigned first = 0;
    if (!hex4(at_ + 2, first)) return false;
    if (first >= 0xDC00 && first <= 0xDFFF) return fail("a lone surrogate");
    if (first < 0xD800 || first > 0xDBFF) {
      at_ += 6;
      return true;
    }
    if (end_ - at_ < 8) return false;
    unsigned second = 0;
    if (at_[6] != '\\' || at_[7] != 'u') return fail("a lone surrogate");
    if (!hex4(at_ + 8, second)) return false;
    if (second < 0xDC00 || second > 0xDFFF) return fail("a lone surrogate");
    at_ += 12;
    return true;
  }

  bool hex4(const char* from, unsigned& code) {
    for (int i = 0; i < 4; ++i, ++from) {
      if (from >= end_) return false;
      const int digit = text::hex_value(*from);
      if (digit < 0) return fail("four hexadecimal digits expected");
      code = code * 16 + static_cast<unsigned>(digit);
    }
    return true;
  }

  bool literal(std::string_view word) {
    for (const char c : word) {
      if (at_ == end_) return false;
      if (*at_ != c) return fail("a value expected");
      ++at_;
    }
    return true;
  }

  bool digits() {
    if (at_ == end_) return false;
    if (!is_digit(*at_)) return fail("a digit expected");
    while (at_ != end_ && is_digit(*at_)) ++at_;
    return at_ != end_;
  }

  bool number() {
    if (*at_ == '-') ++at_;
    if (at_ == end_) return false;
    if (*at_ == '0') {
      if (++at_ == end_) return false;
      if (is_digit(*at_)) return fail("a number with a leading zero");
    } else if (!is_digit(*at_)) {
      return fail("a value expected");
    } else if (!digits()) {
      return false;
    }
    if (*at_ == '.') {
      ++at_;
      if (!digits()) return false;
    }
    if (*at_ == 'e' || *at_ == 'E') {
      ++at_;
      if (at_ != end_ && (*at_ == '+' || *at_ == '-')) ++at_;
      if (!digits()) return false;
    }
    return true;
  }

  const char* begin_;
  const char* at_;
  const char* end_;
  bool is_spaced_ = false;
  std::string_view fault_;
};

bool is_named(const TextMember& member, std::string_view key) {
  if (member.key.find('\\') == std::string_view::npos) {
    return member.key == key;
  }
  return unescape(member.key) == key;
}

// Whether another member of that name may follow: quickly told, as it hardly
// ever does and all of the rest would have to be walked through.
bool may_hold_name(std::string_view rest, std::string_view key) {
  return rest.find(key) != std::string_view::npos ||
         rest.find('\\') != std::string_view::npos;
}

}  // namespace

Scan scan_value(std::string_view text, std::size_t begin) {
  Walk walk(text, begin);
  return walk.result(walk.value(0));
}

Scan scan_object(std::string_view text, std::size_t begin,
                 std::vector<TextMember>& members) {
  members.clear();
  Walk walk(text, begin);
  return walk.result(walk.object(0, &members));
}

std::optional<TextMember> find_member(std::string_view object,
                                      std::string_view key) {
  std::optional<TextMember> found;
  if (object.empty() || object.front() != '{') return found;
  Walk walk(object, 0);
  walk.step();
  while (walk.spaces() && walk.peek() == '"') {
    TextMember member;
    if (!walk.name(member) || !walk.spaces()) return found;
    const char* const value_begin = walk.position();
    if (!walk.value(0)) return found;
    if (is_named(member, key)) {
      member.value = walk.view(value_begin);
      found = member;
      const auto read =
          static_cast<std::size_t>(walk.position() - object.data());
      if (!may_hold_name(object.substr(read), key)) return found;
    }
    if (!walk.spaces() || walk.peek() != ',') return found;
    walk.step();
  }
  return found;
}

std::vector<TextMember> members_of(std::string_view object) {
  std::vector<TextMember> members;
  if (!object.empty() && object.front() == '{') {
    Walk(object, 0).object(0, &members);
    keep_last_members(members);
  }
  return members;
}

std::vector<std::string_view> elements_of(std::string_view array) {
  std::vector<std::string_view> elements;
  if (!array.empty() && array.front() == '[') {
    Walk(array, 0).array(0, &elements);
  }
  return elements;
}

void append_compact(std::string& out, std::string_view value) {
  bool in_string = false;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const char c = value[i];
    if (in_string) {
      out += c;
      if (c == '\\') {
        out += value[++i];
      } else if (c == '"') {
        in_string = false;
      }
    } else if (!is_space(c)) {
      out += c;
      in_string = c == '"';
    }
  }
}

std::string unescape(std::string_view string) {
  const Document document = parse(text::concat('"', string, '"'), "a string");
  return std::string(string_view(document));
}

}  // namespace json
