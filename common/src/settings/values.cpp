#include "settings/values.hpp"

#include <algorithm>
#include <filesystem>
#include <stdexcept>
#include <utility>

#include "cli/errors.hpp"
#include "logging/log.hpp"
#include "settings/check.hpp"
#include "settings/text_value.hpp"
#include "text/concat.hpp"

namespace settings {

namespace {

const Definition* find_definition(const Program& program,
                                  std::string_view name) {
  for (const Definition& setting : program.definitions) {
    if (setting.name == name) return &setting;
  }
  return nullptr;
}

void set_member(json::Document& into, std::string_view name,
                const json::Value& value) {
  json::Value key(name.data(), static_cast<rapidjson::SizeType>(name.size()),
                  into.GetAllocator());
  into.RemoveMember(key);
  into.AddMember(key, json::copy(value, into.GetAllocator()),
                 into.GetAllocator());
}

void merge(const json::Value& from, json::Document& into) {
  for (const auto& member : from.GetObject()) {
    set_member(into, json::string_view(member.name), member.value);
  }
}

json::Document read_config_file(const std::string& path) {
  try {
    json::Document config = json::read_file(path, "config file");
    if (!config.IsObject()) {
      throw cli::UsageError(
          text::concat("config file '", path, "' must hold a JSON object"));
    }
    return config;
  } catch (const cli::UsageError&) {
    throw;
  } catch (const std::runtime_error& error) {
    throw cli::UsageError(error.what());
  }
}

// Drops what is null or not known, and warns once of the latter.
json::Document keep_known(const Program& program, const json::Value& merged) {
  json::Document kept(rapidjson::kObjectType);
  std::vector<std::string> unknown;
  for (const auto& member : merged.GetObject()) {
    const std::string_view name = json::string_view(member.name);
    if (find_definition(program, name) == nullptr) {
      unknown.push_back(text::concat('\'', name, '\''));
    } else if (!member.value.IsNull()) {
      set_member(kept, name, member.value);
    }
  }
  if (!unknown.empty()) {
    logging::warning(
        text::concat("ignoring unknown settings ", text::joined(unknown, ", "),
                     "; '", program.name, " --about' lists the known ones"));
  }
  return kept;
}

// Meltano hands on as text what is a number: its own kind for numbers that are
// not whole (decimal) ends its run where it comes by a variable.
void read_numbers_in_text(const Program& program, json::Document& given) {
  for (const Definition& setting : program.definitions) {
    const json::Value* const value = json::find(given, setting.name);
    if (value == nullptr || !value->IsString() ||
        setting.kind != Kind::kNumber) {
      continue;
    }
    json::Value number;
    if (value_from_text(json::string_view(*value), setting.kind, given,
                        number)) {
      set_member(given, setting.name, number);
    }
  }
}

}  // namespace

Values Values::load(const Program& program,
                    const std::vector<std::string>& configs,
                    const Environment& environment) {
  json::Document merged(rapidjson::kObjectType);
  bool reads_environment = false;
  for (const std::string& config : configs) {
    if (config == "ENV") {
      reads_environment = true;
    } else {
      merge(read_config_file(config), merged);
    }
  }
  if (reads_environment) {
    const std::string folder = std::filesystem::current_path().string();
    merge(read_environment(program, with_dotenv(environment, folder)), merged);
  }
  Values values;
  for (const auto& member : std::as_const(merged).GetObject()) {
    if (member.value.IsNull()) {
      values.null_.emplace_back(json::string_view(member.name));
    }
  }
  values.merged_ = keep_known(program, merged);
  read_numbers_in_text(program, values.merged_);
  const std::vector<std::string> faults = check(program, values.merged_);
  if (!faults.empty()) {
    throw cli::UsageError(text::concat("configuration is not valid: ",
                                       text::joined(faults, "; ")));
  }
  for (const auto& member : std::as_const(values.merged_).GetObject()) {
    values.given_.emplace_back(json::string_view(member.name));
  }
  for (const Definition& setting : program.definitions) {
    const json::Value* const given = json::find(values.merged_, setting.name);
    if (setting.default_json.empty()) {
      if (given != nullptr) values.changed_.emplace_back(setting.name);
      continue;
    }
    const json::Document standard =
        json::parse(setting.default_json, setting.name);
    if (given == nullptr) {
      set_member(values.merged_, setting.name, standard);
    } else if (*given != standard) {
      values.changed_.emplace_back(setting.name);
    }
  }
  return values;
}

bool Values::has(std::string_view name) const {
  return json::find(merged_, name) != nullptr;
}

bool Values::is_given(std::string_view name) const {
  return std::find(given_.begin(), given_.end(), name) != given_.end();
}

bool Values::is_default(std::string_view name) const {
  return std::find(changed_.begin(), changed_.end(), name) == changed_.end();
}

bool Values::is_null(std::string_view name) const {
  return std::find(null_.begin(), null_.end(), name) != null_.end();
}

const json::Value& Values::value(std::string_view name) const {
  const json::Value* value = json::find(merged_, name);
  if (value == nullptr) {
    throw std::logic_error(text::concat("setting '", name, "' has no value"));
  }
  return *value;
}

std::string Values::text(std::string_view name) const {
  return std::string(json::string_view(value(name)));
}

std::int64_t Values::integer(std::string_view name) const {
  return value(name).GetInt64();
}

double Values::number(std::string_view name) const {
  return value(name).GetDouble();
}

bool Values::boolean(std::string_view name) const {
  return value(name).GetBool();
}

std::optional<std::string> Values::optional_text(std::string_view name) const {
  if (!has(name)) return std::nullopt;
  return text(name);
}

std::optional<std::int64_t> Values::optional_integer(
    std::string_view name) const {
  if (!has(name)) return std::nullopt;
  return integer(name);
}

}  // namespace settings
