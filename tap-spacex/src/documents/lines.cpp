#include "documents/lines.hpp"

#include <algorithm>

#include "documents/body.hpp"
#include "documents/fields.hpp"
#include "text/concat.hpp"

namespace documents {

void Lines::feed(std::string_view piece) {
  base_ += at_;
  buffer_.erase(0, at_);
  seen_ -= at_;
  at_ = 0;
  buffer_.append(piece);
  has_quotes_ = delimiter_ != 0 && buffer_.find('"') != std::string::npos;
}

std::optional<std::string_view> Lines::next() {
  const std::string_view text(buffer_);
  const std::size_t end = find_end(std::max(at_, seen_));
  if (end == std::string_view::npos && !is_finished_) {
    seen_ = has_quotes_ ? at_ : text.size();
    if (text.size() - at_ <= kMaxDocumentBytes) return std::nullopt;
    throw BodyError(text::concat("line ", number_ + 1, " is longer than ",
                                 kMaxDocumentBytes, " bytes"));
  }
  is_ended_ = end != std::string_view::npos;
  if (!is_ended_ && at_ == text.size()) return std::nullopt;
  std::string_view line = text.substr(at_, end - at_);
  at_ = seen_ = is_ended_ ? end + 1 : text.size();
  if (line.ends_with('\r')) line.remove_suffix(1);
  number_ += 1 + breaks_;
  breaks_ = static_cast<std::size_t>(
      !has_quotes_ ? 0 : std::count(line.begin(), line.end(), '\n'));
  return line;
}

// The next line end that no quotes enclose, or npos.
std::size_t Lines::find_end(std::size_t from) const {
  std::size_t end = buffer_.find('\n', from);
  if (!has_quotes_) return end;
  const std::string_view text(buffer_);
  while (end != std::string_view::npos &&
         is_quote_open(text.substr(at_, end - at_), delimiter_)) {
    end = buffer_.find('\n', end + 1);
  }
  return end;
}

}  // namespace documents
