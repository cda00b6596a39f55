#include "validation/schema.hpp"

#include "json/decimal.hpp"
#include "validation/compile.hpp"

namespace validation {

bool Rules::is_whole(const json::RawValue& number) {
  const auto decimal = json::parse_decimal(number.text);
  return decimal && decimal->is_integer();
}

Schema::Schema(const json::Value& schema)
    : document_(std::make_unique<json::Document>()) {
  document_->CopyFrom(schema, document_->GetAllocator());
  root_ = Compiler(*this).compile_root();
}

}  // namespace validation
