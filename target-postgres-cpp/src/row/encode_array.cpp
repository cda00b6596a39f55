#include <cstdint>

#include "row/encode_value.hpp"

namespace row {

namespace {

// pg_type.dat; they never change.
std::int32_t oid_of(table::BaseType base) {
  switch (base) {
    case table::BaseType::kSmallint:
      return 21;
    case table::BaseType::kInteger:
      return 23;
    case table::BaseType::kBigint:
      return 20;
    case table::BaseType::kNumeric:
      return 1700;
    case table::BaseType::kBoolean:
      return 16;
    case table::BaseType::kTimestamp:
      return 1114;
    case table::BaseType::kDate:
      return 1082;
    case table::BaseType::kTime:
      return 1083;
    case table::BaseType::kUuid:
      return 2950;
    case table::BaseType::kJsonb:
      return 3802;
    case table::BaseType::kBytea:
      return 17;
    default:  // text, and what no array is read into
      break;
  }
  return 25;
}

constexpr std::int32_t kNull = -1;

}  // namespace

// array_send() in the server's arrayfuncs.c: dimensions, whether any element is
// NULL, the element type; per dimension its size and lower bound; the elements.
// They take up to seven times the bytes of "1,", so that a line well below the
// limit can be too much: noticed while they grow, not by the server after all.
void encode_array(const json::RawValue& value, const Encoding& encoding,
                  Notes& notes, CopyBuffer& out) {
  const EncodeValue encode = element_encoder(encoding.type.base);
  const std::size_t start = out.size();
  out.put_int32(0);  // length, set below
  out.put_int32(1);
  out.put_int32(0);  // NULLs, set below
  out.put_int32(oid_of(encoding.type.base));
  out.put_int32(0);  // size, set below
  out.put_int32(1);
  std::int32_t count = 0;
  const auto put = [&](const json::RawValue& element) {
    ++count;
    if (element.kind == json::Kind::kNull) {
      out.put_int32(kNull);
      out.set_int32(start + 8, 1);
    } else {
      encode(element, encoding, notes, out);
    }
    encoding.check_size(out.size() - start);
  };
  if (value.kind == json::Kind::kArray) {
    json::Cursor cursor(value.text);
    if (cursor.enter_array()) {
      do {
        put(cursor.value());
      } while (cursor.next_item());
    }
  } else {
    put(value);
  }
  out.set_int32(start + 16, count);
  if (count == 0) {  // has no dimension
    out.set_int32(start + 4, 0);
    out.truncate(start + 16);
  }
  out.set_int32(start, static_cast<std::int32_t>(out.size() - start - 4));
}

}  // namespace row
