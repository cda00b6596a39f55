#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include "documents/body.hpp"
#include "extract/read_settings.hpp"
#include "extract/stream_plan.hpp"
#include "json/padded_text.hpp"
#include "schema/schema.hpp"

namespace extract {

// A document that cannot pass: it has no id, or it is not as its schema says
// with validate_records: fail. Reading it again would not help.
class ValidationError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Checks documents against the types and formats of their schema, as
// schema::Schema compiles them. Undeclared properties are not its business.
class RecordValidator {
 public:
  RecordValidator(std::string_view stream, const json::Value& schema,
                  Validation validation);

  // Counts what is wrong, or throws ValidationError with kFail.
  void check(const documents::Document& document);

  // One WARNING for all that was found.
  void warn() const;

 private:
  void found(const schema::Violation& violation, std::size_t index);

  std::string stream_;
  Validation validation_;
  schema::Schema schema_;
  json::PaddedText text_;  // of the document at hand
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
