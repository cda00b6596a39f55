#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace mapping::expression {

struct Token {
  enum class Kind : std::uint8_t {
    kName,  // keywords too
    kNumber,
    kString,  // its prefix and first quotes; the rest is read by StringReader
    kOperator,
    kEnd,  // of the text, or of a line that is not within brackets
  };
  Kind kind = Kind::kEnd;
  std::string_view text;
  std::size_t offset = 0;
};

// Python's tokens, one at a time; throws SyntaxError.
class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  // Reads the next token. Within brackets (see enter()) lines go on.
  Token next();

  std::string_view text() const { return text_; }
  std::size_t position() const { return at_; }
  void set_position(std::size_t at) { at_ = at; }

  void enter() { ++depth_; }
  void leave() { --depth_; }

  // Only blank lines and comments are left.
  bool is_finished();

 private:
  void skip_space();
  Token name();
  void decimal_number();
  Token number();
  Token operator_token();
  std::size_t string_prefix() const;
  void digits(bool (*is_digit)(char));
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  Token token(Token::Kind kind, std::size_t begin) const {
    return {kind, text_.substr(begin, at_ - begin), begin};
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

}  // namespace mapping::expression
