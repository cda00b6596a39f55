#pragma once

#include <string>
#include <string_view>

#include "settings/definition.hpp"

namespace settings {

// What --about prints: the SDK's text form.
std::string about_text(const Program& program);

// --about --format=json: the SDK's keys, in its order, so that the Meltano
// Hub's tooling parses it; settings as a JSON Schema.
std::string about_json(const Program& program);

// --about --format=markdown: the README's tables come from this.
std::string about_markdown(const Program& program);

// Dispatches on "text", "json" or "markdown"; another word is a UsageError.
std::string about(const Program& program, std::string_view format);

}  // namespace settings
