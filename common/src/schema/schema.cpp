#include "schema/schema.hpp"

#include "json/decimal.hpp"
#include "schema/compile.hpp"

namespace schema {

bool Rules::is_whole(const json::RawValue& number) {
  const auto decimal = json::parse_decimal(number.text);
  return decimal && decimal->is_integer();
}

Schema::Schema(std::string_view text) : text_(text.begin(), text.end()) {
  text_.insert(text_.end(), json::kPadding, '\n');
  root_ = Compiler(*this).compile_root({text_.data(), text.size()});
}

}  // namespace schema
