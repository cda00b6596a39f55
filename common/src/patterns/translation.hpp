#pragma once

#include <string>
#include <string_view>

namespace patterns {

// A regular expression in PCRE2's syntax (UTF), to be compiled with
// PCRE2_ALT_CIRCUMFLEX, newlines as LF and surrogate escapes allowed.
//
// It holds callouts, (?C), behind all that can be matched in more than one way:
// between two of them the matcher only moves forward.
struct Translation {
  std::string expression;
  // Neither looks around, nor refers to a group, nor forbids to go back into
  // one: all ways to match it can be followed at once.
  bool is_regular = true;
  // Holds (?=…). PCRE2 10.42 does not find (?=a)b?a in "a": it takes the first
  // a for a character of its own, and must not look for characters beforehand.
  bool looks_ahead = false;
};

// Stands in no other place of an expression: literals are written as escapes.
inline constexpr std::string_view kCallout = "(?C)";

// Translates what Python's re understands: escapes and classes are written out,
// groups lose their names. Throws NotSupported, and std::invalid_argument for
// what re.compile() refuses.
Translation to_pcre2(std::string_view expression);

}  // namespace patterns
