// Displays of containers, comprehensions and f-strings.
#include "mapping/expression/containers.hpp"
#include "mapping/expression/dict_data.hpp"
#include "mapping/expression/errors.hpp"
#include "mapping/expression/format_spec.hpp"
#include "mapping/expression/nodes.hpp"
#include "mapping/expression/text_size.hpp"
#include "mapping/expression/unicode.hpp"
#include "text/concat.hpp"

namespace mapping::expression {

namespace {

std::vector<Value> values_of(const Nodes& nodes, Frame& frame) {
  std::vector<Value> values;
  values.reserve(nodes.size());
  for (const NodePointer& node : nodes) values.push_back(node->evaluate(frame));
  return values;
}

class ListDisplay final : public Node {
 public:
  explicit ListDisplay(std::vector<ListItem> items)
      : items_(std::move(items)) {}
  Value evaluate(Frame& frame) const override {
    std::vector<Value> values;
    for (const ListItem& item : items_) {
      Value value = item.value->evaluate(frame);
      if (item.is_starred) {
        for (Value& each : items_of(value)) values.push_back(std::move(each));
      } else {
        values.push_back(std::move(value));
      }
    }
    return make_list(std::move(values));
  }

 private:
  std::vector<ListItem> items_;
};

class TupleDisplay final : public Node {
 public:
  explicit TupleDisplay(Nodes items) : items_(std::move(items)) {}
  Value evaluate(Frame& frame) const override {
    return make_tuple(values_of(items_, frame));
  }

 private:
  Nodes items_;
};

class SetDisplay final : public Node {
 public:
  explicit SetDisplay(Nodes items) : items_(std::move(items)) {}
  Value evaluate(Frame& frame) const override {
    return to_set(values_of(items_, frame));
  }

 private:
  Nodes items_;
};

class DictDisplay final : public Node {
 public:
  explicit DictDisplay(std::vector<std::pair<NodePointer, NodePointer>> items)
      : items_(std::move(items)) {}
  Value evaluate(Frame& frame) const override {
    DictData data;
    for (const auto& [key, node] : items_) {
      Value value = node->evaluate(frame);
      if (key == nullptr) {
        update(data, value);
      } else {
        data.set(key->evaluate(frame), std::move(value));
      }
    }
    return make_dict(std::move(data));
  }

 private:
  std::vector<std::pair<NodePointer, NodePointer>> items_;
};

class JoinedText final : public Node {
 public:
  explicit JoinedText(Nodes parts) : parts_(std::move(parts)) {}
  Value evaluate(Frame& frame) const override {
    std::string result;
    for (const NodePointer& part : parts_) {
      const std::string text = to_text(part->evaluate(frame));
      if (count_points(text) > kMaxLength) {
        throw EvaluationError(
            "Sorry, I will not evaluate something this long.");
      }
      check_text_size(result.size() + text.size(), 1);
      result += text;
    }
    return result;
  }

 private:
  Nodes parts_;
};

class Formatted final : public Node {
 public:
  Formatted(NodePointer value, NodePointer spec)
      : value_(std::move(value)), spec_(std::move(spec)) {}
  Value evaluate(Frame& frame) const override {
    const Value spec = spec_->evaluate(frame);
    const std::string text = to_text(spec);
    // simpleeval puts it into the pattern of another format.
    if (text.find_first_of("{}") != std::string::npos) {
      throw EvaluationError("braces in a format specifier");
    }
    return format(value_->evaluate(frame), text);
  }

 private:
  NodePointer value_;
  NodePointer spec_;
};

// Assigns as simpleeval does: what has no counterpart is left out.
void assign(const Target& target, const Value& value, Frame& frame) {
  if (!target.name.empty()) {
    frame.assign(target.name, value);
    return;
  }
  const std::vector<Value> items = items_of(value);
  for (std::size_t i = 0; i < items.size() && i < target.parts.size(); ++i) {
    assign(target.parts[i], items[i], frame);
  }
}

class Comprehension final : public Node {
 public:
  Comprehension(NodePointer key, NodePointer element,
                std::vector<Generator> generators)
      : key_(std::move(key)),
        element_(std::move(element)),
        generators_(std::move(generators)) {}

  Value evaluate(Frame& frame) const override {
    Result result;
    const Scope scope(frame);
    run(frame, 0, result);
    return key_ ? make_dict(std::move(result.dict))
                : make_list(std::move(result.list));
  }

 private:
  struct Result {
    std::vector<Value> list;
    DictData dict;
  };

  class Scope {
   public:
    explicit Scope(Frame& frame) : frame_(frame) { frame_.push_scope(); }
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;
    ~Scope() { frame_.pop_scope(); }

   private:
    Frame& frame_;
  };

  void run(Frame& frame, std::size_t depth, Result& result) const {
    const Generator& generator = generators_[depth];
    for (const Value& item : items_of(generator.iterable->evaluate(frame))) {
      frame.count_item();
      assign(generator.target, item, frame);
      if (!passes(generator, frame)) continue;
      if (depth + 1 < generators_.size()) {
        run(frame, depth + 1, result);
      } else {
        put(frame, result);
      }
    }
  }

  static bool passes(const Generator& generator, Frame& frame) {
    for (const NodePointer& condition : generator.conditions) {
      if (!is_true(condition->evaluate(frame))) return false;
    }
    return true;
  }

  void put(Frame& frame, Result& result) const {
    Value value = element_->evaluate(frame);
    if (key_) {
      result.dict.set(key_->evaluate(frame), std::move(value));
    } else {
      result.list.push_back(std::move(value));
    }
  }

  NodePointer key_;
  NodePointer element_;
  std::vector<Generator> generators_;
};

}  // namespace

NodePointer list_node(std::vector<ListItem> items) {
  return std::make_unique<ListDisplay>(std::move(items));
}
NodePointer tuple_node(Nodes items) {
  return std::make_unique<TupleDisplay>(std::move(items));
}
NodePointer set_node(Nodes items) {
  return std::make_unique<SetDisplay>(std::move(items));
}
NodePointer dict_node(std::vector<std::pair<NodePointer, NodePointer>> items) {
  return std::make_unique<DictDisplay>(std::move(items));
}
NodePointer joined_text_node(Nodes parts) {
  return std::make_unique<JoinedText>(std::move(parts));
}
NodePointer formatted_node(NodePointer value, NodePointer spec) {
  return std::make_unique<Formatted>(std::move(value), std::move(spec));
}
NodePointer comprehension_node(NodePointer key, NodePointer element,
                               std::vector<Generator> generators) {
  return std::make_unique<Comprehension>(std::move(key), std::move(element),
                                         std::move(generators));
}

}  // namespace mapping::expression
