#include "http/inflater.hpp"

#include <zlib.h>

#include <new>

#include "text/concat.hpp"

namespace http {

namespace {

constexpr std::size_t kPieceBytes = 128U << 10U;
constexpr int kGzipOnly = 15 + 16;  // zlib: largest window, gzip header

}  // namespace

Inflater::Inflater()
    : stream_(std::make_unique<z_stream>()), piece_(kPieceBytes, '\0') {
  if (::inflateInit2(stream_.get(), kGzipOnly) != Z_OK) throw std::bad_alloc();
}

Inflater::~Inflater() { ::inflateEnd(stream_.get()); }

std::string_view Inflater::inflate(std::string_view& input) {
  if (is_complete_) {
    if (input.empty()) return {};
    ::inflateReset(stream_.get());
    is_complete_ = false;
  }
  // zlib does not write to its input.
  stream_->next_in = reinterpret_cast<Bytef*>(const_cast<char*>(input.data()));
  stream_->avail_in = static_cast<uInt>(input.size());
  stream_->next_out = reinterpret_cast<Bytef*>(piece_.data());
  stream_->avail_out = static_cast<uInt>(piece_.size());
  const int result = ::inflate(stream_.get(), Z_NO_FLUSH);
  input.remove_prefix(input.size() - stream_->avail_in);
  is_complete_ = result == Z_STREAM_END;
  if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR) {
    throw InflateError(
        text::concat("the gzip data is broken: ",
                     stream_->msg == nullptr ? "unknown fault" : stream_->msg));
  }
  return std::string_view(piece_).substr(0, piece_.size() - stream_->avail_out);
}

}  // namespace http
