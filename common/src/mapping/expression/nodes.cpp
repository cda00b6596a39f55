// Names, operators and their like.
#include "mapping/expression/nodes.hpp"

#include "mapping/expression/containers.hpp"
#include "mapping/expression/errors.hpp"
#include "mapping/expression/methods.hpp"
#include "text/concat.hpp"

namespace mapping::expression {

const Value* Frame::find(std::string_view name) {
  // The innermost first. NOLINTNEXTLINE(modernize-loop-convert)
  for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope) {
    for (const auto& [each, value] : *scope) {
      if (each == name) return &value;
    }
  }
  if (const Value* const value = names_.find(name)) return value;
  return find_builtin(name);
}

void Frame::assign(std::string_view name, Value value) {
  for (auto& [each, old] : scopes_.back()) {
    if (each == name) {
      old = std::move(value);
      return;
    }
  }
  scopes_.back().emplace_back(name, std::move(value));
}

void Frame::count_item() {
  constexpr int kMost = 10'000;
  if (++items_ > kMost) {
    throw EvaluationError("Comprehension generates too many elements");
  }
}

namespace {

class Constant final : public Node {
 public:
  explicit Constant(Value value) : value_(std::move(value)) {}
  Value evaluate(Frame& /*frame*/) const override { return value_; }
  bool is_singleton() const override {
    return value_.is<None>() || value_.is<bool>();
  }

 private:
  Value value_;
};

class Name final : public Node {
 public:
  explicit Name(std::string name) : name_(std::move(name)) {}
  Value evaluate(Frame& frame) const override {
    const Value* const value = frame.find(name_);
    if (value == nullptr) {
      throw NameNotDefined(text::concat('\'', name_, "' is not defined"));
    }
    return *value;
  }
  std::string_view name() const override { return name_; }

 private:
  std::string name_;
};

class Unary final : public Node {
 public:
  Unary(UnaryOperator operation, NodePointer operand)
      : operation_(operation), operand_(std::move(operand)) {}
  Value evaluate(Frame& frame) const override {
    return apply(operation_, operand_->evaluate(frame));
  }

 private:
  UnaryOperator operation_;
  NodePointer operand_;
};

class Not final : public Node {
 public:
  explicit Not(NodePointer operand) : operand_(std::move(operand)) {}
  Value evaluate(Frame& frame) const override {
    return !is_true(operand_->evaluate(frame));
  }

 private:
  NodePointer operand_;
};

class Binary final : public Node {
 public:
  Binary(Operator operation, NodePointer left, NodePointer right)
      : operation_(operation),
        left_(std::move(left)),
        right_(std::move(right)) {}
  Value evaluate(Frame& frame) const override {
    const Value left = left_->evaluate(frame);
    return apply(operation_, left, right_->evaluate(frame));
  }

 private:
  Operator operation_;
  NodePointer left_;
  NodePointer right_;
};

// Ends at the first operand whose truth is kEnd.
template <bool kEnd>
class Logical final : public Node {
 public:
  explicit Logical(Nodes operands) : operands_(std::move(operands)) {}
  Value evaluate(Frame& frame) const override {
    Value value;
    for (const NodePointer& operand : operands_) {
      value = operand->evaluate(frame);
      if (is_true(value) == kEnd) break;
    }
    return value;
  }

 private:
  Nodes operands_;
};

class Compare final : public Node {
 public:
  Compare(NodePointer first,
          std::vector<std::pair<Comparison, NodePointer>> others)
      : first_(std::move(first)), others_(std::move(others)) {}
  Value evaluate(Frame& frame) const override {
    Value left = first_->evaluate(frame);
    for (const auto& [comparison, operand] : others_) {
      Value right = operand->evaluate(frame);
      if (!holds(comparison, left, right)) return false;
      left = std::move(right);
    }
    return true;
  }

 private:
  NodePointer first_;
  std::vector<std::pair<Comparison, NodePointer>> others_;
};

class Conditional final : public Node {
 public:
  Conditional(NodePointer body, NodePointer test, NodePointer otherwise)
      : body_(std::move(body)),
        test_(std::move(test)),
        otherwise_(std::move(otherwise)) {}
  Value evaluate(Frame& frame) const override {
    const bool holds = is_true(test_->evaluate(frame));
    return (holds ? body_ : otherwise_)->evaluate(frame);
  }

 private:
  NodePointer body_;
  NodePointer test_;
  NodePointer otherwise_;
};

class Subscript final : public Node {
 public:
  Subscript(NodePointer container, NodePointer key)
      : container_(std::move(container)), key_(std::move(key)) {}
  Value evaluate(Frame& frame) const override {
    const Value container = container_->evaluate(frame);
    return subscript(container, key_->evaluate(frame));
  }

