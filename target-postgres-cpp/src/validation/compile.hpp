#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "validation/schema.hpp"

namespace validation {

// Turns JSON Schema into Rules, for Schema alone.
class Compiler {
 public:
  explicit Compiler(Schema& schema) : schema_(schema) {}

  const Rules* compile_root();

 private:
  const Rules* compile(const json::Value& value);
  // Of a value further down: `step` leads there, for what is told.
  const Rules* compile_at(std::string_view step, const json::Value& value);
  // The keyword's schema, nullptr when there is none.
  const Rules* compile_member(const json::Value& value,
                              std::string_view keyword);
  void compile_keywords(const json::Value& value, Rules& rules);
  void compile_type(const json::Value& type, Rules& rules);
  void compile_number(const json::Value& value, Rules& rules);
  void compile_string(const json::Value& value, Rules& rules);
  void compile_array(const json::Value& value, Rules& rules);
  void compile_object(const json::Value& value, Rules& rules);
  void compile_properties(const json::Value& value, ObjectRules& rules);
  void compile_dependencies(const json::Value& value, ObjectRules& rules);
  void compile_combinations(const json::Value& value, Rules& rules);
  void compile_reference(std::string_view reference, Rules& rules);
  std::vector<const Rules*> compile_list(const json::Value& value,
                                         std::string_view keyword);
  std::optional<Pattern> compile_pattern(std::string_view expression);
  void compile_condition(const json::Value& value, Rules& rules);
  void leave_out(std::string_view what);

  Schema& schema_;
  std::string path_;  // of the values that are compiled for: "a.b[]"
  // Each schema is compiled once, so that a $ref may lead back to itself.
  std::map<const json::Value*, Rules*> compiled_;
};

}  // namespace validation
