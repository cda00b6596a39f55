#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace patterns {

// What re.compile() refuses, too; the words are Python's.
[[noreturn]] inline void refuse(const std::string& reason) {
  throw std::invalid_argument(reason);
}

// Walks over the characters of an expression.
class ExpressionReader {
 public:
  explicit ExpressionReader(std::string_view expression);

  bool is_at_end() const { return at_ == points_.size(); }
  bool next_is(char c) const {
    return !is_at_end() && points_[at_] == static_cast<unsigned char>(c);
  }
  bool next_is_one_of(std::string_view characters) const;
  bool skip(char c);
  // Refuses an expression that ends here.
  std::uint32_t take();
  // Up to, and without, the end; refuses what has none, or nothing before it.
  std::vector<std::uint32_t> take_until(char end);

  std::size_t position() const { return at_; }
  void go_back_to(std::size_t position) { at_ = position; }

  // Digits of a base, no more than `most` of them; nothing when there is none.
  // Stops growing beyond what fits.
  std::optional<std::uint64_t> number(unsigned base, std::size_t most);
  // Exactly so many digits.
  std::uint32_t hexadecimal(std::size_t count);

 private:
  std::vector<std::uint32_t> points_;
  std::size_t at_ = 0;
};

}  // namespace patterns