 private:
  NodePointer container_;
  NodePointer key_;
};

class SliceNode final : public Node {
 public:
  SliceNode(NodePointer lower, NodePointer upper, NodePointer step)
      : lower_(std::move(lower)),
        upper_(std::move(upper)),
        step_(std::move(step)) {}
  Value evaluate(Frame& frame) const override {
    std::vector<Value> bounds;
    for (const NodePointer* each : {&lower_, &upper_, &step_}) {
      bounds.push_back(*each ? (*each)->evaluate(frame) : Value());
    }
    return Slice{std::make_shared<const std::vector<Value>>(std::move(bounds))};
  }

 private:
  NodePointer lower_;
  NodePointer upper_;
  NodePointer step_;
};

class Attribute final : public Node {
 public:
  Attribute(NodePointer object, std::string name)
      : object_(std::move(object)), name_(std::move(name)) {}
  Value evaluate(Frame& frame) const override {
    return attribute(object_->evaluate(frame), name_);
  }

 private:
  NodePointer object_;
  std::string name_;
};

Arguments arguments_of(const Nodes& positional, const Keywords& keywords,
                       Frame& frame) {
  Arguments arguments;
  arguments.positional.reserve(positional.size());
  for (const NodePointer& each : positional) {
    arguments.positional.push_back(each->evaluate(frame));
  }
  for (const auto& [name, value] : keywords) {
    arguments.keywords.emplace_back(name, value->evaluate(frame));
  }
  return arguments;
}

class Call final : public Node {
 public:
  Call(Builtin function, Nodes arguments, Keywords keywords)
      : function_(function),
        arguments_(std::move(arguments)),
        keywords_(std::move(keywords)) {}
  Value evaluate(Frame& frame) const override {
    return call(function_, arguments_of(arguments_, keywords_, frame),
                frame.context());
  }

 private:
  Builtin function_;
  Nodes arguments_;
  Keywords keywords_;
};

class MethodCall final : public Node {
 public:
  MethodCall(NodePointer object, std::string name, Nodes arguments,
             Keywords keywords)
      : object_(std::move(object)),
        name_(std::move(name)),
        arguments_(std::move(arguments)),
        keywords_(std::move(keywords)) {}
  Value evaluate(Frame& frame) const override {
    const Value object = object_->evaluate(frame);
    return call_method(object, name_,
                       arguments_of(arguments_, keywords_, frame),
                       frame.context());
  }

 private:
  NodePointer object_;
  std::string name_;
  Nodes arguments_;
  Keywords keywords_;
};

}  // namespace

NodePointer constant_node(Value value) {
  return std::make_unique<Constant>(std::move(value));
}
NodePointer name_node(std::string name) {
  return std::make_unique<Name>(std::move(name));
}
NodePointer unary_node(UnaryOperator operation, NodePointer operand) {
  return std::make_unique<Unary>(operation, std::move(operand));
}
NodePointer not_node(NodePointer operand) {
  return std::make_unique<Not>(std::move(operand));
}
NodePointer binary_node(Operator operation, NodePointer left,
                        NodePointer right) {
  return std::make_unique<Binary>(operation, std::move(left), std::move(right));
}
NodePointer and_node(Nodes operands) {
  return std::make_unique<Logical<false>>(std::move(operands));
}
NodePointer or_node(Nodes operands) {
  return std::make_unique<Logical<true>>(std::move(operands));
}
NodePointer comparison_node(
    NodePointer first, std::vector<std::pair<Comparison, NodePointer>> others) {
  return std::make_unique<Compare>(std::move(first), std::move(others));
}
NodePointer conditional_node(NodePointer body, NodePointer test,
                             NodePointer otherwise) {
  return std::make_unique<Conditional>(std::move(body), std::move(test),
                                       std::move(otherwise));
}
NodePointer subscript_node(NodePointer container, NodePointer key) {
  return std::make_unique<Subscript>(std::move(container), std::move(key));
}
NodePointer slice_node(NodePointer lower, NodePointer upper, NodePointer step) {
  return std::make_unique<SliceNode>(std::move(lower), std::move(upper),
                                     std::move(step));
}
NodePointer attribute_node(NodePointer object, std::string name) {
  return std::make_unique<Attribute>(std::move(object), std::move(name));
}
NodePointer call_node(Builtin function, Nodes arguments, Keywords keywords) {
  return std::make_unique<Call>(function, std::move(arguments),
                                std::move(keywords));
}
NodePointer method_node(NodePointer object, std::string name, Nodes arguments,
                        Keywords keywords) {
  return std::make_unique<MethodCall>(std::move(object), std::move(name),
                                      std::move(arguments),
                                      std::move(keywords));
}

}  // namespace mapping::expression
