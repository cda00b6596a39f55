#include "documents/json_body.hpp"

#include <utility>

#include "json/document.hpp"
#include "json/members.hpp"
#include "text/concat.hpp"
#include "text/excerpt.hpp"

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

std::string_view words_for(json::Fault fault) {
  using json::Fault;
  switch (fault) {
    case Fault::kValue:
    case Fault::kObject:
    case Fault::kArray:
      return "a value expected";
    case Fault::kName:
      return "a member's name in quotes expected";
    case Fault::kColon:
      return "':' expected";
    case Fault::kCommaInObject:
      return "',' or '}' expected";
    case Fault::kCommaInArray:
      return "',' or ']' expected";
    case Fault::kDigit:
      return "a digit expected";
    case Fault::kLeadingZero:
      return "a number with a leading zero";
    case Fault::kControlCharacter:
      return "a control character in a string";
    case Fault::kEscape:
      return "an unknown escape in a string";
    case Fault::kHexDigits:
      return "four hexadecimal digits expected";
    case Fault::kLoneSurrogate:
      return "a lone surrogate";
    case Fault::kUtf8:
      return "invalid UTF-8";
    case Fault::kNesting:
      return "nested too deep";
    case Fault::kOpenString:
      return "a string without an end";
    case Fault::kMore:
      break;
  }
  return "text after the end";
}

}  // namespace

void JsonBody::feed(std::string_view piece) {
  base_ += at_;
  if (!buffer_.empty()) buffer_.resize(buffer_.size() - json::kPadding);
  buffer_.erase(0, at_);
  at_ = 0;
  buffer_.append(piece);
  buffer_.append(json::kPadding, '\n');
}

// What was fed and not read yet.
std::string_view JsonBody::unread() const {
  const std::string_view all = buffer_;
  return all.empty() ? all : all.substr(at_, all.size() - json::kPadding - at_);
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
        return read_document();
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
  for (const char c : unread()) {
    if (!is_space(c)) return true;
    ++at_;
  }
  return false;
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
  const std::string_view body = unread();
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

std::optional<Document> JsonBody::read_document() {
  if (buffer_[at_] != '{') {
    fail(at_, text::concat("document ", count_ + 1, " is not an object"));
  }
  // Nearly all are there whole. The end of one that is not is looked for before
  // it is read again, so that a long one costs linear time.
  if (!splitter_.has_begun()) {
    if (auto document = try_document(unread())) return document;
  }
  if (const auto size = splitter_.find_end(unread())) {
    return try_document(unread().substr(0, *size));
  }
  if (is_finished_ || unread().size() > kMaxDocumentBytes) {
    check_beginning();
    if (is_finished_) fail_truncated();
    fail(at_, text::concat("document ", count_ + 1, " is larger than ",
                           kMaxDocumentBytes, " bytes"));
  }
  return std::nullopt;
}

// The document that `text` begins with; nothing when it is cut off.
std::optional<Document> JsonBody::try_document(std::string_view text) {
  members_.clear();
  json::Cursor cursor(text, json::Strictness::kStrict);
  try {
    cursor.object(members_, 1);
  } catch (const json::SyntaxError& error) {
    if (error.offset() >= text.size()) return std::nullopt;
    fail(error);
  }
  spell_names_plainly();
  json::keep_last_members(members_);
  splitter_ = Splitter();
  at_ += cursor.offset();
  place_ = root_ == Root::kArray ? Place::kBehindElement : Place::kEnd;
  return Document{text.substr(0, cursor.offset()), members_, cursor.has_space(),
                  count_++};
}

// Throws when a document that is cut off is wrong beside.
void JsonBody::check_beginning() const {
  const std::string_view text = unread();
  try {
    json::Cursor(text, json::Strictness::kStrict).value();
  } catch (const json::SyntaxError& error) {
    if (error.offset() < text.size()) fail(error);
  }
}

void JsonBody::fail(const json::SyntaxError& error) const {
  fail(at_ + error.offset(), words_for(error.fault()));
}

// "\u0069d" is the name "id". Names that need their escapes keep them.
void JsonBody::spell_names_plainly() {
  names_.clear();
  for (json::Member& member : members_) {
    if (!member.key.has_escape) continue;
    const std::string plain = json::characters(member.key);
    std::string quoted = json::quoted(plain);
    if (quoted.size() != plain.size() + 2) continue;
    names_.push_back(std::move(quoted));
    member.key.text = std::string_view(names_.back()).substr(1, plain.size());
    member.key.has_escape = false;
  }
}

void JsonBody::fail(std::size_t at, std::string_view fault) const {
  throw BodyError(text::concat("the body is not what the API answers: ", fault,
                               " at offset ", base_ + at, ": ",
                               text::excerpt(unread().substr(at - at_), 60)));
}

void JsonBody::fail_truncated() const {
  const std::size_t size = base_ + at_ + unread().size();
  if (place_ == Place::kStart) {
    throw BodyError("the body is empty");
  }
  throw BodyError(text::concat("the body ends in mid-JSON, after ",
                               text::counted(size, "byte"), " and ",
                               text::counted(count_, "document")));
}

}  // namespace documents
