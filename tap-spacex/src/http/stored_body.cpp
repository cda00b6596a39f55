#include "http/stored_body.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <new>
#include <utility>

#include "http/http_error.hpp"
#include "text/concat.hpp"

namespace http {

namespace {

constexpr std::size_t kPieceBytes = 128U << 10U;

}  // namespace

void BodyTag::add(std::string_view piece) {
  const auto add_bytes = [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      hashes_[static_cast<std::size_t>(size_++) % 8].add(piece[i]);
    }
  };
  const std::size_t first =
      std::min(piece.size(), static_cast<std::size_t>(-size_ & 7));
  add_bytes(0, first);
  std::size_t at = first;
  for (; at + 8 <= piece.size(); at += 8) {
    for (std::size_t i = 0; i < 8; ++i) hashes_[i].add(piece[at + i]);
  }
  size_ += static_cast<std::int64_t>(at - first);
  add_bytes(at, piece.size());
}

std::string BodyTag::text() const {
  text::Fnv1a whole;
  for (const text::Fnv1a& hash : hashes_) {
    for (unsigned shift = 0; shift < 64; shift += 8) {
      whole.add(static_cast<char>(hash.value() >> shift & 0xFFU));
    }
  }
  std::array<char, 40> out{};
  char* end = std::to_chars(out.data(), out.data() + 16, size_, 16).ptr;
  *end++ = '-';
  end = std::to_chars(end, out.data() + out.size(), whole.value(), 16).ptr;
  return text::concat('"', std::string_view(out.data(), end), '"');
}

StoredBody::StoredBody(std::string failure, std::string path,
                       std::int64_t max_bytes, cli::StopToken stop)
    : failure_(std::move(failure)),
      path_(std::move(path)),
      max_bytes_(max_bytes),
      stop_(stop),
      piece_(kPieceBytes, '\0') {}

void StoredBody::open() {
  bytes_ = 0;
  if (file_.is_open()) {
    file_.clear();
    file_.seekg(0);
  } else {
    file_.open(path_, std::ios::binary);
  }
  if (file_) return;
  if (errno == ENOMEM) throw std::bad_alloc();
  fail(std::strerror(errno));
}

std::string_view StoredBody::next() {
  if (stop_.is_stop_requested()) throw Interrupted();
  if (file_.eof()) return {};
  file_.read(piece_.data(), static_cast<std::streamsize>(piece_.size()));
  if (file_.bad()) fail("it cannot be read");
  const auto size = static_cast<std::size_t>(file_.gcount());
  bytes_ += static_cast<std::int64_t>(size);
  if (bytes_ > max_bytes_) {
    fail(text::concat("it is larger than max_body_bytes (", max_bytes_, ")"));
  }
  return std::string_view(piece_).substr(0, size);
}

std::string StoredBody::tag() {
  open();
  BodyTag tag;
  for (std::string_view piece = next(); !piece.empty(); piece = next()) {
    tag.add(piece);
  }
  open();
  return tag.text();
}

void StoredBody::fail(std::string_view problem) const {
  throw HttpError(text::concat(failure_, "file '", path_, "': ", problem),
                  false);
}

}  // namespace http
