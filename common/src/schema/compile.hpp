#pragma once

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "raw/members.hpp"
#include "schema/schema.hpp"

namespace schema {

// Turns JSON Schema into Rules, for Schema alone.
class Compiler {
 public:
  explicit Compiler(Schema& schema) : schema_(schema) {}

  const Rules* compile_root(std::string_view text);

 private:
  // A $ref, to be followed when all that stands around it is compiled.
  struct Reference {
    Rules* from = nullptr;
    json::RawValue to;
    std::string text;
    std::string path;
  };

  Rules* compile(const json::RawValue& value);
  // Of a value further down: `step` leads there, for what is told.
  const Rules* compile_at(std::string_view step, const json::RawValue& value);
  // The keyword's schema, nullptr when there is none.
  const Rules* compile_member(const raw::Members& schema,
                              std::string_view keyword);
  void compile_keywords(const raw::Members& schema, Rules& rules);
  void compile_type(const json::RawValue& type, Rules& rules);
  void compile_types_alone(const raw::Members& schema, Rules& rules);
  void compile_choices(const raw::Members& schema, Rules& rules);
  void compile_number(const raw::Members& schema, Rules& rules);
  void compile_string(const raw::Members& schema, Rules& rules);
  void compile_array(const raw::Members& schema, Rules& rules);
  void compile_object(const raw::Members& schema, Rules& rules);
  void compile_properties(const raw::Members& schema, ObjectRules& rules);
  void compile_other_properties(const raw::Members& schema, ObjectRules& rules);
  void compile_dependencies(const raw::Members& schema, ObjectRules& rules);
  void compile_combinations(const raw::Members& schema, Rules& rules);
  void compile_reference(const json::RawValue& reference, Rules& rules);
  void follow_references();
  std::vector<const Rules*> compile_list(const raw::Members& schema,
                                         std::string_view keyword);
  std::optional<patterns::Pattern> compile_pattern(std::string_view expression);
  void compile_condition(const raw::Members& schema, Rules& rules);
  // What is compiled for, as a message names it.
  std::string place() const;
  void leave_out(std::string_view what);

  Schema& schema_;
  json::RawValue root_;
  std::string path_;  // of the values that are compiled for: "a.b[]"
  // By where the schema stands. Each is compiled once, so that a $ref may lead
  // back to what is around it.
  std::map<const char*, Rules*> compiled_;
  std::deque<Reference> references_;
};

}  // namespace schema
