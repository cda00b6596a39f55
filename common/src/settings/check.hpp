#pragma once

#include <string>
#include <vector>

#include "json/document.hpp"
#include "settings/definition.hpp"

namespace settings {

// What is wrong with `given`, an object of known settings without nulls: one
// phrase per fault that names the setting, and never a secret's value.
std::vector<std::string> check(const Program& program,
                               const json::Value& given);

}  // namespace settings
