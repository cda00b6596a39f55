#include "mapping/expression/lexer.hpp"

#include <algorithm>

#include "mapping/expression/errors.hpp"
#include "mapping/expression/unicode.hpp"
#include "text/ascii.hpp"
#include "text/concat.hpp"
#include "text/excerpt.hpp"

namespace mapping::expression {

namespace {

bool is_decimal_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex_digit(char c) {
  return is_decimal_digit(c) || (c >= 'a' && c <= 'f') ||
         (c >= 'A' && c <= 'F');
}
bool is_octal_digit(char c) { return c >= '0' && c <= '7'; }
bool is_binary_digit(char c) { return c == '0' || c == '1'; }

bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

// Letters whose normal form is themselves; Python brings names into a normal
// form first, and what it does with others is not done here.
bool is_letter(char32_t point) {
  if (!is_alpha(point) || point > 0x24F) return false;
  constexpr char32_t kOthers[] = {0xAA,  0xB5,  0xBA,  0x132, 0x133, 0x13F,
                                  0x140, 0x149, 0x17F, 0x1C4, 0x1C5, 0x1C6,
                                  0x1C7, 0x1C8, 0x1C9, 0x1CA, 0x1CB, 0x1CC,
                                  0x1F1, 0x1F2, 0x1F3};
  return std::find(std::begin(kOthers), std::end(kOthers), point) ==
         std::end(kOthers);
}

}  // namespace

void Lexer::skip_space() {
  for (;; ++at_) {
    const char c = peek();
    if (c == '\\' &&
        (peek(1) == '\n' || (peek(1) == '\r' && peek(2) == '\n'))) {
      at_ += peek(1) == '\n' ? 1 : 2;
      if (at_ + 1 >= text_.size()) {
        throw SyntaxError("the text ends behind a backslash", at_);
      }
    } else if (c == '#') {
      while (at_ < text_.size() && text_[at_] != '\n') ++at_;
      --at_;
    } else if ((c == '\n' || c == '\r') && depth_ > 0) {
      continue;
    } else if (c != ' ' && c != '\t' && c != '\f') {
      return;
    }
  }
}

bool Lexer::is_finished() {
  for (;;) {
    skip_space();
    if (peek() != '\n' && peek() != '\r') return at_ >= text_.size();
    ++at_;
  }
}

std::size_t Lexer::string_prefix() const {
  std::size_t length = 0;
  while (length < 2 && is_name_start(peek(length))) ++length;
  if (peek(length) != '\'' && peek(length) != '"') return std::string::npos;
  const std::string prefix = text::lower(text_.substr(at_, length));
  constexpr std::string_view kPrefixes[] = {"",   "r",  "u",  "b", "f",
                                            "rb", "br", "rf", "fr"};
  const bool is_known = std::find(std::begin(kPrefixes), std::end(kPrefixes),
                                  prefix) != std::end(kPrefixes);
  return is_known ? length : std::string::npos;
}

Token Lexer::next() {
  skip_space();
  const std::size_t begin = at_;
  if (at_ >= text_.size() || peek() == '\n' || peek() == '\r') {
    return {Token::Kind::kEnd, {}, begin};
  }
  const std::size_t prefix = string_prefix();
  if (prefix != std::string::npos) {
    at_ += prefix;
    const char quote = peek();
    const bool is_triple = peek(1) == quote && peek(2) == quote;
    at_ += is_triple ? 3 : 1;
    return token(Token::Kind::kString, begin);
  }
  if (is_name_start(peek())) return name();
  if (is_decimal_digit(peek()) ||
      (peek() == '.' && is_decimal_digit(peek(1)))) {
    return number();
  }
  return operator_token();
}

Token Lexer::name() {
  const std::size_t begin = at_;
  while (is_name_start(peek()) || is_decimal_digit(peek())) {
    if (static_cast<unsigned char>(peek()) < 0x80) {
      ++at_;
      continue;
    }
    const std::size_t here = at_;
    if (!is_letter(next_point(text_, at_))) {
      throw SyntaxError(
          "a name with this character is not supported: write record['…']",
          here);
    }
  }
  return token(Token::Kind::kName, begin);
}

void Lexer::digits(bool (*is_digit)(char)) {
  if (!is_digit(peek())) throw SyntaxError("a digit is missing", at_);
  while (is_digit(peek()) || (peek() == '_' && is_digit(peek(1)))) ++at_;
}

void Lexer::decimal_number() {
  const std::size_t begin = at_;
  if (peek() != '.') digits(is_decimal_digit);
  bool is_float = false;
  if (peek() == '.') {
    is_float = true;
    ++at_;
    if (is_decimal_digit(peek())) digits(is_decimal_digit);
  }
  const bool has_sign = peek(1) == '+' || peek(1) == '-';
  if ((peek() == 'e' || peek() == 'E') &&
      is_decimal_digit(peek(has_sign ? 2 : 1))) {
    is_float = true;
    at_ += has_sign ? 2 : 1;
    digits(is_decimal_digit);
  }
  const std::string_view text = text_.substr(begin, at_ - begin);
  if (!is_float && text.size() > 1 && text[0] == '0' &&
      text.find_first_not_of("0_") != std::string_view::npos) {
    throw SyntaxError("an integer must not begin with 0", begin);
  }
  if (peek() == 'j' || peek() == 'J') {
    throw SyntaxError("complex numbers are not supported", at_);
  }
}

Token Lexer::number() {
  const std::size_t begin = at_;
  const char kind = text::lower(text_.substr(at_ + 1, 1))[0];
  if (peek() == '0' && (kind == 'x' || kind == 'o' || kind == 'b')) {
    at_ += peek(2) == '_' ? 3 : 2;
    digits(kind == 'x' ? is_hex_digit
                       : (kind == 'o' ? is_octal_digit : is_binary_digit));
  } else {
    decimal_number();
  }
  if (is_name_start(peek()) || is_decimal_digit(peek())) {
    constexpr std::string_view kWords[] = {"and", "else", "for", "if",
                                           "in",  "is",   "not", "or"};
    const std::string_view rest = text_.substr(at_);
    if (std::none_of(std::begin(kWords), std::end(kWords),
                     [&](auto word) { return rest.starts_with(word); })) {
      throw SyntaxError("a number that is none", begin);
    }
  }
  return token(Token::Kind::kNumber, begin);
}

Token Lexer::operator_token() {
  const std::size_t begin = at_;
  constexpr std::string_view kOperators[] = {
      "...", "**", "//", "<<", ">>", "==", "!=", "<=", ">=", "+", "-",
      "*",   "/",  "%",  "&",  "|",  "^",  "~",  "<",  ">",  "(", ")",
      "[",   "]",  "{",  "}",  ",",  ":",  ".",  "=",  "!",  ";", "@"};
  const std::string_view rest = text_.substr(at_);
  for (const std::string_view each : kOperators) {
    if (rest.starts_with(each)) {
      at_ += each.size();
      return token(Token::Kind::kOperator, begin);
    }
  }
  const std::size_t width = points_between(rest, 0, 1).size();
  throw SyntaxError(text::concat("an invalid character '",
                                 text::excerpt(rest.substr(0, width)), '\''),
                    begin);
}

}  // namespace mapping::expression
