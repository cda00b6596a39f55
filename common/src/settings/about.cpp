#include "settings/about.hpp"

#include <algorithm>

#include "cli/errors.hpp"
#include "json/document.hpp"
#include "text/concat.hpp"
#include "text/environment_variable.hpp"

namespace settings {

namespace {

std::string_view kind_name(Kind kind) {
  switch (kind) {
    case Kind::kString:
      return "string";
    case Kind::kInteger:
      return "integer";
    case Kind::kNumber:
      return "number";
    case Kind::kBoolean:
      return "boolean";
    case Kind::kObject:
      return "object";
    case Kind::kArray:
      return "array";
  }
  return "string";
}

std::string choices_json(std::string_view choices) {
  std::string out = "[";
  while (!choices.empty()) {
    const std::size_t end = std::min(choices.find('|'), choices.size());
    if (out.size() > 1) out += ',';
    out += json::quoted(choices.substr(0, end));
    choices.remove_prefix(std::min(end + 1, choices.size()));
  }
  return out + "]";
}

// One setting as a JSON Schema, with the keywords the SDK uses.
std::string setting_json(const Definition& setting) {
  std::string out = text::concat(R"({"type":[")", kind_name(setting.kind),
                                 R"(","null"],"description":)",
                                 json::quoted(setting.description));
  if (!setting.default_json.empty()) {
    out += text::concat(R"(,"default":)", setting.default_json);
  }
  if (!setting.choices.empty()) {
    out += text::concat(R"(,"enum":)", choices_json(setting.choices));
  }
  if (!setting.minimum.empty()) {
    out += text::concat(R"(,"minimum":)", setting.minimum);
  }
  if (!setting.maximum.empty()) {
    out += text::concat(R"(,"maximum":)", setting.maximum);
  }
  if (setting.secret) out += R"(,"secret":true,"writeOnly":true)";
  return out + "}";
}

bool is_listed(const Definition& setting) { return setting.refusal.empty(); }

// Cells of a table must not end it.
std::string cell(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '|') out += '\\';
    out += c;
  }
  return out;
}

std::string properties_json(const Program& program) {
  std::string properties = "{";
  for (const Definition& setting : program.definitions) {
    if (!is_listed(setting)) continue;
    if (properties.size() > 1) properties += ',';
    properties +=
        text::concat(json::quoted(setting.name), ':', setting_json(setting));
  }
  return properties + "}";
}

std::string required_json(const Program& program) {
  std::string required = "[";
  for (const Definition& setting : program.definitions) {
    if (!setting.required) continue;
    if (required.size() > 1) required += ',';
    required += json::quoted(setting.name);
  }
  return required + "]";
}

}  // namespace

std::string about_text(const Program& program) {
  std::string out = text::concat(
      "Name: ", program.name, "\nDescription: ", program.description,
      "\nVersion: ", program.version, "\nCapabilities:\n");
  for (const std::string_view capability : program.capabilities) {
    out += text::concat("  - ", capability, '\n');
  }
  out += "Settings:\n";
  for (const Definition& setting : program.definitions) {
    if (!is_listed(setting)) continue;
    out += text::concat(
        "  - Name: ", setting.name, "\n    Type: ", kind_name(setting.kind),
        "\n    Environment Variable: ",
        text::environment_variable(program.name, setting.name), '\n');
  }
  return out;
}

std::string about_json(const Program& program) {
  std::string capabilities = "[";
  for (const std::string_view capability : program.capabilities) {
    if (capabilities.size() > 1) capabilities += ',';
    capabilities += json::quoted(capability);
  }
  capabilities += "]";
  const std::string compact = text::concat(
      R"({"name":)", json::quoted(program.name), R"(,"description":)",
      json::quoted(program.description), R"(,"version":)",
      json::quoted(program.version),
      R"(,"sdk_version":null,"supported_python_versions":null,"capabilities":)",
      capabilities, R"(,"settings":{"type":"object","properties":)",
      properties_json(program), R"(,"required":)", required_json(program),
      "}}");
  return json::to_pretty_text(json::parse(compact, "--about")) + "\n";
}

std::string about_markdown(const Program& program) {
  std::string out =
      text::concat("# `", program.name, "`\n\n", program.description,
                   "\n\n## Capabilities\n\n");
  for (const std::string_view capability : program.capabilities) {
    out += text::concat("- `", capability, "`\n");
  }
  out +=
      "\n## Settings\n\n"
      "| Setting | Required | Default | Description |\n"
      "|:--------|:--------:|:-------:|:------------|\n";
  for (const Definition& setting : program.definitions) {
    if (!is_listed(setting)) continue;
    out += text::concat(
        "| ", setting.name, " | ", setting.required ? "True" : "False", " | ",
        setting.default_json.empty() ? "None" : cell(setting.default_json),
        " | ", cell(setting.description), " |\n");
  }
  out += text::concat(
      "\nA full list of supported settings and capabilities is available by "
      "running: `",
      program.name, " --about`\n");
  return out;
}

std::string about(const Program& program, std::string_view format) {
  if (format == "text") return about_text(program);
  if (format == "json") return about_json(program);
  if (format == "markdown") return about_markdown(program);
  throw cli::UsageError(text::concat(
      "--format takes text, json or markdown, not '", format, "'"));
}

}  // namespace settings
