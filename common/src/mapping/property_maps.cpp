#include "mapping/property_maps.hpp"

#include <algorithm>
#include <utility>

#include "mapping/error.hpp"
#include "mapping/expression/json_text.hpp"
#include "text/concat.hpp"
#include "text/excerpt.hpp"

namespace mapping {

namespace {

constexpr std::size_t kShownBytes = 200;

// Names that no property of a record is asked for by.
constexpr std::string_view kOwnNames[] = {
    "record", "_", "config", "__stream_name__", "__original_stream_name__"};

bool is_own_name(std::string_view name) {
  return std::find(std::begin(kOwnNames), std::end(kOwnNames), name) !=
         std::end(kOwnNames);
}

// 'text', "text" or a number: needs no record.
bool is_literal(std::string_view text) {
  if (text.size() >= 2 && (text.front() == '\'' || text.front() == '"')) {
    const std::string_view inner = text.substr(1, text.size() - 2);
    return text.back() == text.front() &&
           inner.find_first_of("\\'\"") == std::string_view::npos;
  }
  if (text == "None" || text == "True" || text == "False") return true;
  return !text.empty() &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}

// Nothing has a name here.
class NoNames : public expression::Names {
 public:
  const expression::Value* find(std::string_view /*name*/) override {
    return nullptr;
  }
};

}  // namespace

PropertyMaps::PropertyMaps(const StreamRule& rule,
                           std::vector<std::string> keys,
                           std::string_view where)
    : where_(where), keeps_others_(rule.keeps_others), keys_(std::move(keys)) {
  if (rule.filter) {
    filter_ = compiled(*rule.filter, text::concat(where_, "'__filter__': "));
  }
  properties_.reserve(rule.properties.size());
  for (const PropertyRule& property : rule.properties) add(property);
  for (std::size_t i = 0; i < properties_.size(); ++i) {
    by_name_.emplace(properties_[i].name, i);
  }
}

void PropertyMaps::add(const PropertyRule& rule) {
  Property property{.name = rule.name};
  if (!rule.expression) {
    properties_.push_back(std::move(property));
    return;
  }
  const std::string& text = *rule.expression;
  property.expression = compiled(text, place_of(rule.name));
  const auto& names = property.expression->names();
  if (is_literal(text)) {
    NoNames none;
    expression::append_json(
        property.constant,
        property.expression->evaluate(none, expression::Context()));
  } else if (names.size() == 1 && names.front() == text && !is_own_name(text)) {
    property.copied = text == "self" ? rule.name : text;
  }
  properties_.push_back(std::move(property));
}

std::string PropertyMaps::place_of(std::string_view property) const {
  return text::concat(where_, "property '",
                      text::excerpt(property, kShownBytes), "': ");
}

expression::Expression PropertyMaps::compiled(const std::string& text,
                                              const std::string& place) const {
  const auto refuse = [&](std::string_view why) {
    return Error(text::concat(place, "expression ",
                              text::excerpt(text, kShownBytes), ": ", why));
  };
  try {
    auto expression = expression::Expression::compile(text);
    const auto& names = expression.names();
    if (std::find(names.begin(), names.end(), "fake") != names.end()) {
      throw refuse(
          "'fake' is not supported: it needs Python's library Faker; a digest "
          "(md5, sha256) hides a value too");
    }
    return expression;
  } catch (const expression::SyntaxError& error) {
    throw refuse(
        text::concat(error.what(), " (at character ", error.offset() + 1, ')'));
  }
}

Error PropertyMaps::failure(const std::string& place,
                            const expression::Expression& expression,
                            std::string_view why) {
  const auto& names = expression.names();
  // What the settings call config is mostly a secret, such as a digest's salt.
  const bool may_be_shown =
      std::find(names.begin(), names.end(), "config") == names.end();
  Error error(text::concat(
      place, "expression ", text::excerpt(expression.text(), kShownBytes), ": ",
      may_be_shown ? text::excerpt(why, kShownBytes)
                   : "fails on this record (why may show a value of "
                     "stream_map_config)"));
  return error;
}

bool PropertyMaps::passes_filter(RecordNames& names,
                                 const expression::Context& context) const {
  if (!filter_) return true;
  names.set_property(nullptr);
  try {
    return expression::is_true(filter_->evaluate(names, context));
  } catch (const expression::EvaluationError& error) {
    throw failure(text::concat(where_, "'__filter__': "), *filter_,
                  error.what());
  }
}

json::RawValue PropertyMaps::value_of(const Property& property,
                                      RecordNames& names,
                                      const expression::Context& context,
                                      MappedRecord& out) const {
  if (!property.constant.empty()) return out.value(property.constant);
  if (!property.copied.empty()) {
    if (const auto* const value = names.raw(property.copied)) return *value;
  }
  names.set_property(&property.name);
  try {
    std::string json;
    expression::append_json(json,
                            property.expression->evaluate(names, context));
    return out.value(json);
  } catch (const expression::EvaluationError& error) {
    throw failure(place_of(property.name), *property.expression, error.what());
  } catch (const json::SyntaxError& error) {
    // Nested too deep.
    throw failure(place_of(property.name), *property.expression, error.what());
  }
}

bool PropertyMaps::map(std::span<const Member> record, const MapNames& known,
                       const expression::Context& context,
                       MappedRecord& out) const {
  RecordNames names(record, known);
  if (!passes_filter(names, context)) return false;
  std::vector<Member> members;
  members.reserve(record.size() + properties_.size());
  std::vector<std::size_t> places(properties_.size(), kNowhere);
  for (const Member& member : record) {
    const auto rule = by_name_.find(member.key);
    if (rule == by_name_.end()) {
      if (!keeps_others_ &&
          std::find(keys_.begin(), keys_.end(), member.key) == keys_.end()) {
        continue;
      }
      members.push_back(member);
    } else if (properties_[rule->second].expression &&
               places[rule->second] == kNowhere) {
      places[rule->second] = members.size();
      members.push_back(member);
    }
  }
  for (std::size_t i = 0; i < properties_.size(); ++i) {
    const Property& property = properties_[i];
    if (!property.expression) continue;
    const json::RawValue value = value_of(property, names, context, out);
    if (places[i] == kNowhere) {
      members.push_back({property.name, value});
    } else {
      members[places[i]].value = value;
    }
  }
  out.replace(members);
  return !out.is_empty();
}

}  // namespace mapping
