#include "row/copy_buffer.hpp"

#include <algorithm>
#include <cstdlib>
#include <new>
#include <utility>

namespace row {

CopyBuffer::CopyBuffer(CopyBuffer&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)),
      size_(std::exchange(other.size_, 0)),
      capacity_(std::exchange(other.capacity_, 0)) {}

CopyBuffer& CopyBuffer::operator=(CopyBuffer&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  std::swap(capacity_, other.capacity_);
  return *this;
}

CopyBuffer::~CopyBuffer() { std::free(data_); }

void CopyBuffer::reserve(std::size_t capacity) {
  if (capacity <= capacity_) return;
  // realloc moves large blocks by remapping pages, without copying them.
  void* const larger = std::realloc(data_, capacity);
  if (larger == nullptr) throw std::bad_alloc();
  data_ = static_cast<char*>(larger);
  capacity_ = capacity;
}

void CopyBuffer::reset(std::size_t capacity) {
  size_ = 0;
  if (capacity_ <= capacity) return;
  std::free(std::exchange(data_, nullptr));
  capacity_ = 0;
}

void CopyBuffer::grow(std::size_t count) {
  constexpr std::size_t kFirst = 4096;
  reserve(std::max({size_ + count, capacity_ + capacity_ / 2, kFirst}));
}

}  // namespace row
