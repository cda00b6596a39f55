#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mapping/expression/lexer.hpp"
#include "mapping/expression/nodes.hpp"

namespace mapping::expression {

// Reads one expression by Python's grammar. Throws SyntaxError for what is
// none, or what is not supported.
class Parser {
 public:
  explicit Parser(std::string_view text);

  NodePointer parse();
  // Each name that is read, once.
  std::vector<std::string> names() && { return std::move(names_); }

 private:
  // One level deeper in the grammar; throws when it is too deep.
  class Level {
   public:
    explicit Level(Parser& parser);
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;
    ~Level() { --parser_.depth_; }

   private:
    Parser& parser_;
  };

  // parser.cpp
  NodePointer expression_list();
  NodePointer expression();
  NodePointer disjunction();
  NodePointer conjunction();
  NodePointer inversion();
  NodePointer comparison();
  std::vector<std::pair<Comparison, NodePointer>> comparison_operands();
  bool take_comparison(Comparison& comparison);
  NodePointer binary(std::size_t level);
  NodePointer factor();
  NodePointer power();

  // parser_atoms.cpp
  NodePointer primary();
  NodePointer call_by_name(std::string_view name, std::size_t offset);
  NodePointer member(NodePointer object);
  NodePointer subscript(NodePointer container);
  NodePointer subscript_item();
  void arguments(Nodes& positional, Keywords& keywords);
  void argument(Nodes& positional, Keywords& keywords);
  NodePointer atom();
  NodePointer name_atom();
  NodePointer number();
  NodePointer parenthesis();
  NodePointer list();
  NodePointer braces();
  NodePointer dict(NodePointer key);
  std::vector<Generator> generators();
  Target target();
  Target targets();

  // parser_strings.cpp
  NodePointer strings();
  void plain_string(std::string_view quote, bool is_raw, bool is_bytes,
                    std::string& text);
  void formatted_string(std::string_view quote, bool is_raw, Nodes& parts,
                        std::string& text);
  void formatted_parts(std::string_view quote, bool is_raw, bool is_spec,
                       Nodes& parts, std::string& text);
  void field(std::string_view quote, bool is_raw, Nodes& parts,
             std::string& text);

  void advance() { current_ = lexer_.next(); }
  bool is_at(std::string_view text) const {
    return current_.text == text && current_.kind != Token::Kind::kString;
  }
  bool take(std::string_view text);
  void expect(std::string_view text);
  // Brackets, within which lines go on.
  void open();
  void close(std::string_view bracket);
  void count_link();
  [[noreturn]] void fail(std::string_view message) const;
  [[noreturn]] void fail_unexpected() const;

  Lexer lexer_;
  Token current_;
  std::vector<std::string> names_;
  int depth_ = 0;
  int links_ = 0;
};

// Whether a name is one of Python's keywords.
bool is_keyword(std::string_view name);

// What a string's source stands for.
std::string decoded_string(std::string_view source, bool is_raw, bool is_bytes,
                           std::size_t offset);

}  // namespace mapping::expression
