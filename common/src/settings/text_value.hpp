#pragma once

#include <string_view>

#include "json/document.hpp"
#include "settings/definition.hpp"

namespace settings {

// Reads a setting's value that is written as text, as in an environment
// variable: a word for true or false, digits, JSON for arrays and objects.
// Memory is `into`'s; false, and nothing read, where the text is no value of
// that kind.
bool value_from_text(std::string_view text, Kind kind, json::Document& into,
                     json::Value& out);

}  // namespace settings
