#include "schema/pattern_parser.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <utility>

#include "schema/code_points.hpp"
#include "text/hex.hpp"

namespace schema {

namespace {

using Operation = Pattern::Operation;
using Code = std::vector<Pattern::Instruction>;
using Class = Pattern::CharacterClass;

constexpr std::uint32_t kLast = 0x10FFFF;

// Bounds what {m,n} may blow up, and so the time per character: at the worst,
// each instruction is looked at for each (5 ns; 1 ms for 100 characters).
constexpr std::size_t kMaxInstructions = 2'000;
constexpr int kMaxNesting = 100;

std::vector<Pattern::Range> digits() { return {{'0', '9'}}; }
std::vector<Pattern::Range> spaces() { return {{'\t', '\r'}, {' ', ' '}}; }
std::vector<Pattern::Range> word_characters() {
  return {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}, {0x80, kLast}};
}

// What is not in `ranges`, which are in order.
std::vector<Pattern::Range> inverse(const std::vector<Pattern::Range>& ranges) {
  std::vector<Pattern::Range> result;
  std::uint32_t next = 0;
  for (const auto& range : ranges) {
    if (range.first > next) result.push_back({next, range.first - 1});
    next = range.last + 1;
  }
  if (next <= kLast) result.push_back({next, kLast});
  return result;
}

// The class that \d, \W, … stand for.
std::optional<std::vector<Pattern::Range>> class_escape(std::uint32_t letter) {
  switch (letter) {
    case 'd':
      return digits();
    case 'D':
      return inverse(digits());
    case 's':
      return spaces();
    case 'S':
      return inverse(spaces());
    case 'w':
      return word_characters();
    case 'W':
      return inverse(word_characters());
    default:
      return std::nullopt;
  }
}

// Recursive descent; each method returns code whose jumps are relative to its
// own begin, and that goes on behind its end.
class Parser {
 public:
  explicit Parser(std::string_view expression)
      : points_(code_points(expression)) {}

  Program parse() {
    Code code = alternatives(0);
    if (at_ < points_.size()) fail("an unmatched ')'");
    code.push_back({Operation::kMatch, 0, 0});
    program_.instructions = std::move(code);
    return std::move(program_);
  }

 private:
  [[noreturn]] static void fail(const char* reason) {
    throw std::invalid_argument(reason);
  }

  bool is_at_end() const { return at_ == points_.size(); }
  bool next_is(char c) const {
    return !is_at_end() && points_[at_] == static_cast<unsigned char>(c);
  }
  bool skip(char c) {
    if (!next_is(c)) return false;
    ++at_;
    return true;
  }
  std::uint32_t take() {
    if (is_at_end()) fail("it ends too early");
    return points_[at_++];
  }

  static void append(Code& target, const Code& part) {
    if (target.size() + part.size() > kMaxInstructions) fail("it is too large");
    const auto offset = static_cast<std::uint32_t>(target.size());
    for (Pattern::Instruction instruction : part) {
      if (instruction.operation == Operation::kSplit) {
        instruction.a += offset;
        instruction.b += offset;
      } else if (instruction.operation == Operation::kJump) {
        instruction.a += offset;
      }
      target.push_back(instruction);
    }
  }

  static std::uint32_t size_of(const Code& code) {
    return static_cast<std::uint32_t>(code.size());
  }

  Code alternatives(int depth) {
    if (depth > kMaxNesting) fail("it is nested too deep");
    Code code = sequence(depth);
    while (skip('|')) {
      const Code right = sequence(depth);
      Code both = {{Operation::kSplit, 1, size_of(code) + 2}};
      append(both, code);
      both.push_back({Operation::kJump, size_of(both) + 1 + size_of(right), 0});
      append(both, right);
      code = std::move(both);
    }
    return code;
  }

  Code sequence(int depth) {
    Code code;
    while (!is_at_end() && !next_is('|') && !next_is(')')) {
      append(code, quantified(atom(depth)));
    }
    return code;
  }

  Code atom(int depth) {
    const std::uint32_t point = take();
    switch (point) {
      case '(':
        return group(depth);
      case '[':
        return one_of(bracket());
      case '.':
        return one_of({{{'\n', '\n'}}, true});
      case '^':
        return {{Operation::kBegin, 0, 0}};
      case '$':
        return {{Operation::kEnd, 0, 0}};
      case '\\':
        return escape();
      case '*':
      case '+':
      case '?':
        fail("nothing to repeat");
      default:
        return one_of({{{point, point}}, false});
    }
  }

  Code group(int depth) {
    if (skip('?')) {
      if (skip('P')) {
        if (!skip('<')) fail("a group of a kind that is not supported");
        while (take() != '>') {
        }
      } else if (!skip(':')) {
        fail("look-around and flags are not supported");
      }
    }
    Code code = alternatives(depth + 1);
    if (!skip(')')) fail("a ')' is missing");
    return code;
  }

  Code one_of(Class characters) {
    program_.classes.push_back(std::move(characters));
    return {{Operation::kCharacter,
             static_cast<std::uint32_t>(program_.classes.size() - 1), 0}};
  }

