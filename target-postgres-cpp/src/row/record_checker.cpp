#include "row/record_checker.hpp"

#include <algorithm>

#include "text/concat.hpp"
#include "text/excerpt.hpp"

namespace row {

RecordChecker::RecordChecker(const json::Value& schema,
                             const std::vector<table::Column>& columns)
    : schema_(schema), items_(columns.size()) {
  const validation::Rules& root = schema_.root();
  concerns_whole_ = concerns_whole(root);
  for (const table::Column& column : columns) names_.push_back(column.property);
  if (!root.object) return;
  const validation::ObjectRules& rules = *root.object;
  forbids_unknown_ = rules.additional != nullptr;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].source != table::Source::kProperty) continue;
    const auto found = rules.properties.find(names_[i]);
    if (found != rules.properties.end()) items_[i].rules = found->second;
    items_[i].is_required =
        std::find(rules.required.begin(), rules.required.end(), names_[i]) !=
        rules.required.end();
  }
}

bool RecordChecker::concerns_whole(const validation::Rules& rules) {
  if (rules.has_general() || !rules.object) return rules.has_general();
  const validation::ObjectRules& object = *rules.object;
  const bool names_unknown =
      std::any_of(object.required.begin(), object.required.end(),
                  [&](const std::string& name) {
                    return !object.properties.contains(name);
                  });
  const bool has_additional_schema =
      object.additional != nullptr && object.additional->kinds != 0;
  return names_unknown || has_additional_schema ||
         !object.pattern_properties.empty() || object.concerns_whole();
}

json::RawValue RecordChecker::whole(std::string_view record) {
  json::RawValue value;
  value.kind = json::Kind::kObject;
  value.text = record;
  return value;
}

bool RecordChecker::is_right(const Item& item, const json::RawValue& value) {
  if (is_absent(value)) return !item.is_required;
  if (item.rules == nullptr) return true;
  if (item.rules->is_plain) return item.rules->accepts_kind(value);
  return validation::check(*item.rules, value, nullptr);
}

bool RecordChecker::is_right(const std::vector<json::RawValue>& values,
                             bool has_unknown, std::string_view record) const {
  if (concerns_whole_) {
    return validation::check(schema_.root(), whole(record), nullptr);
  }
  for (std::size_t i = 0; i < items_.size(); ++i) {
    if (!is_right(items_[i], values[i])) return false;
  }
  return !has_unknown || !forbids_unknown_;
}

Fault RecordChecker::fault(const std::vector<json::RawValue>& values,
                           std::string_view unknown,
                           std::string_view record) const {
  validation::Violation violation;
  if (concerns_whole_) {
    validation::check(schema_.root(), whole(record), &violation);
    return {violation.path, violation.reason, violation.value};
  }
  for (std::size_t i = 0; i < items_.size(); ++i) {
    if (is_right(items_[i], values[i])) continue;
    if (is_absent(values[i])) return {names_[i], "required: is missing", ""};
    validation::check(*items_[i].rules, values[i], &violation);
    const bool is_item = !violation.path.empty() && violation.path[0] != '[';
    return {text::concat(names_[i], is_item ? "." : "", violation.path),
            violation.reason, violation.value};
  }
  return {"", "additionalProperties: is not in the schema",
          std::string(unknown)};
}

}  // namespace row
