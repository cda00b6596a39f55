#pragma once

namespace json {

// Objects and arrays within each other; more are refused, so that recursion
// over a value is safe.
inline constexpr int kMaxDepth = 500;

}  // namespace json
