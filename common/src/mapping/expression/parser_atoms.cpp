// Names, numbers, brackets and what follows them.
#include <algorithm>
#include <charconv>
#include <cstdlib>

#include "mapping/expression/errors.hpp"
#include "mapping/expression/methods.hpp"
#include "mapping/expression/numbers.hpp"
#include "mapping/expression/parser.hpp"
#include "text/concat.hpp"

namespace mapping::expression {

namespace {

// What simpleeval gives access to of nothing.
bool is_forbidden_member(std::string_view name) {
  constexpr std::string_view kNames[] = {"format",   "format_map", "mro",
                                         "tb_frame", "gi_frame",   "ag_frame",
                                         "cr_frame", "exec"};
  return name.starts_with('_') || name.starts_with("func_") ||
         std::find(std::begin(kNames), std::end(kNames), name) !=
             std::end(kNames);
}

}  // namespace

NodePointer Parser::primary() {
  const Token start = current_;
  const bool is_name =
      start.kind == Token::Kind::kName && !is_keyword(start.text);
  NodePointer node;
  if (is_name) {
    advance();
    if (is_at("(")) {
      node = call_by_name(start.text, start.offset);
    } else {
      if (std::find(names_.begin(), names_.end(), start.text) == names_.end()) {
        names_.emplace_back(start.text);
      }
      node = name_node(std::string(start.text));
    }
  } else {
    node = atom();
  }
  for (;;) {
    if (is_at(".")) {
      node = member(std::move(node));
    } else if (is_at("[")) {
      node = subscript(std::move(node));
    } else if (is_at("(")) {
      fail("only functions and methods can be called");
    } else {
      return node;
    }
  }
}

NodePointer Parser::call_by_name(std::string_view name, std::size_t offset) {
  const Builtin* const function = find_function(name);
  if (function == nullptr) {
    const bool is_module = find_builtin(name) != nullptr;
    throw SyntaxError(
        is_module ? text::concat("the module '", name, "' is not callable")
                  : text::concat("Function '", name, "' not defined"),
        offset);
  }
  Nodes positional;
  Keywords keywords;
  arguments(positional, keywords);
  return call_node(*function, std::move(positional), std::move(keywords));
}

NodePointer Parser::member(NodePointer object) {
  advance();
  const Token name = current_;
  if (name.kind != Token::Kind::kName || is_keyword(name.text)) {
    fail_unexpected();
  }
  count_link();
  if (is_forbidden_member(name.text)) {
    fail(text::concat("access to '", name.text, "' is not available"));
  }
  advance();
  if (!is_at("(")) {
    return attribute_node(std::move(object), std::string(name.text));
  }
  if (object->name() == "fake") {
    throw SyntaxError("'fake' (of the library faker) is not supported",
                      name.offset);
  }
  if (is_changing_method(name.text)) {
    throw SyntaxError(
        text::concat("the method '", name.text,
                     "' changes its value, which is not supported"),
        name.offset);
  }
  if (!is_method(name.text)) {
    throw SyntaxError(
        text::concat("the method '", name.text, "' is not supported"),
        name.offset);
  }
  Nodes positional;
  Keywords keywords;
  arguments(positional, keywords);
  return method_node(std::move(object), std::string(name.text),
                     std::move(positional), std::move(keywords));
}

void Parser::arguments(Nodes& positional, Keywords& keywords) {
  const Level level(*this);
  count_link();
  open();
  while (!is_at(")")) {
    argument(positional, keywords);
    if (!is_at(",")) break;
    advance();
  }
  close(")");
}

void Parser::argument(Nodes& positional, Keywords& keywords) {
  if (is_at("*") || is_at("**")) {
    fail("arguments behind a star are not supported");
  }
  const Token start = current_;
  const bool may_be_name =
      start.kind == Token::Kind::kName && !is_keyword(start.text);
  const std::size_t behind = lexer_.position();
  if (may_be_name) {
    advance();
    if (take("=")) {
      const auto same = [&](const auto& each) {
        return each.first == start.text;
      };
      if (std::any_of(keywords.begin(), keywords.end(), same)) {
        throw SyntaxError(
            text::concat("keyword argument repeated: ", start.text),
            start.offset);
      }
      keywords.emplace_back(std::string(start.text), expression());
      return;
    }
    current_ = start;
    lexer_.set_position(behind);
  }
  if (!keywords.empty()) {
    fail("positional argument follows keyword argument");
  }
  NodePointer value = expression();
  if (is_at("for")) {
    value = comprehension_node(nullptr, std::move(value), generators());
    if (!is_at(")") || !positional.empty()) {
      fail("Generator expression must be parenthesized");
    }
  }
  positional.push_back(std::move(value));
}

NodePointer Parser::subscript(NodePointer container) {
  const Level level(*this);
  count_link();
  open();
  NodePointer first = subscript_item();
  if (!is_at(",")) {
    close("]");
    return subscript_node(std::move(container), std::move(first));
  }
  Nodes items;
  items.push_back(std::move(first));
  while (take(",")) {
    if (is_at("]")) break;
    items.push_back(subscript_item());
  }
  close("]");
  return subscript_node(std::move(container), tuple_node(std::move(items)));
}

NodePointer Parser::subscript_item() {
  NodePointer lower;
  if (!is_at(":")) {
    lower = expression();
    if (!is_at(":")) return lower;
  }
  expect(":");
  const auto is_end = [this] { return is_at(":") || is_at("]") || is_at(","); };
  NodePointer upper = is_end() ? nullptr : expression();
  NodePointer step;
  if (take(":") && !is_end()) step = expression();
  return slice_node(std::move(lower), std::move(upper), std::move(step));
}

NodePointer Parser::atom() {
  switch (current_.kind) {
    case Token::Kind::kName:
      return name_atom();
    case Token::Kind::kNumber:
      return number();
    case Token::Kind::kString:
      return strings();
    case Token::Kind::kEnd:
      fail_unexpected();
    case Token::Kind::kOperator:
      break;
  }
  if (is_at("(")) return parenthesis();
  if (is_at("[")) return list();
  if (is_at("{")) return braces();
  if (is_at("...")) fail("'...' is not supported");
  if (is_at("*")) fail("a star is supported in lists alone");
  fail_unexpected();
}

NodePointer Parser::name_atom() {
  if (take("None")) return constant_node(None());
  if (take("True")) return constant_node(true);
  if (take("False")) return constant_node(false);
  fail_unexpected();
}

NodePointer Parser::number() {
  const Token token = current_;
  const bool has_base =
      token.text.size() > 1 && token.text[0] == '0' &&
      std::string_view("xXoObB").find(token.text[1]) != std::string_view::npos;
  const bool is_float =
      !has_base && token.text.find_first_of(".eE") != std::string_view::npos;
  Value value;
  if (is_float) {
    std::string digits(token.text);
    std::erase(digits, '_');
    value = std::strtod(digits.c_str(), nullptr);
  } else {
    const auto parsed = parse_integer(token.text, 0);
    if (!parsed) fail("an integer of too many digits");
    value = *parsed;
  }
  advance();
  return constant_node(std::move(value));
}

NodePointer Parser::parenthesis() {
  const Level level(*this);
  open();
  if (is_at(")")) {
    close(")");
    return tuple_node({});
  }
  NodePointer node = expression_list();
  if (is_at("for")) {
    node = comprehension_node(nullptr, std::move(node), generators());
  }
  close(")");
  return node;
}

NodePointer Parser::list() {
  const Level level(*this);
  open();
  std::vector<ListItem> items;
  while (!is_at("]")) {
    const bool is_starred = take("*");
    items.push_back({is_starred ? binary(0) : expression(), is_starred});
    if (is_at("for") && items.size() == 1 && !is_starred) {
      NodePointer node = comprehension_node(
          nullptr, std::move(items.front().value), generators());
      close("]");
      return node;
    }
    if (!is_at(",")) break;
    advance();
  }
  close("]");
  return list_node(std::move(items));
}

NodePointer Parser::braces() {
  const Level level(*this);
  open();
  if (is_at("}") || is_at("**")) return dict(nullptr);
  NodePointer first = expression();
  if (is_at(":")) return dict(std::move(first));
  if (is_at("for")) fail("a set comprehension is not supported: write set(…)");
  Nodes items;
  items.push_back(std::move(first));
  while (take(",")) {
    if (is_at("}")) break;
    items.push_back(expression());
  }
  close("}");
  return set_node(std::move(items));
}

// Behind the brace, or behind the first key.
NodePointer Parser::dict(NodePointer key) {
  std::vector<std::pair<NodePointer, NodePointer>> items;
  while (key != nullptr || !is_at("}")) {
    if (key == nullptr && take("**")) {
      items.emplace_back(nullptr, binary(0));
    } else {
      if (key == nullptr) key = expression();
      expect(":");
      NodePointer value = expression();
      if (is_at("for") && items.empty()) {
        NodePointer node =
            comprehension_node(std::move(key), std::move(value), generators());
        close("}");
        return node;
      }
      items.emplace_back(std::move(key), std::move(value));
      key = nullptr;
    }
    if (!is_at(",")) break;
    advance();
  }
  close("}");
  return dict_node(std::move(items));
}

std::vector<Generator> Parser::generators() {
  std::vector<Generator> result;
  while (is_at("for")) {
    count_link();
    advance();
    Generator generator;
    generator.target = targets();
    expect("in");
    generator.iterable = disjunction();
    while (take("if")) generator.conditions.push_back(disjunction());
    result.push_back(std::move(generator));
  }
  if (is_at("async")) fail("'async' is not supported");
  return result;
}

// a, b
Target Parser::targets() {
  Target first = target();
  if (!is_at(",")) return first;
  Target several;
  several.parts.push_back(std::move(first));
  while (take(",")) {
    if (is_at("in") || is_at(")") || is_at("]")) break;
    several.parts.push_back(target());
  }
  return several;
}

Target Parser::target() {
  const Level level(*this);
  const bool is_list = is_at("[");
  if (is_list || is_at("(")) {
    const std::string_view end = is_list ? "]" : ")";
    open();
    Target inner;
    if (!is_at(end)) inner = targets();
    close(end);
    // [a] is a list of one, (a) is a.
    if (!is_list || inner.name.empty()) return inner;
    Target one;
    one.parts.push_back(std::move(inner));
    return one;
  }
  if (current_.kind != Token::Kind::kName || is_keyword(current_.text)) {
    fail("only names are supported here");
  }
  Target result{std::string(current_.text), {}};
  advance();
  if (is_at(".") || is_at("[")) fail("only names are supported here");
  return result;
}

}  // namespace mapping::expression
