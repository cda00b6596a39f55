#include "mapping/expression/slices.hpp"

#include <algorithm>
#include <limits>

#include "mapping/expression/errors.hpp"
#include "mapping/expression/numbers.hpp"
#include "mapping/expression/unicode.hpp"
#include "text/concat.hpp"

namespace mapping::expression {

namespace {

std::optional<std::int64_t> bound(const Value& value) {
  if (value.is<None>()) return std::nullopt;
  const auto number = integer(value);
  if (!number) {
    throw EvaluationError(
        "slice indices must be integers or None or have an __index__ method");
  }
  // Beyond any container all are alike.
  constexpr std::int64_t kFar = std::numeric_limits<std::int64_t>::max() / 4;
  if (*number > kFar) return kFar;
  if (*number < -kFar) return -kFar;
  return static_cast<std::int64_t>(*number);
}

// The places that a slice takes, in its order.
std::vector<std::size_t> places(const Slice& slice, std::size_t length) {
  const auto size = static_cast<std::int64_t>(length);
  const std::int64_t step = bound((*slice.bounds)[2]).value_or(1);
  if (step == 0) throw EvaluationError("slice step cannot be zero");
  const std::int64_t low = step > 0 ? 0 : -1;
  const std::int64_t high = step > 0 ? size : size - 1;
  const auto clamped = [&](std::optional<std::int64_t> at,
                           std::int64_t otherwise) {
    if (!at) return otherwise;
    return std::clamp(*at < 0 ? *at + size : *at, low, high);
  };
  const std::int64_t begin =
      clamped(bound((*slice.bounds)[0]), step > 0 ? low : high);
  const std::int64_t end =
      clamped(bound((*slice.bounds)[1]), step > 0 ? high : low);
  std::vector<std::size_t> result;
  for (std::int64_t at = begin; step > 0 ? at < end : at > end; at += step) {
    result.push_back(static_cast<std::size_t>(at));
  }
  return result;
}

std::string chosen(std::string_view data,
                   const std::vector<std::size_t>& where) {
  std::string result;
  result.reserve(where.size());
  for (const std::size_t at : where) result += data[at];
  return result;
}

std::vector<Value> chosen(const std::vector<Value>& items,
                          const std::vector<std::size_t>& where) {
  std::vector<Value> result;
  result.reserve(where.size());
  for (const std::size_t at : where) result.push_back(items[at]);
  return result;
}

Value slice_of(const Text& text, const Slice& slice) {
  if (is_ascii(text)) return chosen(text, places(slice, text.size()));
  const std::u32string points = to_points(text);
  std::string result;
  for (const std::size_t at : places(slice, points.size())) {
    append_utf8(result, points[at]);
  }
  return result;
}

}  // namespace

Value sliced(const Value& container, const Slice& slice) {
  if (const auto* text = container.get<Text>()) return slice_of(*text, slice);
  if (const auto* list = container.get<List>()) {
    return make_list(chosen(*list->items, places(slice, list->items->size())));
  }
  if (const auto* tuple = container.get<Tuple>()) {
    return make_tuple(
        chosen(*tuple->items, places(slice, tuple->items->size())));
  }
  if (const auto* bytes = container.get<Bytes>()) {
    return Bytes{chosen(bytes->data, places(slice, bytes->data.size()))};
  }
  throw EvaluationError(text::concat('\'', type_name(container),
                                     "' object is not subscriptable"));
}

}  // namespace mapping::expression
