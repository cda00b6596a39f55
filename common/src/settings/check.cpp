#include "settings/check.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "text/concat.hpp"
#include "text/environment_variable.hpp"
#include "text/excerpt.hpp"

namespace settings {

namespace {

bool has_kind(const json::Value& value, Kind kind) {
  switch (kind) {
    case Kind::kString:
      return value.IsString();
    case Kind::kInteger:
      return value.IsInt64();
    case Kind::kNumber:
      return value.IsNumber();
    case Kind::kBoolean:
      return value.IsBool();
    case Kind::kObject:
      return value.IsObject();
    case Kind::kArray:
      return value.IsArray();
  }
  return false;
}

std::string_view kind_phrase(Kind kind) {
  switch (kind) {
    case Kind::kString:
      return "a string";
    case Kind::kInteger:
      return "an integer";
    case Kind::kNumber:
      return "a number";
    case Kind::kBoolean:
      return "true or false";
    case Kind::kObject:
      return "an object";
    case Kind::kArray:
      return "an array";
  }
  return "";
}

bool is_choice(std::string_view choices, std::string_view word) {
  while (!choices.empty()) {
    const std::size_t end = std::min(choices.find('|'), choices.size());
    if (choices.substr(0, end) == word) return true;
    choices.remove_prefix(std::min(end + 1, choices.size()));
  }
  return false;
}

bool is_below(const json::Value& value, std::string_view minimum) {
  return !minimum.empty() &&
         value.GetDouble() < std::strtod(minimum.data(), nullptr);
}

bool is_above(const json::Value& value, std::string_view maximum) {
  return !maximum.empty() &&
         value.GetDouble() > std::strtod(maximum.data(), nullptr);
}

// A refused setting may be named with a value that asks for nothing.
bool asks_for_nothing(const json::Value& value) {
  return value.IsFalse() ||
         (value.IsString() && value.GetStringLength() == 0) ||
         (value.IsObject() && value.ObjectEmpty()) ||
         (value.IsArray() && value.Empty());
}

std::string shown(const Definition& setting, const json::Value& value) {
  if (!setting.may_be_shown()) return "";
  return text::concat(": ", text::excerpt(json::to_text(value), 100));
}

std::string fault_of(const Definition& setting, const json::Value& value) {
  if (!setting.refusal.empty()) {
    if (asks_for_nothing(value)) return "";
    return text::concat('\'', setting.name, "' is ", setting.refusal);
  }
  if (!has_kind(value, setting.kind)) {
    return text::concat('\'', setting.name, "' must be ",
                        kind_phrase(setting.kind), shown(setting, value));
  }
  if (!setting.choices.empty() &&
      !is_choice(setting.choices, json::string_view(value))) {
    return text::concat('\'', setting.name, "' must be one of ",
                        setting.choices, shown(setting, value));
  }
  if (value.IsNumber() && is_below(value, setting.minimum)) {
    return text::concat('\'', setting.name, "' must be at least ",
                        setting.minimum, shown(setting, value));
  }
  if (value.IsNumber() && is_above(value, setting.maximum)) {
    return text::concat('\'', setting.name, "' must be at most ",
                        setting.maximum, shown(setting, value));
  }
  return "";
}

}  // namespace

std::vector<std::string> check(const Program& program,
                               const json::Value& given) {
  std::vector<std::string> faults;
  for (const Definition& setting : program.definitions) {
    if (const json::Value* value = json::find(given, setting.name)) {
      std::string fault = fault_of(setting, *value);
      if (!fault.empty()) faults.push_back(std::move(fault));
    } else if (setting.required) {
      faults.push_back(text::concat(
          '\'', setting.name, "' is required (in a config file, or as ",
          text::environment_variable(program.name, setting.name),
          " with --config=ENV)"));
    }
  }
  return faults;
}

}  // namespace settings
