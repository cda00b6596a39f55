#pragma once

#include <optional>

#include "mapping/expression/compare.hpp"
#include "mapping/expression/node.hpp"
#include "mapping/expression/operators.hpp"

// What makes each kind of node.
namespace mapping::expression {

NodePointer constant_node(Value value);
NodePointer name_node(std::string name);
NodePointer unary_node(UnaryOperator operation, NodePointer operand);
NodePointer not_node(NodePointer operand);
NodePointer binary_node(Operator operation, NodePointer left,
                        NodePointer right);
// `and`: the first that is not true; `or`: the first that is.
NodePointer and_node(Nodes operands);
NodePointer or_node(Nodes operands);
// first op operand op operand …
NodePointer comparison_node(
    NodePointer first, std::vector<std::pair<Comparison, NodePointer>> others);
NodePointer conditional_node(NodePointer body, NodePointer test,
                             NodePointer otherwise);
NodePointer subscript_node(NodePointer container, NodePointer key);
// nullptr for a bound that is not there.
NodePointer slice_node(NodePointer lower, NodePointer upper, NodePointer step);
NodePointer attribute_node(NodePointer object, std::string name);

using Keywords = std::vector<std::pair<std::string, NodePointer>>;
NodePointer call_node(Builtin function, Nodes arguments, Keywords keywords);
NodePointer method_node(NodePointer object, std::string name, Nodes arguments,
                        Keywords keywords);

// An item of a list, or a part of it behind a star.
struct ListItem {
  NodePointer value;
  bool is_starred = false;
};
NodePointer list_node(std::vector<ListItem> items);
NodePointer tuple_node(Nodes items);
NodePointer set_node(Nodes items);
// A key of nullptr: all of the dict behind two stars.
NodePointer dict_node(std::vector<std::pair<NodePointer, NodePointer>> items);

// str() of each, joined.
NodePointer joined_text_node(Nodes parts);
NodePointer formatted_node(NodePointer value, NodePointer spec);

// What a `for` assigns to: a name, or targets of the parts of a value.
struct Target {
  std::string name;
  std::vector<Target> parts;
};
struct Generator {
  Target target;
  NodePointer iterable;
  Nodes conditions;
};
// Of a list; a key makes it one of a dict.
NodePointer comprehension_node(NodePointer key, NodePointer element,
                               std::vector<Generator> generators);

}  // namespace mapping::expression
