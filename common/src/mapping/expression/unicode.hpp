#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace mapping::expression {

// Texts are UTF-8; see Text for halves of surrogate pairs.
std::u32string to_points(std::string_view text);
std::string to_utf8(std::u32string_view points);
void append_utf8(std::string& out, char32_t point);

// The character at `at`, which moves behind it.
char32_t next_point(std::string_view text, std::size_t& at);

// How many characters.
std::size_t count_points(std::string_view text);
bool is_ascii(std::string_view text);
// The text's characters from `begin` to `end`.
std::string_view points_between(std::string_view text, std::size_t begin,
                                std::size_t end);
// Throws EvaluationError where there is half of a surrogate pair.
void require_utf8(std::string_view text);

// Of one character, as Python's methods of str of the same name.
bool is_alpha(char32_t point);
bool is_decimal(char32_t point);
bool is_digit(char32_t point);
bool is_numeric(char32_t point);
bool is_space(char32_t point);
bool is_printable(char32_t point);
bool is_lower(char32_t point);
bool is_upper(char32_t point);
bool is_title(char32_t point);
bool is_alnum(char32_t point);
bool is_cased(char32_t point);
// 0 to 9, or -1.
int decimal_digit(char32_t point);

std::string lower(std::string_view text);
std::string upper(std::string_view text);
std::string title(std::string_view text);
std::string capitalized(std::string_view text);
std::string swapped_case(std::string_view text);
std::string casefolded(std::string_view text);

// Without white space at its ends.
std::string_view strip(std::string_view text);
std::string_view strip_left(std::string_view text);
std::string_view strip_right(std::string_view text);

}  // namespace mapping::expression
