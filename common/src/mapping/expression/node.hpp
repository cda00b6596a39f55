#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "mapping/expression/expression.hpp"
#include "mapping/expression/value.hpp"

namespace mapping::expression {

// One evaluation: what is around it, and the names of the comprehensions that
// it is in.
class Frame {
 public:
  using Scope = std::vector<std::pair<std::string_view, Value>>;

  Frame(Names& names, const Context& context)
      : names_(names), context_(context) {}

  const Context& context() const { return context_; }

  // nullptr for a name that is not defined: first the names of
  // comprehensions, then the caller's, then functions and modules.
  const Value* find(std::string_view name);

  void push_scope() { scopes_.emplace_back(); }
  void pop_scope() { scopes_.pop_back(); }
  void assign(std::string_view name, Value value);

  // Counts the items that comprehensions run over; throws for too many.
  void count_item();

 private:
  Names& names_;
  const Context& context_;
  std::vector<Scope> scopes_;
  int items_ = 0;
};

// A part of an expression.
class Node {
 public:
  Node() = default;
  Node(const Node&) = delete;
  Node& operator=(const Node&) = delete;
  virtual ~Node() = default;
  virtual Value evaluate(Frame& frame) const = 0;
  // None, True or False as written: what `is` may compare with.
  virtual bool is_singleton() const { return false; }
  // A name as written.
  virtual std::string_view name() const { return {}; }
};

using NodePointer = std::unique_ptr<const Node>;
using Nodes = std::vector<NodePointer>;

}  // namespace mapping::expression
