#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/document.hpp"
#include "settings/definition.hpp"
#include "settings/environment.hpp"

namespace settings {

// A program's settings: merged from its configurations, completed with the
// defaults, checked against the definitions.
class Values {
 public:
  // Merges `configs` from left to right. Each is a path of a JSON file, or
  // "ENV": then <PROGRAM>_<SETTING> variables (upper-cased, '-' and '+' as '_')
  // are read too, from `environment` and below it a .env file in the working
  // folder or above; they win over all files. Integers, numbers, booleans
  // (true for true/1/yes/on in any case, false for false/0/no/off), arrays and
  // objects (JSON) are converted from the variable's text.
  // Unknown keys: one WARNING for all. Every fault (unreadable file, no JSON
  // object, wrong kind, missing required key, value out of bounds or not among
  // the choices, refused setting) is collected into one UsageError that names
  // each key and never a secret's value. A null counts as absent.
  static Values load(const Program& program,
                     const std::vector<std::string>& configs,
                     const Environment& environment);

  // Set by a configuration or by default.
  bool has(std::string_view name) const;
  // Set by a configuration, not only by default.
  bool is_given(std::string_view name) const;
  // Not set, or set to what is the default anyway.
  bool is_default(std::string_view name) const;
  // Set to null by a configuration, so that it counts as absent.
  bool is_null(std::string_view name) const;

  // The value of a setting of that kind; naming one that is not defined or has
  // no value is a std::logic_error.
  std::string text(std::string_view name) const;
  std::int64_t integer(std::string_view name) const;
  double number(std::string_view name) const;
  bool boolean(std::string_view name) const;
  // Any kind, e.g. objects and arrays. Lives as long as this object.
  const json::Value& value(std::string_view name) const;

  std::optional<std::string> optional_text(std::string_view name) const;
  std::optional<std::int64_t> optional_integer(std::string_view name) const;

 private:
  Values() = default;
  json::Document merged_{rapidjson::kObjectType};
  std::vector<std::string> given_;
  std::vector<std::string> changed_;
  std::vector<std::string> null_;
};

}  // namespace settings
