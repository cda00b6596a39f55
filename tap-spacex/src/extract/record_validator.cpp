#include "extract/record_validator.hpp"

#include "dates/moment.hpp"
#include "json/cursor.hpp"
#include "logging/log.hpp"
#include "text/concat.hpp"
#include "text/excerpt.hpp"

namespace extract {

namespace {

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

const std::vector<schema::Format>& formats() {
  static const std::vector<schema::Format> kFormats = {
      {"date-time", is_date_time}, {"date", is_date}};
  return kFormats;
}

// A number is an integer when its digits say so: 3, not 3.0 or 3e2, which
// strict readers refuse for an integer.
std::string_view kind_name(std::string_view value) {
  switch (value.front()) {
    case 't':
    case 'f':
      return "a boolean";
    case '"':
      return "a string";
    case '[':
      return "an array";
    case '{':
      return "an object";
    default:
      if (value.find_first_of(".eE") == std::string_view::npos) {
        return "an integer";
      }
      return "a number";
  }
}

}  // namespace

RecordValidator::RecordValidator(std::string_view stream,
                                 const json::Value& schema,
                                 Validation validation)
    : stream_(stream),
      validation_(validation),
      schema_(json::to_text(schema), formats()) {}

void RecordValidator::check(const documents::Document& document) {
  text_.assign(document.text);
  for (const auto& violation :
       schema::check_all(schema_.root(), text_.value())) {
    found(violation, document.index);
  }
}

void RecordValidator::found(const schema::Violation& violation,
                            std::size_t index) {
  const std::string shown =
      violation.value == "null"
          ? "null"
          : text::concat(kind_name(violation.value), ' ',
                         text::excerpt(violation.value, 60));
  const std::string message =
      text::concat('\'', violation.path, "' of document ", index + 1, " is ",
                   shown, " where ", violation.wanted, " was expected");
  if (validation_ == Validation::kFail) {
    throw ValidationError(
        text::concat("stream '", stream_, "': ", message,
                     "; validate_records: warn would let it pass"));
  }
  Finding& finding = findings_[violation.path];
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
