#include "schema/schema.hpp"

#include <utility>

#include "json/decimal.hpp"
#include "schema/compile.hpp"

namespace schema {

std::size_t ObjectRules::mark_present(const std::string& name,
                                      std::vector<bool>& is_present) const {
  std::size_t count = 0;
  for (std::size_t i = 0; i < required.size(); ++i) {
    if (required[i] != name || is_present[i]) continue;
    is_present[i] = true;
    ++count;
  }
  return count;
}

bool Rules::is_whole(const json::RawValue& number) {
  const auto decimal = json::parse_decimal(number.text);
  return decimal && decimal->is_integer();
}

Schema::Schema(std::string_view text) { compile(text); }

Schema::Schema(std::string_view text, std::vector<Format> formats)
    : formats_(std::move(formats)) {
  compile(text);
}

void Schema::compile(std::string_view text) {
  text_ = std::make_unique<json::PaddedText>(text);
  root_ = Compiler(*this).compile_root(text_->view());
}

}  // namespace schema
