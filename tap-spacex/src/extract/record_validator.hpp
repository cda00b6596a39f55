#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "documents/body.hpp"
#include "extract/read_settings.hpp"
#include "extract/stream_plan.hpp"

namespace extract {

// A document that cannot pass: it has no id, or it is not as its schema says
// with validate_records: fail. Reading it again would not help.
class ValidationError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Checks documents against the types and formats of their schema, compiled
// once. Undeclared properties are not its business.
class RecordValidator {
 public:
  RecordValidator(std::string_view stream, const json::Value& schema,
                  Validation validation);
  ~RecordValidator();

  // Counts what is wrong, or throws ValidationError with kFail.
  void check(const documents::Document& document);

  // One WARNING for all that was found.
  void warn() const;

 private:
  struct Rule;

  static Rule compile(const json::Value& schema);
  void check_value(const Rule& rule, const std::string& path,
                   const json::RawValue& value);
  void found(const std::string& path, const json::RawValue& value,
             std::string_view expected);

  std::string stream_;
  Validation validation_;
  std::unique_ptr<Rule> rule_;
  std::size_t index_ = 0;  // of the document at hand
  // Per path: how often, and the first finding.
  struct Finding {
    std::size_t count = 0;
    std::string first;
  };
  std::map<std::string, Finding> findings_;
};

// nullptr when nothing is to be validated.
std::unique_ptr<RecordValidator> make_validator(const StreamPlan& plan,
                                                Validation validation);

}  // namespace extract
