// Strings, f-strings and their escapes.
#include "mapping/expression/containers.hpp"
#include "mapping/expression/errors.hpp"
#include "mapping/expression/parser.hpp"
#include "mapping/expression/unicode.hpp"
#include "text/ascii.hpp"
#include "text/concat.hpp"
#include "text/hex.hpp"

namespace mapping::expression {

namespace {

class Decoder {
 public:
  Decoder(std::string_view source, bool is_bytes, std::size_t offset)
      : source_(source), is_bytes_(is_bytes), offset_(offset) {}

  std::string run() {
    while (at_ < source_.size()) {
      if (source_[at_] == '\\' && at_ + 1 < source_.size()) {
        escape();
      } else {
        out_ += source_[at_++];
      }
    }
    return std::move(out_);
  }

 private:
  void escape() {
    const char c = source_[at_ + 1];
    constexpr std::string_view kFrom = "\\'\"abfnrtv";
    constexpr std::string_view kTo = "\\'\"\a\b\f\n\r\t\v";
    const std::size_t simple = kFrom.find(c);
    if (c == '\n') {
      at_ += 2;
    } else if (simple != std::string_view::npos) {
      out_ += kTo[simple];
      at_ += 2;
    } else if (c >= '0' && c <= '7') {
      octal();
    } else if (c == 'x') {
      put(hex(2));
    } else if (!is_bytes_ && c == 'u') {
      put(hex(4));
    } else if (!is_bytes_ && c == 'U') {
      put(hex(8));
    } else if (!is_bytes_ && c == 'N') {
      throw SyntaxError("characters by name (\\N) are not supported",
                        offset_ + at_);
    } else {
      // Python keeps what it does not know.
      out_ += '\\';
      ++at_;
    }
  }

  void octal() {
    std::uint32_t value = 0;
    ++at_;
    for (int i = 0; i < 3 && at_ < source_.size() && source_[at_] >= '0' &&
                    source_[at_] <= '7';
         ++i) {
      value = value * 8 + static_cast<std::uint32_t>(source_[at_++] - '0');
    }
    put(is_bytes_ ? value & 0xFFU : value);
  }

  std::uint32_t hex(std::size_t count) {
    const std::size_t begin = at_ + 2;
    std::uint32_t value = 0;
    for (std::size_t i = begin; i < begin + count; ++i) {
      const int digit = i < source_.size() ? text::hex_value(source_[i]) : -1;
      if (digit < 0) {
        throw SyntaxError("an escape with too few hexadecimal digits",
                          offset_ + at_);
      }
      value = value << 4U | static_cast<std::uint32_t>(digit);
    }
    if (value > 0x10FFFF) {
      throw SyntaxError("an escape beyond the last character", offset_ + at_);
    }
    at_ = begin + count;
    return value;
  }

  void put(std::uint32_t value) {
    if (is_bytes_) {
      out_ += static_cast<char>(value);
    } else {
      append_utf8(out_, static_cast<char32_t>(value));
    }
  }

