#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "mapping/expression/errors.hpp"
#include "mapping/expression/json_text.hpp"
#include "mapping/expression/value.hpp"

// The expression language of stream maps: Python's expressions as the Singer
// SDK's mapper evaluates them, with Python's values. See README.md.
namespace mapping::expression {

// Says what the names of an expression stand for: a record's properties and
// what else the caller defines (`record`, `_`, `config`, `self`, …).
class Names {
 public:
  Names() = default;
  Names(const Names&) = delete;
  Names& operator=(const Names&) = delete;
  virtual ~Names() = default;
  // nullptr for a name that is not defined. Only asked when the evaluation
  // reaches the name; the value must live until the evaluation ends.
  virtual const Value* find(std::string_view name) = 0;
};

// What an evaluation takes from outside, so that tests decide it.
struct Context {
  // Of datetime.now() and the like.
  std::function<std::chrono::system_clock::time_point()> now;
  // At least 0 and less than 1, of rand() and randint().
  std::function<double()> random;

  // The machine's clock and a generator of its own.
  static Context of_this_machine();
};

class Node;

// Compiled once, evaluated for each record. May be evaluated by several
// threads at a time.
class Expression {
 public:
  // Throws SyntaxError. White space before the expression is an error as it is
  // in Python (the SDK strips an `__alias__`, and nothing else).
  static Expression compile(std::string text);

  // Throws EvaluationError.
  Value evaluate(Names& names, const Context& context) const;

  // The names that evaluate() may ask for, each once, in the order of the
  // text. `datetime`, `json`, `int` and the like are among them when they
  // stand where a record's property of that name would count. An expression
  // without `record` and `_` reads no other property than these.
  const std::vector<std::string>& names() const { return names_; }

  const std::string& text() const { return text_; }

  Expression(Expression&&) noexcept;
  Expression& operator=(Expression&&) noexcept;
  ~Expression();

 private:
  Expression(std::string text, std::unique_ptr<const Node> root,
             std::vector<std::string> names);

  std::string text_;
  std::unique_ptr<const Node> root_;
  std::vector<std::string> names_;
};

}  // namespace mapping::expression
