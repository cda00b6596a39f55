#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace row {

// A growing run of bytes for binary COPY: big-endian integers and raw bytes.
// Unlike std::string it grows in place where the system allows and never
// clears what is about to be written.
class CopyBuffer {
 public:
  CopyBuffer() = default;
  CopyBuffer(const CopyBuffer&) = delete;
  CopyBuffer& operator=(const CopyBuffer&) = delete;
  CopyBuffer(CopyBuffer&& other) noexcept;
  CopyBuffer& operator=(CopyBuffer&& other) noexcept;
  ~CopyBuffer();

  std::string_view bytes() const { return {data_, size_}; }
  std::size_t size() const { return size_; }
  std::size_t capacity() const { return capacity_; }
  void reserve(std::size_t capacity);
  // Cuts back to `size`, which must not be greater than size().
  void truncate(std::size_t size) { size_ = size; }
  // Gives memory beyond `capacity` back; the content is cleared.
  void reset(std::size_t capacity);

  // Room for `count` bytes at the end; the caller writes all of them.
  char* extend(std::size_t count) {
    if (capacity_ - size_ < count) grow(count);
    char* const place = data_ + size_;
    size_ += count;
    return place;
  }

  void put_bytes(std::string_view bytes) {
    if (!bytes.empty()) {
      std::memcpy(extend(bytes.size()), bytes.data(), bytes.size());
    }
  }
  void put_int16(std::int16_t value) {
    put_big_endian(static_cast<std::uint16_t>(value));
  }
  void put_int32(std::int32_t value) {
    put_big_endian(static_cast<std::uint32_t>(value));
  }
  void put_int64(std::int64_t value) {
    put_big_endian(static_cast<std::uint64_t>(value));
  }
  // Writes a length over the four bytes at `offset`.
  void set_int32(std::size_t offset, std::int32_t value) {
    store(data_ + offset, static_cast<std::uint32_t>(value));
  }

 private:
  // Compilers make one swap and one store of it.
  template <class Unsigned>
  static void store(char* place, Unsigned value) {
    for (std::size_t i = 0; i < sizeof(Unsigned); ++i) {
      place[i] =
          static_cast<char>(value >> (8 * (sizeof(Unsigned) - 1 - i)) & 0xFFU);
    }
  }
  template <class Unsigned>
  void put_big_endian(Unsigned value) {
    store(extend(sizeof(Unsigned)), value);
  }

  void grow(std::size_t count);

  char* data_ = nullptr;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace row
