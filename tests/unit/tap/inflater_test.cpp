#include "http/inflater.hpp"

#include <zlib.h>

#include <string>

#include "catch.hpp"

using http::InflateError;
using http::Inflater;

namespace {

std::string gzip(std::string text) {
  z_stream stream{};
  REQUIRE(deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8,
                       Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(text.data());
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(out.size() - stream.avail_out);
  deflateEnd(&stream);
  return out;
}

struct Result {
  std::string text;
  bool is_complete = false;
  std::size_t largest_piece = 0;
};

Result inflate(std::string_view data, std::size_t step) {
  Inflater inflater;
  Result result;
  while (!data.empty()) {
    std::string_view input = data.substr(0, step);
    data.remove_prefix(input.size());
    for (;;) {
      const std::string_view piece = inflater.inflate(input);
      result.text += piece;
      result.largest_piece = std::max(result.largest_piece, piece.size());
      if (piece.empty() && input.empty()) break;
    }
  }
  result.is_complete = inflater.is_complete();
  return result;
}

}  // namespace

TEST_CASE("gzip data comes back however it is cut") {
  std::string text;
  for (int i = 0; i < 50000; ++i) text += std::to_string(i);
  const std::string data = gzip(text);
  for (const std::size_t step : {1UL, 7UL, 4096UL, 1UL << 20UL}) {
    const Result result = inflate(data, step);
    CHECK(result.text == text);
    CHECK(result.is_complete);
  }
}

TEST_CASE("several members follow each other") {
  const Result result = inflate(gzip("one ") + gzip("two"), 3);
  CHECK(result.text == "one two");
  CHECK(result.is_complete);
}

TEST_CASE("the trailer is part of the data") {
  const std::string data = gzip("text");
  for (std::size_t size = 0; size < data.size(); ++size) {
    CHECK_FALSE(inflate(data.substr(0, size), 100).is_complete);
  }
  std::string wrong = data;
  wrong[wrong.size() - 5] ^= 1;  // the checksum
  CHECK_THROWS_AS(inflate(wrong, 100), InflateError);
}

TEST_CASE("what is no gzip data is said to be broken") {
  CHECK_THROWS_WITH(inflate("[{\"id\":1}]", 100),
                    catching::contains("incorrect header check"));
  CHECK_THROWS_AS(inflate(gzip("text") + "rest", 100), InflateError);
}

TEST_CASE("a bomb comes in pieces of bounded size") {
  const Result result = inflate(gzip(std::string(50U << 20U, '0')), 1U << 20U);
  CHECK(result.text.size() == 50U << 20U);
  CHECK(result.largest_piece <= 128U << 10U);
}
