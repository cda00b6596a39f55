#pragma once

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace patterns {

// An expression that Python's re takes and that cannot be had here: \N{name},
// (?a) together with (?i), a repetition of more than 65,535, one that PCRE2 has
// no room for.
class NotSupported : public std::invalid_argument {
 public:
  using std::invalid_argument::invalid_argument;
};

// More than are taken for a text of its size: a search ends, in time that grows
// with the text alone.
class TooManySteps : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// A regular expression with the meaning it has in Python's re, found by
// re.search(): anywhere in a text. Matched by PCRE2.
class Pattern {
 public:
  // Throws NotSupported, and std::invalid_argument for what re.compile()
  // refuses too; both say why.
  explicit Pattern(std::string_view expression);
  Pattern(Pattern&&) noexcept;
  Pattern& operator=(Pattern&&) noexcept;
  ~Pattern();

  // `text` is well-formed UTF-8: that is not checked again. Throws
  // TooManySteps.
  bool is_found_in(std::string_view text) const;

 private:
  struct Compiled;

  // Nothing when it would take too much.
  std::optional<bool> is_found_at_once(std::string_view text) const;

  std::string expression_;   // PCRE2's
  bool is_regular_ = false;  // see Translation
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace patterns
