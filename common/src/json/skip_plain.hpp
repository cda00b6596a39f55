#pragma once

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace json {

// Skips what may stand in a string as it is: stops at a quote, a backslash or a
// control character ('\n' is behind every text). Tells of bytes above 0x7F by a
// number that is not 0.
inline const char* skip_plain(const char* at, unsigned& non_ascii) {
#if defined(__SSE2__)
  const __m128i quote = _mm_set1_epi8('"');
  const __m128i backslash = _mm_set1_epi8('\\');
  const __m128i last_control = _mm_set1_epi8(0x1F);
  for (;; at += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    const __m128i is_control =
        _mm_cmpeq_epi8(_mm_min_epu8(bytes, last_control), bytes);
    const __m128i is_special =
        _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, quote),
                                  _mm_cmpeq_epi8(bytes, backslash)),
                     is_control);
    const auto special = static_cast<unsigned>(_mm_movemask_epi8(is_special));
    const auto high = static_cast<unsigned>(_mm_movemask_epi8(bytes));
    if (special != 0) {
      // Of those above the lowest of `special` none is in both.
      non_ascii |= high & (special - 1U);
      return at + __builtin_ctz(special);
    }
    non_ascii |= high;
  }
#else
  for (;; ++at) {
    const auto byte = static_cast<unsigned char>(*at);
    if (byte == '"' || byte == '\\' || byte < 0x20) return at;
    non_ascii |= byte & 0x80U;
  }
#endif
}

}  // namespace json
