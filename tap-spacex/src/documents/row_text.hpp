#pragma once

#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>

namespace documents {

// The text of one row's document. Its buffer is used again for the next one and
// does not move while a row is put together, so that views of it stay valid.
class RowText {
 public:
  // Begins a row of at most that many bytes.
  void begin(std::size_t most) {
    if (buffer_.size() < most) buffer_.resize(most);
    size_ = 0;
  }
  void put(std::string_view bytes) {
    copy(bytes.data(), bytes.size(), buffer_.data() + size_);
    size_ += bytes.size();
  }

  // Of what was put, if anything was.
  void replace_first(char byte) {
    if (size_ == 0) put(" ");
    buffer_.front() = byte;
  }

  std::size_t size() const { return size_; }
  // What was put behind the first `begin` bytes.
  std::string_view from(std::size_t begin) const {
    return std::string_view(buffer_).substr(begin, size_ - begin);
  }

 private:
  // memcpy without a call for what is short, as nearly everything here is.
  static void copy(const char* from, std::size_t size, char* to) {
    if (size > 32) {
      std::memcpy(to, from, size);
    } else if (size >= 16) {
      std::memcpy(to, from, 16);
      std::memcpy(to + size - 16, from + size - 16, 16);
    } else if (size >= 8) {
      std::memcpy(to, from, 8);
      std::memcpy(to + size - 8, from + size - 8, 8);
    } else if (size >= 4) {
      std::memcpy(to, from, 4);
      std::memcpy(to + size - 4, from + size - 4, 4);
    } else {
      for (std::size_t i = 0; i < size; ++i) to[i] = from[i];
    }
  }

  std::string buffer_;
  std::size_t size_ = 0;
};

}  // namespace documents
