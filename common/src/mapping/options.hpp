#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "json/document.hpp"
#include "mapping/flat_name.hpp"
#include "mapping/rules.hpp"
#include "settings/values.hpp"

namespace mapping {

// What the settings say.
struct Options {
  Rules rules = {};
  // JSON text of the object that expressions call `config`.
  std::string config = "{}";
  FlatteningOptions flattening = {};

  // Where that is the same, so is what becomes of a stream; but for `config`,
  // which may hold secrets.
  std::string text = {};

  bool changes_nothing() const {
    return rules.is_empty() && !flattening.is_on();
  }
};

// The value of a setting by its name, of the kind that its definition says
// (setting_definitions.hpp); nullptr: it is not set.
using Lookup = std::function<const json::Value*(std::string_view name)>;

// Throws cli::UsageError.
Options read_options(const Lookup& lookup);
// Of a program's settings.
Options read_options(const settings::Values& values);

}  // namespace mapping
