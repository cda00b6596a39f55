#include "extract/record_validator.hpp"

#include "dates/moment.hpp"
#include "json/members.hpp"
#include "logging/log.hpp"
#include "text/concat.hpp"
#include "text/excerpt.hpp"

namespace extract {

namespace {

enum Kind : unsigned {
  kNull = 1U << 0U,
  kBoolean = 1U << 1U,
  kInteger = 1U << 2U,
  kNumber = 1U << 3U,
  kString = 1U << 4U,
  kArray = 1U << 5U,
  kObject = 1U << 6U,
};

unsigned kind_named(std::string_view name) {
  if (name == "null") return kNull;
  if (name == "boolean") return kBoolean;
  if (name == "integer") return kInteger;
  if (name == "number") return kInteger | kNumber;
  if (name == "string") return kString;
  if (name == "array") return kArray;
  if (name == "object") return kObject;
  return 0;
}

// A number is an integer when its digits say so: 3, not 3.0 or 3e2, which
// strict readers refuse for an integer.
unsigned kind_of(const json::RawValue& value) {
  switch (value.kind) {
    case json::Kind::kNull:
      return kNull;
    case json::Kind::kFalse:
    case json::Kind::kTrue:
      return kBoolean;
    case json::Kind::kNumber:
      return value.is_integer ? kInteger : kNumber;
    case json::Kind::kString:
      return kString;
    case json::Kind::kArray:
      return kArray;
    case json::Kind::kObject:
      break;
  }
  return kObject;
}

std::string_view kind_name(unsigned kind) {
  switch (kind) {
    case kBoolean:
      return "a boolean";
    case kInteger:
      return "an integer";
    case kNumber:
      return "a number";
    case kString:
      return "a string";
    case kArray:
      return "an array";
    default:
      return "an object";
  }
}

// RFC 3339: with a zone, unlike what parse_moment() lets pass.
bool is_date_time(std::string_view text) {
  constexpr std::size_t kShortest = 20;  // 2021-10-17T15:46:11Z
  return text.size() >= kShortest && parse_moment(text) &&
         text.find_first_of("Zz+-", 19) != std::string_view::npos &&
         text[10] != ' ';
}

bool is_date(std::string_view text) {
  constexpr std::size_t kSize = 10;
  return text.size() == kSize && parse_moment(text);
}

}  // namespace

struct RecordValidator::Rule {
  unsigned kinds = 0;  // allowed ones; 0: any
  std::string expected;
  std::string format;
  std::map<std::string, Rule, std::less<>> properties;
  std::vector<Rule> items;  // none or one
};

RecordValidator::RecordValidator(std::string_view stream,
                                 const json::Value& schema,
                                 Validation validation)
    : stream_(stream),
      validation_(validation),
      rule_(std::make_unique<Rule>(compile(schema))) {}

RecordValidator::~RecordValidator() = default;

RecordValidator::Rule RecordValidator::compile(const json::Value& schema) {
  Rule rule;
  const json::Value* const type = json::find(schema, "type");
  if (type != nullptr) {
    rule.expected = json::to_text(*type);
    if (type->IsString()) rule.kinds = kind_named(json::string_view(*type));
    if (type->IsArray()) {
      for (const json::Value& name : type->GetArray()) {
        rule.kinds |= kind_named(json::string_view(name));
      }
    }
  }
  if (const json::Value* const format = json::find(schema, "format")) {
    rule.format = json::string_view(*format);
  }
  if (const json::Value* const properties = json::find(schema, "properties")) {
    for (const auto& property : properties->GetObject()) {
      rule.properties.emplace(json::string_view(property.name),
                              compile(property.value));
    }
  }
  if (const json::Value* const items = json::find(schema, "items")) {
    rule.items.push_back(compile(*items));
  }
  return rule;
}

void RecordValidator::check(const documents::Document& document) {
  index_ = document.index;
  for (const json::Member& member : document.members) {
    const auto rule = rule_->properties.find(member.key.text);
    if (rule != rule_->properties.end()) {
      check_value(rule->second, rule->first, member.value);
    }
  }
}

void RecordValidator::check_value(const Rule& rule, const std::string& path,
                                  const json::RawValue& value) {
  const unsigned kind = kind_of(value);
  if (rule.kinds != 0 && (rule.kinds & kind) == 0) {
    found(path, value, rule.expected);
    return;
  }
  if (kind == kString && !rule.format.empty()) {
    const bool is_right = rule.format == "date-time" ? is_date_time(value.text)
                          : rule.format == "date"    ? is_date(value.text)
                                                     : true;
    if (!is_right) found(path, value, rule.format);
  } else if (kind == kObject) {
    for (const json::Member& member : json::members_of(value)) {
      const auto child = rule.properties.find(member.key.text);
      if (child == rule.properties.end()) continue;
      check_value(child->second, text::concat(path, '.', child->first),
                  member.value);
    }
  } else if (kind == kArray && !rule.items.empty()) {
    for (const json::RawValue& item : json::items_of(value)) {
      check_value(rule.items.front(), path + "[]", item);
    }
  }
}

void RecordValidator::found(const std::string& path,
                            const json::RawValue& value,
                            std::string_view expected) {
  const std::string shown =
      value.kind == json::Kind::kNull
          ? "null"
          : text::concat(kind_name(kind_of(value)), ' ',
                         text::excerpt(json::json_text(value), 60));
  const std::string message =
      text::concat('\'', path, "' of document ", index_ + 1, " is ", shown,
                   " where ", expected, " was expected");
  if (validation_ == Validation::kFail) {
    throw ValidationError(
        text::concat("stream '", stream_, "': ", message,
                     "; validate_records: warn would let it pass"));
  }
  Finding& finding = findings_[path];
  if (++finding.count == 1) finding.first = message;
}

void RecordValidator::warn() const {
  for (const auto& [path, finding] : findings_) {
    logging::warning(text::concat(
        "stream '", stream_, "': ", finding.first,
        finding.count == 1
            ? std::string()
            : text::concat(" (", finding.count, " times in all)")));
  }
}

std::unique_ptr<RecordValidator> make_validator(const StreamPlan& plan,
                                                Validation validation) {
  if (validation == Validation::kOff) return nullptr;
  return std::make_unique<RecordValidator>(plan.stream.name, plan.schema,
                                           validation);
}

}  // namespace extract