  Code escape() {
    const std::uint32_t letter = take();
    if (letter == 'b') return {{Operation::kBoundary, 0, 0}};
    if (letter == 'B') return {{Operation::kNoBoundary, 0, 0}};
    if (letter == 'A') return {{Operation::kBegin, 0, 0}};
    if (auto ranges = class_escape(letter)) {
      return one_of({std::move(*ranges), false});
    }
    const std::uint32_t point = escaped_point(letter);
    return one_of({{{point, point}}, false});
  }

  // The character that an escape stands for.
  std::uint32_t escaped_point(std::uint32_t letter) {
    switch (letter) {
      case 'n':
        return '\n';
      case 't':
        return '\t';
      case 'r':
        return '\r';
      case 'f':
        return '\f';
      case 'v':
        return '\v';
      case '0':
        return 0;
      case 'x':
        return hexadecimal(2);
      case 'u':
        return hexadecimal(4);
      default:
        break;
    }
    const bool is_letter_or_digit = (letter >= '0' && letter <= '9') ||
                                    (letter >= 'a' && letter <= 'z') ||
                                    (letter >= 'A' && letter <= 'Z');
    if (is_letter_or_digit) fail("an escape that is not supported");
    return letter;
  }

  std::uint32_t hexadecimal(int count) {
    std::uint32_t value = 0;
    for (; count > 0; --count) {
      const std::uint32_t c = take();
      const int digit = c < 0x80 ? text::hex_value(static_cast<char>(c)) : -1;
      if (digit < 0) fail("hexadecimal digits are missing");
      value = value << 4U | static_cast<std::uint32_t>(digit);
    }
    return value;
  }

  Class bracket() {
    Class result;
    result.is_negated = skip('^');
    bool is_first = true;
    while (is_first || !next_is(']')) {
      is_first = false;
      std::uint32_t first = take();
      if (first == '\\') {
        const std::uint32_t letter = take();
        if (const auto ranges = class_escape(letter)) {
          result.ranges.insert(result.ranges.end(), ranges->begin(),
                               ranges->end());
          continue;
        }
        first = letter == 'b' ? '\b' : escaped_point(letter);
      }
      result.ranges.push_back({first, range_end(first)});
    }
    ++at_;
    return result;
  }

  // What follows a '-' in a class; the first itself when there is none.
  std::uint32_t range_end(std::uint32_t first) {
    const bool is_range =
        next_is('-') && at_ + 1 < points_.size() && points_[at_ + 1] != ']';
    if (!is_range) return first;
    ++at_;
    std::uint32_t last = take();
    if (last == '\\') last = escaped_point(take());
    if (last < first) fail("a range in a class is the wrong way round");
    return last;
  }

  Code quantified(Code code) {
    int minimum = 1;
    std::optional<int> maximum = 1;
    if (skip('*')) {
      minimum = 0;
      maximum.reset();
    } else if (skip('+')) {
      maximum.reset();
    } else if (skip('?')) {
      minimum = 0;
    } else if (!counts(minimum, maximum)) {
      return code;
    }
    skip('?');  // lazy: the same texts match
    if (next_is('*') || next_is('+') || next_is('?')) fail("nothing to repeat");
    return repeated(code, minimum, maximum);
  }

  // {2}, {2,}, {2,5}, {,5}; anything else is literal, as in Python.
  bool counts(int& minimum, std::optional<int>& maximum) {
    const std::size_t start = at_;
    if (!skip('{')) return false;
    const std::optional<int> low = count();
    std::optional<int> high = low;
    if (skip(',')) high = count();
    const bool is_valid = skip('}') && at_ - start > 2 + (low ? 0U : 1U);
    if (!is_valid) {
      at_ = start;
      return false;
    }
    minimum = low.value_or(0);
    maximum = high;
    if (maximum && *maximum < minimum)
      fail("a repetition is below its minimum");
    return true;
  }

  std::optional<int> count() {
    std::optional<int> value;
    while (!is_at_end() && points_[at_] >= '0' && points_[at_] <= '9') {
      value = value.value_or(0) * 10 + static_cast<int>(take() - '0');
      if (*value > static_cast<int>(kMaxInstructions)) fail("it is too large");
    }
    return value;
  }

  static Code repeated(const Code& once, int minimum,
                       std::optional<int> maximum) {
    Code code;
    for (int i = 0; i < minimum; ++i) append(code, once);
    if (!maximum) {
      Code loop = {{Operation::kSplit, 1, size_of(once) + 2}};
      append(loop, once);
      loop.push_back({Operation::kJump, 0, 0});
      append(code, loop);
      return code;
    }
    // Each of the optional ones leads to the next or behind the last of them:
    // never through all that are left, one by one.
    std::vector<std::uint32_t> splits;
    for (int i = minimum; i < *maximum; ++i) {
      splits.push_back(size_of(code));
      code.push_back({Operation::kSplit, size_of(code) + 1, 0});
      append(code, once);
    }
    for (const std::uint32_t split : splits) code[split].b = size_of(code);
    return code;
  }

  std::vector<std::uint32_t> points_;
  std::size_t at_ = 0;
  Program program_;
};

}  // namespace

Program parse_pattern(std::string_view expression) {
  return Parser(expression).parse();
}

}  // namespace schema
