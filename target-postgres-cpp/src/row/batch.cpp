#include "row/batch.hpp"

#include <bit>

namespace row {

namespace {

constexpr std::string_view kHeader(
    "PGCOPY\n\377\r\n\0"  // signature
    "\0\0\0\0"            // flags
    "\0\0\0\0",           // header extension
    19);
constexpr std::string_view kTrailer("\377\377", 2);

template <std::size_t kBytes>
std::int64_t read_big_endian(const char* at) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < kBytes; ++i) {
    value = value << 8U | static_cast<unsigned char>(at[i]);
  }
  return static_cast<std::int64_t>(value);
}

// Of a field, with its length; 0xFFFFFFFF is NULL, without bytes.
std::size_t field_size(const char* at) {
  const auto length = static_cast<std::size_t>(read_big_endian<4>(at));
  return 4 + (length == 0xFFFFFFFF ? 0 : length);
}

bool has_duplicate(const std::vector<std::uint64_t>& hashes) {
  // Open addressing, at most half full; 0 marks a free place.
  std::vector<std::uint64_t> places(std::bit_ceil(2 * hashes.size() + 2));
  const std::size_t mask = places.size() - 1;
  for (const std::uint64_t hash : hashes) {
    const std::uint64_t entry = hash == 0 ? 1 : hash;
    std::size_t place = entry & mask;
    while (places[place] != 0 && places[place] != entry) {
      place = (place + 1) & mask;
    }
    if (places[place] == entry) return true;
    places[place] = entry;
  }
  return false;
}

}  // namespace

std::string_view copy_header() { return kHeader; }
std::string_view copy_trailer() { return kTrailer; }

std::vector<std::string_view> fields_of(std::string_view row) {
  std::vector<std::string_view> fields;
  std::size_t at = 2;
  while (at < row.size()) {
    const std::size_t size = field_size(row.data() + at);
    fields.push_back(row.substr(at, size));
    at += size;
  }
  return fields;
}

void Batch::begin(Time now, std::size_t reserve_bytes) {
  buffer_.reset(reserve_bytes);
  buffer_.reserve(reserve_bytes);
  begun_at_ = now;
  lines_.clear();
  key_hashes_.clear();
  last_key_.clear();
  keys_ascend_ = true;
  deleted_rows_ = 0;
}

std::size_t Batch::memory_bytes() const {
  return buffer_.size() +
         (lines_.size() + key_hashes_.size()) * sizeof(std::uint64_t);
}

std::vector<std::size_t> Batch::row_offsets() const {
  std::vector<std::size_t> offsets;
  offsets.reserve(row_count() + 1);
  const std::string_view rows = bytes();
  std::size_t at = 0;
  while (at < rows.size()) {
    offsets.push_back(at);
    const std::int64_t fields = read_big_endian<2>(rows.data() + at);
    at += 2;
    for (std::int64_t field = 0; field < fields; ++field) {
      at += field_size(rows.data() + at);
    }
  }
  offsets.push_back(at);
  return offsets;
}

table::KeyOrder Batch::key_order() const {
  // Without a hash for each row the keys are not comparable here.
  if (key_hashes_.size() != lines_.size()) return table::KeyOrder::kUnknown;
  if (keys_ascend_) return table::KeyOrder::kAscending;
  return has_duplicate(key_hashes_) ? table::KeyOrder::kUnknown
                                    : table::KeyOrder::kUnique;
}

}  // namespace row
