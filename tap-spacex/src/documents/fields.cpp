#include "documents/fields.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

namespace documents {

namespace {

constexpr char kQuote = '"';

using Word = std::uint64_t;
constexpr Word kOnes = 0x0101010101010101;
constexpr Word kHighs = 0x8080808080808080;

static_assert(std::endian::native == std::endian::little,
              "the first byte of a word is its lowest one");

// The eight bytes at `at`; behind the line's end there are blanks.
Word load(std::string_view line, std::size_t at) {
  Word word = kOnes * ' ';
  const std::size_t size = std::min(line.size() - at, sizeof(word));
  if (size == sizeof(word)) {
    std::memcpy(&word, line.data() + at, sizeof(word));
  } else if (line.size() >= sizeof(word)) {
    // The last eight bytes of the line, without those that came before.
    Word last = 0;
    std::memcpy(&last, line.data() + line.size() - sizeof(last), sizeof(last));
    word = word << 8 * size | last >> 8 * (sizeof(last) - size);
  } else {
    std::memcpy(&word, line.data() + at, size);
  }
  return word;
}

// The high bit of each byte that is zero, and no other.
Word zero_bytes(Word word) {
  return ~(((word & ~kHighs) + ~kHighs) | word | ~kHighs);
}

// Whether the line stands in JSON strings as it is, but for its delimiters. One
// expression for each byte, so that the compiler looks at sixteen at a time.
bool stands_in_json(std::string_view line, char delimiter) {
  unsigned char odd = 0;
  for (const char c : line) {
    // Control characters and, as negative numbers, all beyond ASCII.
    odd |= static_cast<unsigned char>(
        (static_cast<signed char>(c) < 0x20 && c != delimiter) || c == kQuote ||
        c == '\\');
  }
  return odd == 0;
}

// The offset behind the quoted field that begins at `at`, at its delimiter or
// the line's end; npos when it does not end. A doubled quote is one of its
// characters; what stands between its end and the delimiter belongs to it too.
std::size_t end_of_quoted(std::string_view line, std::size_t at,
                          char delimiter) {
  for (++at;; ++at) {
    at = line.find(kQuote, at);
    if (at == std::string_view::npos) return at;
    if (at + 1 < line.size() && line[at + 1] == kQuote) {
      ++at;
      continue;
    }
    const std::size_t end = line.find(delimiter, at);
    return end == std::string_view::npos ? line.size() : end;
  }
}

}  // namespace

const std::vector<std::string_view>& Fields::split(std::string_view line) {
  fields_.clear();
  split_plainly(line);
  if (!is_plain_ && dialect_.is_quoted &&
      line.find(kQuote) != std::string_view::npos) {
    fields_.clear();
    split_quoted(line);
    return fields_;
  }
  if (dialect_.is_padded) {
    for (std::string_view& field : fields_) {
      while (field.starts_with(' ')) field.remove_prefix(1);
      while (field.ends_with(' ')) field.remove_suffix(1);
    }
  }
  return fields_;
}

// Eight bytes at a time: fields are short, and to look for the end of each by
// itself takes several times as long.
void Fields::split_plainly(std::string_view line) {
  const Word delimiters =
      kOnes * static_cast<unsigned char>(dialect_.delimiter);
  std::size_t begin = 0;
  for (std::size_t at = 0; at < line.size(); at += sizeof(Word)) {
    Word ends = zero_bytes(load(line, at) ^ delimiters);
    for (; ends != 0; ends &= ends - 1) {
      const std::size_t end =
          at + static_cast<std::size_t>(std::countr_zero(ends)) / 8;
      fields_.push_back(line.substr(begin, end - begin));
      begin = end + 1;
    }
  }
  fields_.push_back(line.substr(begin));
  is_plain_ = stands_in_json(line, dialect_.delimiter);
}

void Fields::split_quoted(std::string_view line) {
  unquoted_.clear();
  for (std::size_t at = 0;;) {
    const bool is_quoted = at < line.size() && line[at] == kQuote;
    std::size_t end = is_quoted ? end_of_quoted(line, at, dialect_.delimiter)
                                : line.find(dialect_.delimiter, at);
    if (end == std::string_view::npos) end = line.size();
    const std::string_view field = line.substr(at, end - at);
    fields_.push_back(is_quoted ? unquoted(field) : field);
    if (end == line.size()) return;
    at = end + 1;
  }
}

// What does not end with its quote is kept as it is: nothing is guessed.
std::string_view Fields::unquoted(std::string_view field) {
  if (field.size() < 2 || !field.ends_with(kQuote)) return field;
  const std::string_view inner = field.substr(1, field.size() - 2);
  if (inner.find(kQuote) == std::string_view::npos) return inner;
  std::string& out = unquoted_.emplace_back();
  for (std::size_t i = 0; i < inner.size(); ++i) {
    out += inner[i];
    if (inner.substr(i, 2) == "\"\"") ++i;
  }
  return out;
}

bool is_quote_open(std::string_view line, char delimiter) {
  if (line.find(kQuote) == std::string_view::npos) return false;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const bool is_quoted = line[at] == kQuote;
    at = is_quoted ? end_of_quoted(line, at, delimiter)
                   : line.find(delimiter, at);
    if (at == std::string_view::npos) return is_quoted;
  }
  return false;
}

}  // namespace documents
