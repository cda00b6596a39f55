#pragma once

#include <cstdint>
#include <span>

// What Unicode 14 says of characters, as Python 3.11 has it; written by
// unicode_tables.py.
namespace mapping::expression::unicode_tables {

// Every `stride`-th character from `begin` to `end`.
struct Run {
  std::uint32_t begin;
  std::uint32_t end;
  std::uint32_t stride;
};

// Every `stride`-th character from `begin` to `end` becomes the one that is
// `distance` behind it.
struct Shift {
  std::uint32_t begin;
  std::uint32_t end;
  std::uint32_t stride;
  std::int32_t distance;
};

// One character that becomes several, those behind them 0.
struct Special {
  std::uint32_t from;
  std::uint32_t to[3];
};

// In ascending order, each.
extern const std::span<const Run> kAlpha;
extern const std::span<const Run> kDecimal;  // each from a digit 0 on
extern const std::span<const Run> kDigit;
extern const std::span<const Run> kNumeric;
extern const std::span<const Run> kSpace;
extern const std::span<const Run> kUnprintable;
extern const std::span<const Run> kLower;
extern const std::span<const Run> kUpper;
extern const std::span<const Run> kTitle;  // Lt alone
extern const std::span<const Run> kCaseIgnorable;

extern const std::span<const Shift> kToLower;
extern const std::span<const Shift> kToUpper;
extern const std::span<const Shift> kToTitle;
extern const std::span<const Shift> kToFolded;
extern const std::span<const Special> kToLowerSpecial;
extern const std::span<const Special> kToUpperSpecial;
extern const std::span<const Special> kToTitleSpecial;
extern const std::span<const Special> kToFoldedSpecial;

}  // namespace mapping::expression::unicode_tables
