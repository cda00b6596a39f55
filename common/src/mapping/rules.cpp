#include "mapping/rules.hpp"

#include <string_view>

#include "cli/errors.hpp"
#include "text/concat.hpp"
#include "text/excerpt.hpp"

namespace mapping {

namespace {

[[noreturn]] void refuse(const std::string& where, std::string_view what) {
  throw cli::UsageError(text::concat("stream_maps: ", where, what));
}

std::string stream_named(std::string_view key) {
  return text::concat("stream '", text::excerpt(key, 200), "': ");
}

bool is_nothing(const json::Value& value) {
  return value.IsNull() || json::string_view(value) == "__NULL__";
}

void expect_nothing(const json::Value& value, const std::string& where) {
  if (is_nothing(value)) return;
  refuse(where, "'__else__' can only be null");
}

std::string text_of(const json::Value& value, const std::string& where,
                    std::string_view option, std::string_view meaning) {
  if (value.IsString()) return std::string(json::string_view(value));
  refuse(where, text::concat("'", option, "' must be a string: ", meaning));
}

std::vector<std::string> read_keys(const json::Value& value,
                                   const std::string& where) {
  const std::string_view wanted =
      "'__key_properties__' must be null or a list of properties' names";
  std::vector<std::string> keys;
  if (value.IsNull()) return keys;
  if (!value.IsArray()) refuse(where, wanted);
  for (const json::Value& key : value.GetArray()) {
    if (!key.IsString()) refuse(where, wanted);
    keys.emplace_back(json::string_view(key));
  }
  return keys;
}

void read_option(StreamRule& rule, std::string_view name,
                 const json::Value& value, const std::string& where) {
  if (name == "__else__") {
    expect_nothing(value, where);
    rule.keeps_others = false;
  } else if (name == "__source__") {
    rule.source = text_of(value, where, name, "the stream to be read from");
  } else if (name == "__alias__") {
    rule.alias = text_of(value, where, name, "the stream's new name");
  } else if (name == "__filter__") {
    if (value.IsNull()) return;
    rule.filter = text_of(value, where, name, "an expression");
  } else if (name == "__key_properties__") {
    rule.keys = read_keys(value, where);
  } else if (is_nothing(value)) {
    rule.properties.push_back({std::string(name), std::nullopt});
  } else if (value.IsString()) {
    rule.properties.push_back(
        {std::string(name), std::string(json::string_view(value))});
  } else {
    refuse(where, text::concat("property '", text::excerpt(name, 200),
                               "' must be an expression in a string, or null "
                               "to be removed"));
  }
}

StreamRule read_stream(std::string_view key, const json::Value& value) {
  StreamRule rule{.key = std::string(key)};
  const std::string where = stream_named(key);
  if (is_nothing(value)) {
    rule.drops = true;
    return rule;
  }
  if (!value.IsObject()) {
    refuse(where, "must be an object, or null for a stream to be dropped");
  }
  for (const auto& member : value.GetObject()) {
    read_option(rule, json::string_view(member.name), member.value, where);
  }
  if (rule.source && rule.alias) {
    refuse(where,
           "'__alias__' and '__source__' exclude each other: the map's key "
           "names what is made from a source");
  }
  return rule;
}

}  // namespace

Rules read_rules(const json::Value& stream_maps) {
  Rules rules;
  for (const auto& member : stream_maps.GetObject()) {
    const std::string_view key = json::string_view(member.name);
    if (key == "__else__") {
      expect_nothing(member.value, "");
      rules.drops_others = true;
    } else if (key.starts_with("__")) {
      refuse(text::concat("'", text::excerpt(key, 200), "' "),
             "is no stream and no option here (only '__else__' is)");
    } else {
      rules.streams.push_back(read_stream(key, member.value));
    }
  }
  return rules;
}

}  // namespace mapping
