#include "row/numeric.hpp"

#include <algorithm>
#include <cstdint>

#include "row/value_error.hpp"

namespace row {

namespace {

// numeric.c: NUMERIC_DSCALE_MASK, and weights are 16-bit.
constexpr std::int64_t kMaxScale = 0x3FFF;
constexpr std::int64_t kMaxWeight = 0x7FFF;
constexpr std::int64_t kGroupDigits = 4;

constexpr std::int16_t kNegative = 0x4000;
constexpr auto kNan = static_cast<std::int16_t>(0xC000);
constexpr auto kInfinity = static_cast<std::int16_t>(0xD000);
constexpr auto kMinusInfinity = static_cast<std::int16_t>(0xF000);
// Means nothing, but is what numeric_send() writes there.
constexpr std::int64_t kInfinityScale = 0x20;

// Rounds towards minus infinity, unlike '/'.
std::int64_t floor_divide(std::int64_t a, std::int64_t b) {
  return a >= 0 ? a / b : -((-a + b - 1) / b);
}

void put_head(std::int64_t groups, std::int64_t weight, std::int16_t sign,
              std::int64_t scale, CopyBuffer& out) {
  out.put_int16(static_cast<std::int16_t>(groups));
  out.put_int16(static_cast<std::int16_t>(weight));
  out.put_int16(sign);
  out.put_int16(static_cast<std::int16_t>(scale));
}

}  // namespace

void put_decimal(const json::Decimal& decimal, CopyBuffer& out) {
  // Zeros at the end may go, digits may not.
  if (decimal.count - decimal.point > kMaxScale) {
    throw ValueError("has more than 16383 digits behind the point");
  }
  const std::int64_t scale = std::min(decimal.scale, kMaxScale);
  if (decimal.count == 0) {
    put_head(0, 0, 0, scale, out);
    return;
  }
  const std::int64_t weight = floor_divide(decimal.point - 1, kGroupDigits);
  if (weight > kMaxWeight) {
    throw ValueError("has more than 131072 digits before the point");
  }
  // Digits in the first group, and groups in all.
  std::int64_t left = decimal.point - weight * kGroupDigits;
  const std::int64_t groups =
      1 + std::max<std::int64_t>(decimal.count - left + kGroupDigits - 1, 0) /
              kGroupDigits;
  put_head(groups, weight, decimal.is_negative ? kNegative : 0, scale, out);
  int group = 0;
  for (const char c : decimal.digits) {
    if (c == '.') continue;
    group = group * 10 + (c - '0');
    if (--left > 0) continue;
    out.put_int16(static_cast<std::int16_t>(group));
    group = 0;
    left = kGroupDigits;
  }
  if (left == kGroupDigits) return;
  for (; left > 0; --left) group *= 10;
  out.put_int16(static_cast<std::int16_t>(group));
}

void put_non_finite(NonFinite value, CopyBuffer& out) {
  switch (value) {
    case NonFinite::kNan:
      return put_head(0, 0, kNan, 0, out);
    case NonFinite::kInfinity:
      return put_head(0, 0, kInfinity, kInfinityScale, out);
    case NonFinite::kMinusInfinity:
      return put_head(0, 0, kMinusInfinity, kInfinityScale, out);
  }
}

bool fits(const json::Decimal& decimal, int precision, int scale) {
  return decimal.count == 0 || (decimal.point <= precision - scale &&
                                decimal.count - decimal.point <= scale);
}

}  // namespace row
