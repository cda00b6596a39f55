#include "row/record_checker.hpp"

#include <algorithm>
#include <optional>

#include "json/padded_text.hpp"
#include "singer/protocol_error.hpp"
#include "text/concat.hpp"
#include "text/excerpt.hpp"

namespace row {

namespace {

schema::Schema compiled(const singer::SchemaMessage& message) {
  try {
    return schema::Schema(message.schema_text);
  } catch (const schema::SchemaError& error) {
    throw singer::ProtocolError(
        message.line,
        text::concat("stream '", text::excerpt(message.stream),
                     "': ", error.what(), "; set validate_records to false"));
  }
}

}  // namespace

RecordChecker::RecordChecker(const singer::SchemaMessage& message,
                             const std::vector<table::Column>& columns)
    : schema_(compiled(message)), items_(columns.size()) {
  const schema::Rules& root = schema_.root();
  concerns_whole_ = concerns_whole(root);
  for (const table::Column& column : columns) names_.push_back(column.property);
  if (!root.object) return;
  const schema::ObjectRules& rules = *root.object;
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

bool RecordChecker::concerns_whole(const schema::Rules& rules) {
  if (rules.has_general() || !rules.object) return rules.has_general();
  const schema::ObjectRules& object = *rules.object;
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

bool RecordChecker::is_named(std::string_view property) const {
  const auto* const object = schema_.root().object.get();
  return object != nullptr &&
         (object->properties.contains(std::string(property)) ||
          std::find(object->required.begin(), object->required.end(),
                    property) != object->required.end());
}

// What the schema names itself stays.
std::string RecordChecker::text_of(
    std::span<const json::Member> members) const {
  std::string kept = "{";
  std::string scratch;
  for (const json::Member& member : members) {
    const std::string_view name = json::unescaped(member.key, scratch);
    if (table::is_metadata_name(name) && !is_named(name)) continue;
    kept +=
        text::concat(kept.size() == 1 ? "" : ",", json::json_text(member.key),
                     ':', json::json_text(member.value));
  }
  return kept + '}';
}

bool RecordChecker::check_whole(const RecordView& record,
                                schema::Violation* violation) const {
  json::RawValue whole;
  whole.kind = json::Kind::kObject;
  whole.text = record.text;
  std::optional<json::PaddedText> kept;
  if (record.has_metadata || record.text.empty()) {
    kept.emplace(text_of(record.members));
    whole.text = kept->view();
  }
  return schema::check(schema_.root(), whole, violation,
                       schema::Place::kRecord);
}

bool RecordChecker::is_right(const Item& item, const json::RawValue* value) {
  if (value == nullptr) return !item.is_required;
  if (item.rules == nullptr) return true;
  if (item.rules->is_plain) return item.rules->accepts_kind(*value);
  return schema::check(*item.rules, *value, nullptr, schema::Place::kProperty);
}

bool RecordChecker::is_right(const RecordView& record) const {
  if (concerns_whole_) return check_whole(record, nullptr);
  for (std::size_t i = 0; i < items_.size(); ++i) {
    if (!is_right(items_[i], record.values[i])) return false;
  }
  return !record.has_unknown || !forbids_unknown_;
}

schema::Violation RecordChecker::violation(const RecordView& record,
                                           std::string_view unknown) const {
  schema::Violation violation;
  if (concerns_whole_) {
    check_whole(record, &violation);
    return violation;
  }
  for (std::size_t i = 0; i < items_.size(); ++i) {
    const json::RawValue* const value = record.values[i];
    if (is_right(items_[i], value)) continue;
    if (value == nullptr) return {names_[i], "required: is missing", ""};
    schema::check(*items_[i].rules, *value, &violation,
                  schema::Place::kProperty);
    const bool is_item = !violation.path.empty() && violation.path[0] != '[';
    violation.path =
        text::concat(names_[i], is_item ? "." : "", violation.path);
    return violation;
  }
  return {"", "additionalProperties: is not in the schema",
          std::string(unknown)};
}

}  // namespace row
