#include "documents/json_body.hpp"

#include <algorithm>

#include "json/document.hpp"
#include "json/last_members.hpp"
#include "text/concat.hpp"
#include "text/excerpt.hpp"
#include "text/utf8.hpp"

namespace documents {

namespace {

// Enough of a wrong body to recognise it by.
constexpr std::size_t kExcerptBytes = 200;

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

// What a body is encoded as that does not start as JSON in UTF-8 does; empty
// when that is not the matter.
std::string_view name_of_encoding(std::string_view body) {
  const auto byte = [&](std::size_t i) {
    return i < body.size() ? static_cast<unsigned char>(body[i]) : 1U;
  };
  if (byte(0) == 0xEF && byte(1) == 0xBB) return "text with a byte order mark";
  if ((byte(0) == 0xFF && byte(1) == 0xFE) ||
      (byte(0) == 0xFE && byte(1) == 0xFF) || byte(0) == 0 || byte(1) == 0) {
    return "UTF-16 or UTF-32 text";
  }
  if (byte(0) == 0x1F && byte(1) == 0x8B) return "undeclared gzip data";
  return "";
}

// What a body is by its first byte; empty when that does not tell.
std::string_view name_of_kind(char first) {
  if (first == '<') return "an HTML or XML page";
  if (first == '[') return "a JSON array";
  if (first == '{') return "a JSON object";
  return "";
}

}  // namespace

void JsonBody::feed(std::string_view piece) {
  base_ += at_;
  buffer_.erase(0, at_);
  at_ = 0;
  buffer_.append(piece);
}

std::optional<Document> JsonBody::next() {
  for (;;) {
    if (!skip_spaces()) {
      if (is_finished_ && place_ != Place::kEnd) fail_truncated();
      return std::nullopt;
    }
    const char c = buffer_[at_];
    switch (place_) {
      case Place::kStart:
        if (!start()) return std::nullopt;
        break;
      case Place::kFirstOrEnd:
        if (c == ']') {
          ++at_;
          place_ = Place::kEnd;
        } else {
          place_ = Place::kElement;
        }
        break;
      case Place::kElement:
        return scan_document();
      case Place::kBehindElement:
        if (c != ',' && c != ']') fail(at_, "',' or ']' expected");
        ++at_;
        place_ = c == ',' ? Place::kElement : Place::kEnd;
        break;
      case Place::kEnd:
        fail(at_, "text after the end");
    }
  }
}

bool JsonBody::skip_spaces() {
  while (at_ < buffer_.size() && is_space(buffer_[at_])) ++at_;
  return at_ < buffer_.size();
}

// Looks at the first byte; false when more of the body is needed to name it.
bool JsonBody::start() {
  const char c = buffer_[at_];
  if (root_ == Root::kArray && c == '[') {
    ++at_;
    place_ = Place::kFirstOrEnd;
    return true;
  }
  if (root_ == Root::kObject && c == '{') {
    place_ = Place::kElement;
    return true;
  }
  const std::string_view body = std::string_view(buffer_).substr(at_);
  if (body.size() < kExcerptBytes && !is_finished_) return false;
  const std::string_view encoding = name_of_encoding(body);
  const std::string_view name = encoding.empty() ? name_of_kind(c) : encoding;
  const std::string message = text::concat(
      "the body is ", name, name.empty() ? "" : ", ", "not a JSON ",
      root_ == Root::kArray ? "array of documents" : "object", " (offset ",
      base_ + at_, "): ", text::excerpt(body, kExcerptBytes));
  if (encoding.empty()) throw WrongBody(message);
  throw BodyError(message);
}

std::optional<Document> JsonBody::scan_document() {
  const std::size_t available = buffer_.size() - at_;
  if (available < wanted_ && !is_finished_) return std::nullopt;
  if (buffer_[at_] != '{') {
    fail(at_, text::concat("document ", count_ + 1, " is not an object"));
  }
  const json::Scan scan = json::scan_object(buffer_, at_, members_);
  if (scan.outcome == json::Scan::Outcome::kInvalid) {
    fail(scan.end, scan.fault);
  }
  const std::string_view seen =
      std::string_view(buffer_).substr(at_, scan.end - at_);
  if (scan.outcome == json::Scan::Outcome::kIncomplete) {
    if (is_finished_) fail_truncated();
    if (available > kMaxDocumentBytes) {
      fail(at_, text::concat("document ", count_ + 1, " is larger than ",
                             kMaxDocumentBytes, " bytes"));
    }
    wanted_ = std::min(2 * available, kMaxDocumentBytes + 1);
    return std::nullopt;
  }
  const std::size_t invalid = text::find_invalid_utf8(seen);
  if (invalid < seen.size()) fail(at_ + invalid, "invalid UTF-8");
  spell_names_plainly();
  json::keep_last_members(members_);
  at_ = scan.end;
  wanted_ = 0;
  place_ = root_ == Root::kArray ? Place::kBehindElement : Place::kEnd;
  return Document{seen, members_, scan.is_spaced, count_++};
}

// "\u0069d" is the name "id". Names that need their escapes keep them.
void JsonBody::spell_names_plainly() {
  names_.clear();
  for (json::TextMember& member : members_) {
    if (member.key.find('\\') == std::string_view::npos) continue;
    std::string plain = json::unescape(member.key);
    if (json::quoted(plain).size() != plain.size() + 2) continue;
    member.key = names_.emplace_back(std::move(plain));
  }
}

void JsonBody::fail(std::size_t at, std::string_view fault) const {
  throw BodyError(
      text::concat("the body is not what the API answers: ", fault,
                   " at offset ", base_ + at, ": ",
                   text::excerpt(std::string_view(buffer_).substr(at), 60)));
}

void JsonBody::fail_truncated() const {
  const std::size_t size = base_ + buffer_.size();
  if (place_ == Place::kStart) {
    throw BodyError("the body is empty");
  }
  throw BodyError(text::concat("the body ends in mid-JSON, after ",
                               text::counted(size, "byte"), " and ",
                               text::counted(count_, "document")));
}

}  // namespace documents
