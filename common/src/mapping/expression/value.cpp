#include "mapping/expression/value.hpp"

#include "mapping/expression/dict_data.hpp"

namespace mapping::expression {

namespace {

struct Truth {
  bool operator()(None) const { return false; }
  bool operator()(bool value) const { return value; }
  bool operator()(const Integer& value) const { return !value.is_zero(); }
  bool operator()(double value) const { return value != 0; }
  bool operator()(const Decimal& value) const {
    return !value.coefficient.is_zero();
  }
  bool operator()(const Text& value) const { return !value.empty(); }
  bool operator()(const Bytes& value) const { return !value.data.empty(); }
  bool operator()(const List& value) const { return !value.items->empty(); }
  bool operator()(const Tuple& value) const { return !value.items->empty(); }
  bool operator()(const Dict& value) const { return value.data->size() != 0; }
  bool operator()(const Set& value) const { return value.data->size() != 0; }
  bool operator()(const DictView& value) const {
    return value.dict.data->size() != 0;
  }
  bool operator()(const Duration& value) const { return value != Duration{}; }
  template <class Other>
  bool operator()(const Other& /*value*/) const {
    return true;
  }
};

std::string_view view_name(DictView::Kind kind) {
  switch (kind) {
    case DictView::Kind::kKeys:
      return "dict_keys";
    case DictView::Kind::kValues:
      return "dict_values";
    case DictView::Kind::kItems:
      break;
  }
  return "dict_items";
}

std::string_view builtin_type_name(Builtin builtin) {
  switch (builtin) {
    case Builtin::kRand:
      return "builtin_function_or_method";
    case Builtin::kRandint:
    case Builtin::kMd5:
    case Builtin::kSha256:
      return "function";
    case Builtin::kDatetimeModule:
    case Builtin::kJsonModule:
      return "module";
    default:
      return "type";
  }
}

struct TypeName {
  std::string_view operator()(None) const { return "NoneType"; }
  std::string_view operator()(bool) const { return "bool"; }
  std::string_view operator()(const Integer& /*value*/) const { return "int"; }
  std::string_view operator()(double) const { return "float"; }
  std::string_view operator()(const Decimal& /*value*/) const {
    return "decimal.Decimal";
  }
  std::string_view operator()(const Text& /*value*/) const { return "str"; }
  std::string_view operator()(const Bytes& /*value*/) const { return "bytes"; }
  std::string_view operator()(const List& /*value*/) const { return "list"; }
  std::string_view operator()(const Tuple& /*value*/) const { return "tuple"; }
  std::string_view operator()(const Dict& /*value*/) const { return "dict"; }
  std::string_view operator()(const Set& /*value*/) const { return "set"; }
  std::string_view operator()(const DictView& value) const {
    return view_name(value.kind);
  }
  std::string_view operator()(const Date& /*value*/) const {
    return "datetime.date";
  }
  std::string_view operator()(const Time& /*value*/) const {
    return "datetime.time";
  }
  std::string_view operator()(const DateTime& /*value*/) const {
    return "datetime.datetime";
  }
  std::string_view operator()(const Duration& /*value*/) const {
    return "datetime.timedelta";
  }
  std::string_view operator()(const TimeZone& /*value*/) const {
    return "datetime.timezone";
  }
  std::string_view operator()(const Slice& /*value*/) const { return "slice"; }
  std::string_view operator()(Builtin value) const {
    return builtin_type_name(value);
  }
};

std::shared_ptr<const std::vector<Value>> shared(std::vector<Value> items) {
  return std::make_shared<const std::vector<Value>>(std::move(items));
}

}  // namespace

Value make_list(std::vector<Value> items) {
  return List{shared(std::move(items))};
}
Value make_tuple(std::vector<Value> items) {
  return Tuple{shared(std::move(items))};
}
Value make_dict(DictData data) {
  return Dict{std::make_shared<const DictData>(std::move(data))};
}
Value make_set(DictData data) {
  return Set{std::make_shared<const DictData>(std::move(data))};
}

bool is_true(const Value& value) {
  return std::visit(Truth(), value.variant());
}

std::string_view type_name(const Value& value) {
  return std::visit(TypeName(), value.variant());
}

}  // namespace mapping::expression
