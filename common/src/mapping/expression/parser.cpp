#include "mapping/expression/parser.hpp"

#include <algorithm>
#include <span>

#include "mapping/expression/errors.hpp"
#include "text/concat.hpp"
#include "text/excerpt.hpp"

namespace mapping::expression {

namespace {

// Deeper brackets are Python's limit too.
constexpr int kMaxDepth = 200;
// Operators, members and calls in all: what an evaluation may nest.
constexpr int kMaxLinks = 2000;

struct Symbol {
  std::string_view text;
  Operator operation;
};

constexpr Symbol kOr[] = {{"|", Operator::kOr}};
constexpr Symbol kXor[] = {{"^", Operator::kXor}};
constexpr Symbol kAnd[] = {{"&", Operator::kAnd}};
constexpr Symbol kShifts[] = {{"<<", Operator::kShiftLeft},
                              {">>", Operator::kShiftRight}};
constexpr Symbol kSums[] = {{"+", Operator::kAdd}, {"-", Operator::kSubtract}};
constexpr Symbol kTerms[] = {{"*", Operator::kMultiply},
                             {"/", Operator::kDivide},
                             {"//", Operator::kFloorDivide},
                             {"%", Operator::kModulo}};
// From the loosest to the tightest.
const std::span<const Symbol> kLevels[] = {kOr,     kXor,  kAnd,
                                           kShifts, kSums, kTerms};

}  // namespace

Parser::Level::Level(Parser& parser) : parser_(parser) {
  if (parser.depth_ >= kMaxDepth) parser.fail("nested too deeply");
  ++parser.depth_;
}

bool is_keyword(std::string_view name) {
  constexpr std::string_view kKeywords[] = {
      "False",  "None",   "True",    "and",      "as",       "assert", "async",
      "await",  "break",  "class",   "continue", "def",      "del",    "elif",
      "else",   "except", "finally", "for",      "from",     "global", "if",
      "import", "in",     "is",      "lambda",   "nonlocal", "not",    "or",
      "pass",   "raise",  "return",  "try",      "while",    "with",   "yield"};
  return std::find(std::begin(kKeywords), std::end(kKeywords), name) !=
         std::end(kKeywords);
}

Parser::Parser(std::string_view text) : lexer_(text) {}

void Parser::fail(std::string_view message) const {
  throw SyntaxError(std::string(message), current_.offset);
}

void Parser::fail_unexpected() const {
  if (current_.kind == Token::Kind::kEnd)
    fail("the expression is not complete");
  if (current_.text == "lambda" || current_.text == "await" ||
      current_.text == "yield" || current_.text == "async") {
    fail(text::concat('\'', current_.text, "' is not supported"));
  }
  if (current_.text == "=") fail("an assignment is no expression");
  if (current_.text == ";") fail("only one expression is supported");
  fail(text::concat("unexpected '", text::excerpt(current_.text, 40), '\''));
}

bool Parser::take(std::string_view text) {
  if (!is_at(text)) return false;
  advance();
  return true;
}

void Parser::expect(std::string_view text) {
  if (!take(text)) fail_unexpected();
}

void Parser::open() {
  lexer_.enter();
  advance();
}

void Parser::close(std::string_view bracket) {
  if (!is_at(bracket)) fail_unexpected();
  lexer_.leave();
  advance();
}

void Parser::count_link() {
  if (++links_ > kMaxLinks) fail("the expression is too long");
}

NodePointer Parser::parse() {
  if (lexer_.is_finished()) {
    throw SyntaxError("the expression is empty", lexer_.position());
  }
  const std::size_t begin = lexer_.position();
  if (begin > 0 && lexer_.text()[begin - 1] != '\n' &&
      lexer_.text()[begin - 1] != '\f') {
    throw SyntaxError("white space before the expression", begin);
  }
  advance();
  NodePointer node = expression_list();
  // A semicolon may end it.
  if (is_at(";") && !lexer_.is_finished()) fail_unexpected();
  if (current_.kind != Token::Kind::kEnd && !is_at(";")) fail_unexpected();
  if (!lexer_.is_finished()) {
    throw SyntaxError(
        "only one expression is supported (to break a line, write brackets "
        "around it)",
        lexer_.position());
  }
  return node;
}

// a, b: a tuple.
NodePointer Parser::expression_list() {
  NodePointer first = expression();
  if (!is_at(",")) return first;
  Nodes items;
  items.push_back(std::move(first));
  while (take(",")) {
    const bool is_end = current_.kind == Token::Kind::kEnd || is_at(")") ||
                        is_at("]") || is_at("}") || is_at(":") || is_at("!") ||
                        is_at("=");
    if (is_end) break;
    items.push_back(expression());
  }
  return tuple_node(std::move(items));
}

NodePointer Parser::expression() {
  const Level level(*this);
  NodePointer body = disjunction();
  if (!take("if")) return body;
  NodePointer test = disjunction();
  expect("else");
  count_link();
  NodePointer otherwise = expression();
  return conditional_node(std::move(body), std::move(test),
                          std::move(otherwise));
}

NodePointer Parser::disjunction() {
  NodePointer first = conjunction();
  if (!is_at("or")) return first;
  Nodes operands;
  operands.push_back(std::move(first));
  while (take("or")) operands.push_back(conjunction());
  return or_node(std::move(operands));
}

NodePointer Parser::conjunction() {
  NodePointer first = inversion();
  if (!is_at("and")) return first;
  Nodes operands;
  operands.push_back(std::move(first));
  while (take("and")) operands.push_back(inversion());
  return and_node(std::move(operands));
}

NodePointer Parser::inversion() {
  if (!is_at("not")) return comparison();
  const Level level(*this);
  advance();
  count_link();
  return not_node(inversion());
}

bool Parser::take_comparison(Comparison& comparison) {
  struct Sign {
    std::string_view text;
    Comparison comparison;
  };
  constexpr Sign kSigns[] = {{"==", Comparison::kEqual},
                             {"!=", Comparison::kNotEqual},
                             {"<=", Comparison::kLessOrEqual},
                             {"<", Comparison::kLess},
                             {">=", Comparison::kGreaterOrEqual},
                             {">", Comparison::kGreater},
                             {"in", Comparison::kIn}};
  for (const Sign& sign : kSigns) {
    if (take(sign.text)) {
      comparison = sign.comparison;
      return true;
    }
  }
  if (take("is")) {
    comparison = take("not") ? Comparison::kIsNot : Comparison::kIs;
    return true;
  }
  if (!is_at("not")) return false;
  advance();
  expect("in");
  comparison = Comparison::kNotIn;
  return true;
}

std::vector<std::pair<Comparison, NodePointer>> Parser::comparison_operands() {
  std::vector<std::pair<Comparison, NodePointer>> operands;
  Comparison comparison{};
  while (take_comparison(comparison)) {
    operands.emplace_back(comparison, binary(0));
  }
  return operands;
}

NodePointer Parser::comparison() {
  NodePointer first = binary(0);
  const std::size_t offset = current_.offset;
  auto operands = comparison_operands();
  if (operands.empty()) return first;
  // Whether two equal texts are one object is a matter of chance in Python.
  const Node* left = first.get();
  for (const auto& [comparison, operand] : operands) {
    const bool is_identity =
        comparison == Comparison::kIs || comparison == Comparison::kIsNot;
    if (is_identity && !left->is_singleton() && !operand->is_singleton()) {
      throw SyntaxError(
          "'is' is supported with None, True and False alone: write ==",
          offset);
    }
    left = operand.get();
  }
  count_link();
  return comparison_node(std::move(first), std::move(operands));
}

NodePointer Parser::binary(std::size_t level) {
  if (level == std::size(kLevels)) return factor();
  NodePointer left = binary(level + 1);
  for (;;) {
    const auto symbol =
        std::find_if(kLevels[level].begin(), kLevels[level].end(),
                     [this](const Symbol& each) { return is_at(each.text); });
    if (symbol == kLevels[level].end()) return left;
    count_link();
    advance();
    left = binary_node(symbol->operation, std::move(left), binary(level + 1));
  }
}

NodePointer Parser::factor() {
  UnaryOperator operation = UnaryOperator::kPlus;
  if (is_at("-")) {
    operation = UnaryOperator::kMinus;
  } else if (is_at("~")) {
    operation = UnaryOperator::kInvert;
  } else if (!is_at("+")) {
    return power();
  }
  const Level level(*this);
  count_link();
  advance();
  return unary_node(operation, factor());
}

NodePointer Parser::power() {
  NodePointer base = primary();
  if (!is_at("**")) return base;
  const Level level(*this);
  count_link();
  advance();
  return binary_node(Operator::kPower, std::move(base), factor());
}

}  // namespace mapping::expression
