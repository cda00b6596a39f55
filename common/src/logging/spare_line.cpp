#include "logging/spare_line.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace logging {

namespace {

// Leaves room for what a line has beside its message.
constexpr std::size_t kMaxMessageBytes = 512;

// All forms of a line can hold it as it is.
char harmless(char c) {
  const auto byte = static_cast<unsigned char>(c);
  if (byte < 0x20 || byte == 0x7F) return ' ';
  if (c == '"') return '\'';
  return c == '\\' ? '/' : c;
}

std::string_view without_end(std::string_view message) {
  if (message.size() <= kMaxMessageBytes) return message;
  std::size_t size = kMaxMessageBytes;
  // Not in the middle of a character.
  while (size > 0 &&
         (static_cast<unsigned char>(message[size]) & 0xC0U) == 0x80U) {
    --size;
  }
  return message.substr(0, size);
}

}  // namespace

SpareLine::SpareLine(const Parts& parts) {
  switch (parts.form) {
    case Form::kStructured:
      put_structured(parts);
      break;
    case Form::kBare:
      put_message(parts.message);
      break;
    case Form::kPlain:
      for (const auto part : {parts.time, parts.level, parts.program}) {
        put(part);
        put(" | ");
      }
      put_message(parts.message);
      break;
  }
  put("\n");
}

void SpareLine::put_structured(const Parts& parts) {
  std::array<char, 32> pid{};
  std::snprintf(pid.data(), pid.size(), "%ld", static_cast<long>(::getpid()));
  for (const std::string_view part :
       {std::string_view(R"({"level":")"), parts.level,
        std::string_view(R"(","pid":)"), std::string_view(pid.data()),
        std::string_view(R"(,"logger_name":")"), parts.program,
        std::string_view(R"(","ts":)"), parts.time,
        std::string_view(R"(,"thread_name":"MainThread","app_name":")"),
        parts.program,
        std::string_view(R"(","stream_name":null,"message":")")}) {
    put(part);
  }
  put_message(parts.message);
  put(R"(","extra":{}})");
}

void SpareLine::put_message(std::string_view message) {
  for (const char c : without_end(message)) {
    const char shown = harmless(c);
    put({&shown, 1});
  }
}

void SpareLine::put(std::string_view part) {
  const std::size_t count = std::min(part.size(), text_.size() - size_);
  std::copy_n(part.begin(), count, text_.begin() + size_);
  size_ += count;
}

}  // namespace logging