  std::string_view source_;
  bool is_bytes_;
  std::size_t offset_;
  std::size_t at_ = 0;
  std::string out_;
};

struct Prefix {
  bool is_raw = false;
  bool is_bytes = false;
  bool is_formatted = false;
};

Prefix prefix_of(std::string_view token, std::string_view& quote) {
  const std::size_t at = token.find_first_of("'\"");
  quote = token.substr(at);
  Prefix prefix;
  for (const char c : text::lower(token.substr(0, at))) {
    prefix.is_raw |= c == 'r';
    prefix.is_bytes |= c == 'b';
    prefix.is_formatted |= c == 'f';
  }
  return prefix;
}

}  // namespace

std::string decoded_string(std::string_view source, bool is_raw, bool is_bytes,
                           std::size_t offset) {
  if (is_bytes && !is_ascii(source)) {
    throw SyntaxError("bytes can only contain ASCII literal characters",
                      offset);
  }
  if (is_raw) return std::string(source);
  return Decoder(source, is_bytes, offset).run();
}

// One or more that follow each other are one.
NodePointer Parser::strings() {
  const std::size_t begin = current_.offset;
  Nodes parts;
  std::string text;
  bool is_first = true;
  bool is_bytes = false;
  bool is_formatted = false;
  while (current_.kind == Token::Kind::kString) {
    std::string_view quote;
    const Prefix prefix = prefix_of(current_.text, quote);
    if (!is_first && prefix.is_bytes != is_bytes) {
      fail("cannot mix bytes and nonbytes literals");
    }
    is_first = false;
    is_bytes = prefix.is_bytes;
    if (prefix.is_formatted) {
      is_formatted = true;
      formatted_string(quote, prefix.is_raw, parts, text);
    } else {
      plain_string(quote, prefix.is_raw, is_bytes, text);
    }
    advance();
  }
  if (count_points(text) > kMaxLength) {
    throw SyntaxError("a text of too many characters", begin);
  }
  if (is_bytes) return constant_node(Bytes{std::move(text)});
  if (!is_formatted) return constant_node(std::move(text));
  if (!text.empty()) parts.push_back(constant_node(std::move(text)));
  return joined_text_node(std::move(parts));
}

void Parser::plain_string(std::string_view quote, bool is_raw, bool is_bytes,
                          std::string& text) {
  const std::string_view source = lexer_.text();
  const std::size_t begin = lexer_.position();
  std::size_t at = begin;
  while (!source.substr(std::min(at, source.size())).starts_with(quote)) {
    if (at >= source.size() || (quote.size() == 1 && source[at] == '\n')) {
      fail("an unterminated string");
    }
    at += source[at] == '\\' ? 2 : 1;
  }
  text +=
      decoded_string(source.substr(begin, at - begin), is_raw, is_bytes, begin);
  lexer_.set_position(at + quote.size());
}

void Parser::formatted_string(std::string_view quote, bool is_raw, Nodes& parts,
                              std::string& text) {
  formatted_parts(quote, is_raw, false, parts, text);
  lexer_.set_position(lexer_.position() + quote.size());
}

// Up to the closing quotes, or in a format specifier up to its brace, which
// are left.
void Parser::formatted_parts(std::string_view quote, bool is_raw, bool is_spec,
                             Nodes& parts, std::string& text) {
  const std::string_view source = lexer_.text();
  std::string literal;
  std::size_t at = lexer_.position();
  const std::size_t begin = at;
  const auto flush = [&] {
    text += decoded_string(literal, is_raw, false, begin);
    literal.clear();
  };
  for (;;) {
    const std::string_view rest = source.substr(std::min(at, source.size()));
    if (rest.empty() || (quote.size() == 1 && rest[0] == '\n')) {
      fail("an unterminated string");
    }
    if (rest.starts_with(quote)) {
      if (is_spec) fail("an unterminated field in an f-string");
      break;
    }
    const bool is_doubled = rest.size() > 1 && rest[1] == rest[0] && !is_spec;
    if (rest[0] == '}' && is_spec) break;
    if ((rest[0] == '{' || rest[0] == '}') && is_doubled) {
      literal += rest[0];
      at += 2;
    } else if (rest[0] == '{') {
      flush();
      lexer_.set_position(at + 1);
      field(quote, is_raw, parts, text);
      at = lexer_.position();
    } else if (rest[0] == '}') {
      throw SyntaxError("a single '}' in an f-string", at);
    } else if (rest[0] == '\\' && rest.size() > 1 && rest[1] != '{' &&
               rest[1] != '}') {
      literal += rest.substr(0, 2);
      at += 2;
    } else {
      literal += rest[0];
      ++at;
    }
  }
  flush();
  lexer_.set_position(at);
}

// Behind the opening brace, to behind the closing one. A conversion (!r) does
// nothing: simpleeval leaves it out.
void Parser::field(std::string_view quote, bool is_raw, Nodes& parts,
                   std::string& text) {
  const Level level(*this);
  count_link();
  const std::size_t begin = lexer_.position();
  lexer_.enter();
  advance();
  NodePointer value = expression_list();
  if (is_at("=")) {
    advance();
    text += lexer_.text().substr(begin, current_.offset - begin);
  }
  if (!text.empty()) parts.push_back(constant_node(std::move(text)));
  text.clear();
  if (is_at("!")) {
    const std::size_t at = current_.offset;
    advance();
    const bool is_conversion = is_at("r") || is_at("s") || is_at("a");
    if (!is_conversion || current_.offset != at + 1) {
      fail("a conversion is one of !r, !s and !a");
    }
    advance();
  }
  if (is_at(":")) {
    lexer_.set_position(current_.offset + 1);
    Nodes spec;
    std::string literal;
    formatted_parts(quote, is_raw, true, spec, literal);
    if (!literal.empty()) spec.push_back(constant_node(std::move(literal)));
    value = formatted_node(std::move(value), joined_text_node(std::move(spec)));
    advance();
  }
  if (!is_at("}")) fail_unexpected();
  lexer_.leave();
  lexer_.set_position(current_.offset + 1);
  parts.push_back(std::move(value));
}

}  // namespace mapping::expression
