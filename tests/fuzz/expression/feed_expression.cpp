#include "feed_expression.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <map>
#include <string>

#include "json/cursor.hpp"
#include "json/nesting.hpp"
#include "mapping/expression/expression.hpp"

namespace {

namespace expression = mapping::expression;

void require(bool holds) {
  if (!holds) std::abort();
}

class RecordNames final : public expression::Names {
 public:
  explicit RecordNames(std::string_view padded) {
    json::Cursor cursor(padded);
    const json::RawValue whole = cursor.value();
    cursor.expect_end();
    values_["record"] = expression::from_json(whole);
    json::Cursor members(whole.text);
    if (whole.kind == json::Kind::kObject && members.enter_object()) do {
        std::string scratch;
        std::string name(json::unescaped(members.key(), scratch));
        values_[name] = expression::from_json(members.value());
      } while (members.next_member());
  }
  const expression::Value* find(std::string_view name) override {
    const auto found = values_.find(name);
    return found == values_.end() ? nullptr : &found->second;
  }

 private:
  std::map<std::string, expression::Value, std::less<>> values_;
};

// The reader takes no deeper JSON, which json.loads() within lists can make.
bool is_deep(const std::string& text) {
  constexpr std::ptrdiff_t kLimit = json::kMaxDepth;
  return std::count(text.begin(), text.end(), '[') +
             std::count(text.begin(), text.end(), '{') >=
         kLimit;
}

// What is written must be JSON.
void check_json(const expression::Value& value) {
  std::string written;
  expression::append_json(written, value);
  const std::size_t size = written.size();
  const std::string padded = written + std::string(json::kPadding, '\n');
  try {
    json::Cursor cursor(std::string_view(padded).substr(0, size));
    cursor.value();
    cursor.expect_end();
  } catch (const json::SyntaxError&) {
    require(is_deep(written));
  }
}

void evaluate(std::string_view text, const std::string& record) {
  const auto compiled = expression::Expression::compile(std::string(text));
  const std::string padded = record + std::string(json::kPadding, '\n');
  RecordNames names(std::string_view(padded).substr(0, record.size()));
  const expression::Context context{
      [] { return std::chrono::system_clock::time_point(); },
      [] { return 0.5; }};
  check_json(compiled.evaluate(names, context));
}

}  // namespace

void feed_expression(std::string_view bytes) {
  const std::size_t end = bytes.find('\n');
  const std::string_view text = bytes.substr(0, end);
  std::string record =
      end == std::string_view::npos ? "{}" : std::string(bytes.substr(end + 1));
  if (record.empty()) record = "{}";
  try {
    evaluate(text, record);
  } catch (const expression::SyntaxError&) {
    // No expression.
  } catch (const expression::EvaluationError&) {
    // No value.
  } catch (const json::SyntaxError&) {
    // The record.
  }
}
