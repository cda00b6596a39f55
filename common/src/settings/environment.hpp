#pragma once

#include <map>
#include <string>
#include <string_view>

#include "json/document.hpp"
#include "settings/definition.hpp"

namespace settings {

// Environment variables, injected for tests: name → value.
using Environment = std::map<std::string, std::string, std::less<>>;

Environment read_process_environment();

// `environment` over the variables of a .env file, if one stands in `folder` or
// in a folder above: NAME=value lines, `export ` and quotes allowed, #
// comments.
Environment with_dotenv(Environment environment, const std::string& folder);

// The settings that are set in `environment`, as one JSON object. A value that
// is not of its setting's kind is a cli::UsageError that names the variable
// and, unless it is a secret, the value.
json::Document read_environment(const Program& program,
                                const Environment& environment);

}  // namespace settings
