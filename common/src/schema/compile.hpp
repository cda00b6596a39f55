#pragma once

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "schema/schema.hpp"
#include "schema/schema_text.hpp"

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
  const Rules* compile_member(const Members& schema, std::string_view keyword);
  void compile_keywords(const Members& schema, Rules& rules);
  void compile_type(const json::RawValue& type, Rules& rules);
  void compile_types_alone(const Members& schema, Rules& rules);
  void compile_choices(const Members& schema, Rules& rules);
  void compile_number(const Members& schema, Rules& rules);
  void compile_string(const Members& schema, Rules& rules);
  void compile_array(const Members& schema, Rules& rules);
  void compile_object(const Members& schema, Rules& rules);
  void compile_properties(const Members& schema, ObjectRules& rules);
  void compile_other_properties(const Members& schema, ObjectRules& rules);
  void compile_dependencies(const Members& schema, ObjectRules& rules);
  void compile_combinations(const Members& schema, Rules& rules);
  void compile_reference(const json::RawValue& reference, Rules& rules);
  void follow_references();
  std::vector<const Rules*> compile_list(const Members& schema,
                                         std::string_view keyword);
  std::optional<patterns::Pattern> compile_pattern(std::string_view expression);
  void compile_condition(const Members& schema, Rules& rules);
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
