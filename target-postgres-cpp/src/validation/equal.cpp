#include "validation/equal.hpp"

#include <set>
#include <string>

#include "json/decimal.hpp"

namespace validation {

namespace {

using json::Kind;
using json::RawValue;

bool equal_numbers(const RawValue& value, const json::Value& wanted) {
  if (!wanted.IsNumber()) return false;
  const std::string text = json::to_text(wanted);
  const auto left = json::parse_decimal(value.text);
  const auto right = json::parse_decimal(text);
  return left && right && json::compare(*left, *right) == 0;
}

bool equal_strings(const RawValue& value, const json::Value& wanted) {
  std::string scratch;
  return wanted.IsString() &&
         json::unescaped(value, scratch) == json::string_view(wanted);
}

bool equal_arrays(const RawValue& value, const json::Value& wanted) {
  if (!wanted.IsArray()) return false;
  rapidjson::SizeType count = 0;
  json::Cursor cursor(value.text);
  if (cursor.enter_array()) {
    do {
      const RawValue item = cursor.value();
      if (count == wanted.Size() || !equal(item, wanted[count])) return false;
      ++count;
    } while (cursor.next_item());
  }
  return count == wanted.Size();
}

bool equal_objects(const RawValue& value, const json::Value& wanted) {
  if (!wanted.IsObject()) return false;
  std::set<std::string> names;
  json::Cursor cursor(value.text);
  if (cursor.enter_object()) {
    do {
      std::string scratch;
      const RawValue key = cursor.key();
      const std::string name(json::unescaped(key, scratch));
      const json::Value* const member = json::find(wanted, name);
      if (member == nullptr || !equal(cursor.value(), *member)) return false;
      names.insert(name);
    } while (cursor.next_member());
  }
  return names.size() == wanted.MemberCount();
}

}  // namespace

bool equal(const RawValue& value, const json::Value& wanted) {
  switch (value.kind) {
    case Kind::kNull:
      return wanted.IsNull();
    case Kind::kFalse:
      return wanted.IsFalse();
    case Kind::kTrue:
      return wanted.IsTrue();
    case Kind::kNumber:
      return equal_numbers(value, wanted);
    case Kind::kString:
      return equal_strings(value, wanted);
    case Kind::kArray:
      return equal_arrays(value, wanted);
    case Kind::kObject:
      break;
  }
  return equal_objects(value, wanted);
}

}  // namespace validation
