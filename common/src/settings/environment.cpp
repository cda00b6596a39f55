#include "settings/environment.hpp"

#include <filesystem>
#include <fstream>
#include <utility>

#include "cli/errors.hpp"
#include "settings/dotenv.hpp"
#include "settings/text_value.hpp"
#include "text/concat.hpp"
#include "text/environment_variable.hpp"

extern "C" char** environ;

namespace settings {

Environment read_process_environment() {
  Environment out;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view line = *entry;
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos) continue;
    out.emplace(line.substr(0, equals), line.substr(equals + 1));
  }
  return out;
}

Environment with_dotenv(Environment environment, const std::string& folder) {
  namespace fs = std::filesystem;
  std::error_code ignored;
  for (fs::path at = fs::absolute(folder, ignored);; at = at.parent_path()) {
    if (fs::is_regular_file(at / ".env", ignored)) {
      // Of a variable set twice the last counts, as in a shell.
      Environment variables;
      std::ifstream file(at / ".env");
      for (std::string line; std::getline(file, line);) {
        if (auto variable = read_dotenv_line(line)) {
          variables.insert_or_assign(std::move(variable->name),
                                     std::move(variable->value));
        }
      }
      environment.merge(variables);
      return environment;
    }
    if (at == at.parent_path()) return environment;
  }
}

json::Document read_environment(const Program& program,
                                const Environment& environment) {
  json::Document out(rapidjson::kObjectType);
  for (const Definition& setting : program.definitions) {
    const std::string variable =
        text::environment_variable(program.name, setting.name);
    const auto found = environment.find(variable);
    if (found == environment.end()) continue;
    json::Value value;
    if (!value_from_text(found->second, setting.kind, out, value)) {
      throw cli::UsageError(text::concat(
          "environment variable ", variable, " cannot be read as setting '",
          setting.name, "'",
          setting.may_be_shown() ? text::concat(": '", found->second, "'")
                                 : ""));
    }
    json::Value name(setting.name.data(),
                     static_cast<rapidjson::SizeType>(setting.name.size()),
                     out.GetAllocator());
    out.AddMember(name, value, out.GetAllocator());
  }
  return out;
}

}  // namespace settings
