#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "row/encode_value.hpp"
#include "row/type_row.hpp"
#include "text/concat.hpp"

namespace row {

namespace {

constexpr std::int32_t kNull = -1;
constexpr std::size_t kMaxDimensions = 6;  // PostgreSQL's MAXDIM

// How deep the first elements lie: the brackets the text begins with.
std::size_t depth_of(const json::RawValue& array) {
  std::size_t depth = 0;
  for (const char c : array.text) {
    if (c == '[') {
      ++depth;
    } else if (c != ' ' && c != '\t' && c != '\n' && c != '\r') {
      break;
    }
  }
  return depth;
}

// The elements of one value, depth first. Its first element decides how many
// dimensions it has; each further one must be as deep and as long.
class Elements {
 public:
  Elements(const Encoding& encoding, std::size_t depth, Notes& notes,
           CopyBuffer& out)
      : encoding_(encoding),
        encode_(row_of(encoding.type.base).encode),
        depth_(depth),
        start_(out.size()),
        notes_(notes),
        out_(out) {
    if (depth > kMaxDimensions) {
      throw ValueError("has more than the 6 dimensions of PostgreSQL's arrays");
    }
    sizes_.fill(kUnknown);
    out.put_int32(0);  // length, set below
    out.put_int32(static_cast<std::int32_t>(depth));
    out.put_int32(0);  // NULLs, set below
    out.put_int32(row_of(encoding.type.base).oid);
    for (std::size_t i = 0; i < depth; ++i) {
      out.put_int32(0);  // size, set below
      out.put_int32(1);
    }
  }

  void put_single(const json::RawValue& value) {
    put(value);
    sizes_[0] = 1;
  }

  void put_array(const json::RawValue& array, std::size_t level) {
    std::int32_t& index = indices_[level];
    index = 0;
    json::Cursor cursor(array.text);
    if (cursor.enter_array()) {
      do {
        const json::RawValue element = cursor.value();
        if (level + 1 == depth_) {
          put_innermost(element);
        } else {
          put_inner(element, level);
        }
        ++index;
      } while (cursor.next_item());
    }
    check_size(level, index);
  }

  void finish() {
    if (sizes_[0] == 0) {  // has no dimension
      out_.set_int32(start_ + 4, 0);
      out_.truncate(start_ + 16);
    } else {
      for (std::size_t i = 0; i < depth_; ++i) {
        out_.set_int32(start_ + 16 + 8 * i, sizes_[i]);
      }
    }
    out_.set_int32(start_, static_cast<std::int32_t>(out_.size() - start_ - 4));
  }

 private:
  static constexpr std::int32_t kUnknown = -1;

  void put(const json::RawValue& element) {
    if (element.kind == json::Kind::kNull) {
      out_.put_int32(kNull);
      out_.set_int32(start_ + 8, 1);
    } else {
      encode_(element, encoding_, notes_, out_);
    }
    encoding_.check_size(out_.size() - start_);
  }

  // JSON may hold an array beside what is none, every other type may not.
  void put_innermost(const json::RawValue& element) {
    if (element.kind == json::Kind::kArray &&
        encoding_.type.base != table::BaseType::kJsonb) {
      fail(depth_, "is an array and those before it are none");
    }
    put(element);
  }

  void put_inner(const json::RawValue& element, std::size_t level) {
    if (element.kind != json::Kind::kArray) {
      fail(level + 1, "is no array and those before it are");
    }
    put_array(element, level + 1);
  }

  void check_size(std::size_t level, std::int32_t size) {
    if (size == 0 && level > 0) fail(level, "is empty");
    if (sizes_[level] == kUnknown) sizes_[level] = size;
    if (sizes_[level] == size) return;
    fail(level, text::concat("has ", text::counted(size, "element"),
                             " and those before it have ", sizes_[level]));
  }

  // `count`: how many of the indices name the element.
  [[noreturn]] void fail(std::size_t count, std::string_view reason) const {
    std::string place;
    for (std::size_t i = 0; i < count; ++i) {
      place += text::concat('[', indices_[i], ']');
    }
    throw ValueError(text::concat(
        "cannot be an array of PostgreSQL, which has one length in each "
        "dimension and none that is empty: ",
        place, ' ', reason, "; a jsonb column would take it"));
  }

  const Encoding& encoding_;
  EncodeValue encode_;
  std::size_t depth_;
  std::size_t start_;
  std::array<std::int32_t, kMaxDimensions> sizes_;
  std::array<std::int32_t, kMaxDimensions> indices_ = {};
  Notes& notes_;
  CopyBuffer& out_;
};

}  // namespace

// array_send() in the server's arrayfuncs.c: dimensions, whether any element is
// NULL, the element type; per dimension its size and lower bound; the elements.
// They take up to seven times the bytes of "1,", so that a line well below the
// limit can be too much: noticed while they grow, not by the server after all.
void encode_array(const json::RawValue& value, const Encoding& encoding,
                  Notes& notes, CopyBuffer& out) {
  const bool is_array = value.kind == json::Kind::kArray;
  Elements elements(encoding, is_array ? depth_of(value) : 1, notes, out);
  if (is_array) {
    elements.put_array(value, 0);
  } else {
    elements.put_single(value);
  }
  elements.finish();
}

}  // namespace row
