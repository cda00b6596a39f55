#include "mapping/name_pattern.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

#include "text/code_points.hpp"

namespace mapping {

namespace {

std::u32string characters_of(std::string_view utf8) {
  std::u32string out;
  while (!utf8.empty()) {
    out += static_cast<char32_t>(text::take_code_point(utf8));
  }
  return out;
}

// Where the set that opens at `open` closes; npos when it does not, and the
// bracket stands for itself. A bracket right at the beginning is in the set.
std::size_t closing_bracket(const std::u32string& pattern, std::size_t open) {
  std::size_t at = open + 1;
  if (at < pattern.size() && pattern[at] == U'!') ++at;
  if (at < pattern.size() && pattern[at] == U']') ++at;
  return pattern.find(U']', at);
}

bool is_in_set(char32_t c, const std::u32string& pattern, std::size_t open,
               std::size_t close) {
  std::size_t at = open + 1;
  const bool is_negated = pattern[at] == U'!';
  if (is_negated) ++at;
  bool is_in = false;
  while (at < close) {
    if (at + 2 < close && pattern[at + 1] == U'-') {
      is_in = is_in || (pattern[at] <= c && c <= pattern[at + 2]);
      at += 3;
    } else {
      is_in = is_in || pattern[at] == c;
      ++at;
    }
  }
  return is_in != is_negated;
}

class Matcher {
 public:
  Matcher(const std::u32string& name, const std::u32string& pattern)
      : name_(name), pattern_(pattern) {}

  // Goes back to the last star alone: an earlier one need not take more.
  bool run() {
    std::size_t at = 0;
    std::size_t place = 0;
    std::size_t star = std::u32string::npos;
    std::size_t star_at = 0;
    while (at < name_.size()) {
      if (place < pattern_.size() && pattern_[place] == U'*') {
        star = place++;
        star_at = at;
      } else if (place < pattern_.size() && takes_one(at, place)) {
        ++at;
      } else if (star != std::u32string::npos) {
        place = star + 1;
        at = ++star_at;
      } else {
        return false;
      }
    }
    while (place < pattern_.size() && pattern_[place] == U'*') ++place;
    return place == pattern_.size();
  }

 private:
  // Whether what stands at `place`, no star, takes the character; moves it.
  bool takes_one(std::size_t at, std::size_t& place) const {
    if (pattern_[place] == U'[') {
      const std::size_t close = closing_bracket(pattern_, place);
      if (close != std::u32string::npos) {
        if (!is_in_set(name_[at], pattern_, place, close)) return false;
        place = close + 1;
        return true;
      }
    }
    if (pattern_[place] != U'?' && pattern_[place] != name_[at]) return false;
    ++place;
    return true;
  }

  const std::u32string& name_;
  const std::u32string& pattern_;
};

}  // namespace

bool matches(std::string_view name, std::string_view pattern) {
  return Matcher(characters_of(name), characters_of(pattern)).run();
}

}  // namespace mapping
