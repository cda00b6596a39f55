#include "table/column_type.hpp"

#include <array>
#include <charconv>

#include "text/concat.hpp"

namespace table {

namespace {

// As format_type() spells a type: a limit stands between head and tail.
struct BaseName {
  BaseType base;
  std::string_view head;
  std::string_view tail;
  bool may_have_limit;
};

constexpr std::array<BaseName, 18> kBaseNames = {{
    {BaseType::kSmallint, "smallint", "", false},
    {BaseType::kInteger, "integer", "", false},
    {BaseType::kBigint, "bigint", "", false},
    {BaseType::kNumeric, "numeric", "", false},
    {BaseType::kBoolean, "boolean", "", false},
    {BaseType::kText, "text", "", false},
    {BaseType::kTimestamp, "timestamp", " without time zone", true},
    {BaseType::kDate, "date", "", false},
    {BaseType::kTime, "time", " without time zone", true},
    {BaseType::kUuid, "uuid", "", false},
    {BaseType::kJsonb, "jsonb", "", false},
    {BaseType::kBytea, "bytea", "", false},
    {BaseType::kVarchar, "character varying", "", true},
    {BaseType::kChar, "character", "", true},
    {BaseType::kTimestampTz, "timestamp", " with time zone", true},
    {BaseType::kTimeTz, "time", " with time zone", true},
    {BaseType::kReal, "real", "", false},
    {BaseType::kDouble, "double precision", "", false},
}};

// A row for each type that has a name of its own, where it is looked for.
constexpr bool are_complete() {
  for (std::size_t i = 0; i < kBaseNames.size(); ++i) {
    if (static_cast<std::size_t>(kBaseNames[i].base) != i) return false;
  }
  return kBaseNames.size() == static_cast<std::size_t>(BaseType::kOther);
}
static_assert(are_complete());

bool remove_prefix(std::string_view& text, std::string_view prefix) {
  if (text.substr(0, prefix.size()) != prefix) return false;
  text.remove_prefix(prefix.size());
  return true;
}

// A number and what stands behind it.
bool parse_number(std::string_view& text, int& number) {
  const char* const end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, number);
  if (result.ec != std::errc()) return false;
  text.remove_prefix(static_cast<std::size_t>(result.ptr - text.data()));
  return true;
}

// "numeric(10,2)"
bool parse_numeric(std::string_view name, ColumnType& type) {
  type.base = BaseType::kNumeric;
  return remove_prefix(name, "numeric(") &&
         parse_number(name, type.precision) && remove_prefix(name, ",") &&
         parse_number(name, type.scale) && name == ")";
}

// "timestamp(3) without time zone", "character varying"
bool parse_named(std::string_view name, const BaseName& entry,
                 ColumnType& type) {
  type.base = entry.base;
  if (!remove_prefix(name, entry.head)) return false;
  if (entry.may_have_limit && remove_prefix(name, "(")) {
    if (!parse_number(name, type.limit.emplace())) return false;
    if (!remove_prefix(name, ")")) return false;
  }
  return name == entry.tail;
}

}  // namespace

std::string sql(const ColumnType& type) {
  if (!type.domain.empty()) return type.domain;
  std::string result;
  if (type.base == BaseType::kOther) {
    result = type.other;
  } else {
    const BaseName& name = kBaseNames[static_cast<std::size_t>(type.base)];
    result = name.head;
    if (type.limit) result += text::concat('(', *type.limit, ')');
    result += name.tail;
  }
  if (type.precision > 0) {
    result += text::concat('(', type.precision, ',', type.scale, ')');
  }
  if (type.is_array) result += "[]";
  return result;
}

ColumnType parse_type(std::string_view format_type) {
  std::string_view name = format_type;
  const bool is_array = name.size() > 2 && name.substr(name.size() - 2) == "[]";
  if (is_array) name.remove_suffix(2);
  for (const BaseName& entry : kBaseNames) {
    ColumnType type{entry.base, is_array};
    if (parse_named(name, entry, type)) return type;
  }
  ColumnType numeric{BaseType::kNumeric, is_array};
  if (parse_numeric(name, numeric)) return numeric;
  ColumnType other{BaseType::kOther, is_array};
  other.other = name;
  return other;
}

bool is_scalar(const ColumnType& type, BaseType base) {
  return type.base == base && !type.is_array;
}

bool is_integer(BaseType base) {
  return base == BaseType::kSmallint || base == BaseType::kInteger ||
         base == BaseType::kBigint;
}

bool is_text_like(const ColumnType& type) {
  if (type.base == BaseType::kOther) {
    // An extension's, so it may have a schema before it.
    const std::string_view name = type.other;
    return name == "citext" ||
           (name.size() > 7 && name.substr(name.size() - 7) == ".citext");
  }
  return type.base == BaseType::kText || type.base == BaseType::kVarchar ||
         type.base == BaseType::kChar;
}

ColumnType without_domain(ColumnType type) {
  type.domain.clear();
  return type;
}

ColumnType without_limit(ColumnType type) {
  type.limit.reset();
  return type;
}

}  // namespace table
