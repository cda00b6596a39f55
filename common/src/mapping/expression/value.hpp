#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "mapping/expression/calendar.hpp"
#include "mapping/expression/decimal.hpp"
#include "mapping/expression/integer.hpp"

namespace mapping::expression {

class Value;
class DictData;

struct None {};

// Text in UTF-8, where half of a surrogate pair is three bytes as if it were a
// character.
using Text = std::string;

struct Bytes {
  std::string data;
};

// Containers are shared, not copied: no expression changes one.
struct List {
  std::shared_ptr<const std::vector<Value>> items;
};
struct Tuple {
  std::shared_ptr<const std::vector<Value>> items;
};
struct Dict {
  std::shared_ptr<const DictData> data;
};
// In the order of insertion.
struct Set {
  std::shared_ptr<const DictData> data;  // its values are None
};

// What keys(), values() and items() of a dict return.
struct DictView {
  enum class Kind : std::uint8_t { kKeys, kValues, kItems };
  Kind kind = Kind::kKeys;
  Dict dict;
};

struct Slice {
  std::shared_ptr<const std::vector<Value>> bounds;  // lower, upper, step
};

// What the language has by name: functions, modules and classes.
enum class Builtin : std::uint8_t {
  kRand,
  kRandint,
  kMd5,
  kSha256,
  kInt,
  kFloat,
  kStr,
  kBool,
  kList,
  kTuple,
  kSet,
  kDict,
  kDatetimeModule,
  kJsonModule,
  kDateClass,
  kDateTimeClass,
  kTimeClass,
  kTimedeltaClass,
  kTimezoneClass,
};

// A value of Python.
class Value {
 public:
  using Variant =
      std::variant<None, bool, Integer, double, Decimal, Text, Bytes, List,
                   Tuple, Dict, Set, DictView, Date, Time, DateTime, Duration,
                   TimeZone, Slice, Builtin>;

  Value() = default;
  template <class T>
  requires(std::is_constructible_v<Variant, T&&> &&
           !std::is_same_v<std::decay_t<T>, Value> &&
           !std::is_same_v<std::decay_t<T>, const char*> &&
           !std::is_array_v<std::remove_reference_t<T>>)
      // Never chosen for a Value, which `requires` leaves out.
      // NOLINTNEXTLINE(google-explicit-constructor,bugprone-forwarding-reference-overload)
      Value(T&& value)
      : variant_(std::forward<T>(value)) {}
  explicit Value(const char* text) : variant_(Text(text)) {}
  explicit Value(std::string_view text) : variant_(Text(text)) {}

  template <class T>
  bool is() const {
    return std::holds_alternative<T>(variant_);
  }
  // nullptr when it is of another type.
  template <class T>
  const T* get() const {
    return std::get_if<T>(&variant_);
  }
  const Variant& variant() const { return variant_; }

 private:
  Variant variant_;
};

Value make_list(std::vector<Value> items);
Value make_tuple(std::vector<Value> items);
Value make_dict(DictData data);
Value make_set(DictData data);

// What `bool(value)` is.
bool is_true(const Value& value);

// "int", "NoneType", … as in Python's messages.
std::string_view type_name(const Value& value);

// What `str(value)` is; throws EvaluationError for an integer of more than
// 4300 digits.
std::string to_text(const Value& value);

}  // namespace mapping::expression
