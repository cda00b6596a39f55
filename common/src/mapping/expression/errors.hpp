#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>

namespace mapping::expression {

// A text that is no expression, or one that asks for what is not supported,
// found wrong at `offset`, counted in bytes.
class SyntaxError : public std::runtime_error {
 public:
  SyntaxError(const std::string& message, std::size_t offset)
      : std::runtime_error(message), offset_(offset) {}
  std::size_t offset() const { return offset_; }

 private:
  std::size_t offset_;
};

// What went wrong with a record, in Python's words: "division by zero".
class EvaluationError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// A name that neither the caller nor the language knows: "'x' is not defined".
class NameNotDefined : public EvaluationError {
 public:
  using EvaluationError::EvaluationError;
};

}  // namespace mapping::expression
