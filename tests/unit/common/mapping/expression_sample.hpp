#pragma once

#include <map>
#include <string>
#include <string_view>

#include "json/cursor.hpp"
#include "json/padded_text.hpp"
#include "mapping/expression/expression.hpp"

// Names of a record, `record` and `_` among them.
class RecordNames final : public mapping::expression::Names {
 public:
  explicit RecordNames(std::string_view record) : text_(record) {
    json::Cursor cursor(text_.view());
    const json::RawValue whole = cursor.value();
    json::Cursor members(whole.text);
    if (members.enter_object()) do {
        const std::string name(members.key().text);
        values_[name] = mapping::expression::from_json(members.value());
      } while (members.next_member());
    values_["record"] = mapping::expression::from_json(whole);
    values_["_"] = values_["record"];
  }

  const mapping::expression::Value* find(std::string_view name) override {
    asked += std::string(name) + ' ';
    const auto found = values_.find(name);
    return found == values_.end() ? nullptr : &found->second;
  }

  std::string asked;

 private:
  json::PaddedText text_;
  std::map<std::string, mapping::expression::Value, std::less<>> values_;
};

// 2024-06-30 12:00:00.25 UTC, and a half.
inline mapping::expression::Context fixed_context() {
  return {[] {
            return std::chrono::system_clock::time_point(
                std::chrono::microseconds(1'719'748'800'250'000));
          },
          [] { return 0.5; }};
}

// The value as JSON.
inline std::string evaluate(const std::string& text,
                            std::string_view record = "{}") {
  RecordNames names(record);
  const auto compiled = mapping::expression::Expression::compile(text);
  std::string json;
  mapping::expression::append_json(json,
                                   compiled.evaluate(names, fixed_context()));
  return json;
}
