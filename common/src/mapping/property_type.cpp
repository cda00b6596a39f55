#include "mapping/property_type.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace mapping {

namespace {

constexpr std::string_view kText = R"({"type":["string","null"]})";
constexpr std::string_view kDate =
    R"({"type":["string","null"],"format":"date"})";
constexpr std::string_view kDateTime =
    R"({"type":["string","null"],"format":"date-time"})";

struct TypeOfCall {
  std::string_view beginning;
  std::string_view schema;
};

// In the order in which they are tried.
constexpr std::array kCalls{
    TypeOfCall{"float(", R"({"type":["number","null"]})"},
    TypeOfCall{"int(", R"({"type":["integer","null"]})"},
    TypeOfCall{"str(", kText},
    TypeOfCall{"bool(", R"({"type":["boolean","null"]})"},
    TypeOfCall{"json.dumps(", kText},
    TypeOfCall{"datetime.date.", kDate},
    TypeOfCall{"datetime.date(", kDate},
};

std::string with(std::vector<std::string> items, std::string item) {
  items.push_back(std::move(item));
  std::string out = "[";
  for (const std::string& each : items) {
    if (out.size() > 1) out += ',';
    out += each;
  }
  out += ']';
  return out;
}

bool is_null(const std::string& schema) {
  const ObjectText members(schema);
  const std::string* const type = members.find("type");
  return members.members().size() == 1 && type != nullptr &&
         characters_of(*type) == "null";
}

// One more alternative for a list of them, unless it is there.
bool add_null_to(ObjectText& schema, std::string_view list) {
  const std::string* const alternatives = schema.find(list);
  if (alternatives == nullptr) return false;
  const auto items = item_texts(*alternatives);
  if (std::none_of(items.begin(), items.end(), is_null)) {
    schema.set(list, with(items, R"({"type":"null"})"));
  }
  return true;
}

// The schema that null satisfies as well.
std::string nullable(ObjectText schema) {
  if (add_null_to(schema, "anyOf") || add_null_to(schema, "oneOf")) {
    return schema.text();
  }
  const std::string* const type = schema.find("type");
  if (type == nullptr) return schema.text();
  const auto names = type_names(schema);
  if (std::find(names.begin(), names.end(), "null") == names.end()) {
    auto types = type->starts_with('[') ? item_texts(*type)
                                        : std::vector<std::string>{*type};
    schema.set("type", with(std::move(types), R"("null")"));
  }
  return schema.text();
}

}  // namespace

std::string mapped_type(std::string_view expression, const std::string* old,
                        const ObjectText& record) {
  if (expression == "record") return nullable(record);
  for (const TypeOfCall& call : kCalls) {
    if (expression.starts_with(call.beginning)) {
      return std::string(call.schema);
    }
  }
  if (expression.ends_with(".date()")) return std::string(kDate);
  if (expression.starts_with("datetime.datetime.") ||
      expression.starts_with("datetime.datetime(")) {
    return std::string(kDateTime);
  }
  const bool is_quoted =
      expression.starts_with('\'') && expression.ends_with('\'');
  if (is_quoted || old == nullptr || !old->starts_with('{')) {
    return std::string(kText);
  }
  return nullable(ObjectText(*old));
}

}  // namespace mapping
