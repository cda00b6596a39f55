// Evaluates expressions for expressions_test.py: reads lines of JSON
// {"expression": …, "record": {…}}, and writes for each a line of JSON: the
// value with its type, or why there is none.
#include <iostream>
#include <map>
#include <string>

#include "json/cursor.hpp"
#include "mapping/expression/expression.hpp"
#include "text/concat.hpp"

namespace {

namespace expression = mapping::expression;

class RecordNames final : public expression::Names {
 public:
  explicit RecordNames(const json::RawValue& record) {
    json::Cursor cursor(record.text);
    if (cursor.enter_object()) do {
        std::string scratch;
        std::string name(json::unescaped(cursor.key(), scratch));
        values_[name] = expression::from_json(cursor.value());
      } while (cursor.next_member());
    values_["record"] = values_["_"] = expression::from_json(record);
  }
  const expression::Value* find(std::string_view name) override {
    const auto found = values_.find(std::string(name));
    return found == values_.end() ? nullptr : &found->second;
  }

 private:
  std::map<std::string, expression::Value> values_;
};

// "name":"text"
std::string member(std::string_view name, std::string_view text) {
  std::string value;
  expression::append_json_text(value, text, true);
  return text::concat('"', name, "\":", value);
}

std::string answer(const std::string& text, const json::RawValue& record) {
  try {
    const auto compiled = expression::Expression::compile(text);
    RecordNames names(record);
    const expression::Context context{
        [] { return std::chrono::system_clock::time_point(); },
        [] { return 0.5; }};
    const auto value = compiled.evaluate(names, context);
    std::string json;
    expression::append_json(json, value);
    return text::concat('{', member("type", expression::type_name(value)), ',',
                        member("json", json), '}');
  } catch (const expression::SyntaxError& error) {
    return text::concat('{', member("refused", error.what()), '}');
  } catch (const expression::EvaluationError& error) {
    return text::concat('{', member("error", error.what()), '}');
  }
}

}  // namespace

int main() {
  std::string line;
  while (std::getline(std::cin, line)) {
    const std::size_t size = line.size();
    line.append(json::kPadding, '\n');
    json::Cursor cursor(std::string_view(line).substr(0, size));
    std::string text;
    json::RawValue record;
    if (cursor.enter_object()) do {
        const json::RawValue key = cursor.key();
        const json::RawValue value = cursor.value();
        if (key.text == "record") {
          record = value;
        } else {
          std::string scratch;
          text = json::unescaped(value, scratch);
        }
      } while (cursor.next_member());
    std::cout << answer(text, record) << '\n';
  }
  return 0;
}
