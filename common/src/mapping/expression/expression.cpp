#include "mapping/expression/expression.hpp"

#include <algorithm>
#include <random>

#include "mapping/expression/node.hpp"
#include "mapping/expression/parser.hpp"
#include "text/utf8.hpp"

namespace mapping::expression {

namespace {

void check_source(std::string_view text) {
  const std::size_t invalid = text::find_invalid_utf8(text);
  if (invalid != text.size()) throw SyntaxError("invalid UTF-8", invalid);
  const std::size_t nul = text.find('\0');
  if (nul != std::string_view::npos) throw SyntaxError("a NUL character", nul);
}

// Every line break is '\n' to Python.
std::string with_plain_line_breaks(std::string text) {
  std::size_t out = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool is_return = text[at] == '\r';
    if (is_return && at + 1 < text.size() && text[at + 1] == '\n') continue;
    text[out++] = is_return ? '\n' : text[at];
  }
  text.resize(out);
  return text;
}

double random_number() {
  thread_local std::mt19937_64 generator{std::random_device()()};
  constexpr double kUnit = 1.0 / (1ULL << 53U);
  return static_cast<double>(generator() >> 11U) * kUnit;
}

}  // namespace

Context Context::of_this_machine() {
  return {[] { return std::chrono::system_clock::now(); }, random_number};
}

Expression::Expression(std::string text, std::unique_ptr<const Node> root,
                       std::vector<std::string> names)
    : text_(std::move(text)),
      root_(std::move(root)),
      names_(std::move(names)) {}

Expression::Expression(Expression&&) noexcept = default;
Expression& Expression::operator=(Expression&&) noexcept = default;
Expression::~Expression() = default;

Expression Expression::compile(std::string text) {
  check_source(text);
  const std::string source = with_plain_line_breaks(text);
  Parser parser(source);
  NodePointer root = parser.parse();
  return {std::move(text), std::move(root), std::move(parser).names()};
}

Value Expression::evaluate(Names& names, const Context& context) const {
  Frame frame(names, context);
  return root_->evaluate(frame);
}

}  // namespace mapping::expression
