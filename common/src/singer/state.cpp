#include "singer/state.hpp"

#include <algorithm>
#include <utility>

#include "cli/errors.hpp"
#include "json/document.hpp"
#include "json/members.hpp"
#include "json/padded_text.hpp"
#include "logging/log.hpp"
#include "text/ascii.hpp"
#include "text/concat.hpp"
#include "text/excerpt.hpp"

namespace singer {

namespace {

// State files nest a few wrappers at most.
constexpr int kMaxWrappers = 4;

// The object inside of the wrappers that Meltano and taps put around a state.
json::RawValue unwrapped(json::RawValue state, std::string_view what) {
  for (int i = 0; i < kMaxWrappers; ++i) {
    const auto type = json::find_member(state, "type");
    std::string_view wrapper;
    if (type && json::json_text(*type) == "\"STATE\"") {
      wrapper = "value";
    } else if (json::find_member(state, "singer_state")) {
      wrapper = "singer_state";
    } else if (!json::find_member(state, "bookmarks") &&
               json::find_member(state, "state")) {
      wrapper = "state";
    } else if (!json::find_member(state, "bookmarks") &&
               json::find_member(state, "completed")) {
      // As Meltano keeps it in its system database.
      wrapper = "completed";
      const auto partial = json::find_member(state, "partial");
      if (partial && json::find_member(*partial, "singer_state")) {
        logging::warning(text::concat(
            what,
            " holds a 'partial' state, too, which Meltano merges: left "
            "out here, so that what it vouches for is read again"));
      }
    } else {
      return state;
    }
    const auto inner = json::find_member(state, wrapper);
    if (!inner) return state;
    logging::info(
        text::concat(what, " wraps the state in '", wrapper, "': unwrapped"));
    state = *inner;
  }
  return state;
}

std::string one_line(const json::RawValue& value) {
  const std::string_view text = json::json_text(value);
  if (text.find_first_of("\r\n") == std::string_view::npos) {
    return std::string(text);
  }
  std::string out;
  json::append_compact(out, text);
  return out;
}

// The name with no more escapes than it needs, so that "\u0061" is "a".
std::string plain_name(const json::RawValue& key) {
  if (!key.has_escape) return std::string(key.text);
  const std::string quoted = json::quoted(json::characters(key));
  return quoted.substr(1, quoted.size() - 2);
}

// The whole text must be one object.
json::RawValue read_object(std::string_view text, std::string_view what) {
  try {
    json::Cursor cursor(text, json::Strictness::kStrict);
    const json::RawValue value = cursor.value();
    cursor.expect_end();
    if (value.kind == json::Kind::kObject) return value;
  } catch (const json::SyntaxError& error) {
    if (error.fault() == json::Fault::kUtf8) {
      throw cli::UsageError(text::concat(what, " is not valid UTF-8"));
    }
  }
  throw cli::UsageError(
      text::concat(what, " is not a JSON object: ", text::excerpt(text, 100)));
}

void append_member(std::string& out, std::string_view key,
                   std::string_view value) {
  if (out.back() != '{') out += ',';
  out += text::concat('"', key, "\":", value);
}

}  // namespace

State State::parse(std::string_view text, std::string_view what) {
  text = text::trimmed(text);
  State state;
  if (text.empty() || text == "null") return state;
  const json::PaddedText padded(text);
  const json::RawValue inner =
      unwrapped(read_object(padded.view(), what), what);
  if (inner.kind == json::Kind::kNull) return state;
  if (inner.kind != json::Kind::kObject) {
    throw cli::UsageError(text::concat(
        what,
        " wraps no JSON object: ", text::excerpt(json::json_text(inner), 100)));
  }
  for (const json::Member& member : json::members_of(inner)) {
    std::string name = plain_name(member.key);
    if (name == "bookmarks") {
      if (member.value.kind != json::Kind::kObject) {
        logging::warning(text::concat(
            what, ": 'bookmarks' is no object; there are no bookmarks then"));
      }
      for (const json::Member& bookmark : json::members_of(member.value)) {
        state.bookmarks_.emplace_back(plain_name(bookmark.key),
                                      one_line(bookmark.value));
      }
    }
    state.members_.emplace_back(std::move(name), one_line(member.value));
  }
  return state;
}

State State::read_file(const std::string& path) {
  try {
    return parse(json::read_text_file(path, "state file"),
                 text::concat("state file '", path, "'"));
  } catch (const cli::UsageError&) {
    throw;
  } catch (const std::runtime_error& error) {
    throw cli::UsageError(error.what());
  }
}

std::string_view State::bookmark(std::string_view stream) const {
  const auto found =
      std::find_if(bookmarks_.begin(), bookmarks_.end(),
                   [&](const auto& member) { return member.first == stream; });
  return found == bookmarks_.end() ? std::string_view{} : found->second;
}

void State::set_bookmark(std::string_view stream, std::string json_text) {
  for (auto& [name, bookmark] : bookmarks_) {
    if (name == stream) {
      bookmark = std::move(json_text);
      return;
    }
  }
  bookmarks_.emplace_back(stream, std::move(json_text));
}

std::string State::to_text() const {
  std::string bookmarks = "{";
  for (const auto& [stream, bookmark] : bookmarks_) {
    append_member(bookmarks, stream, bookmark);
  }
  bookmarks += '}';
  std::string out = "{";
  bool has_bookmarks = false;
  for (const auto& [key, value] : members_) {
    const bool is_bookmarks = key == "bookmarks";
    has_bookmarks = has_bookmarks || is_bookmarks;
    append_member(out, key, is_bookmarks ? bookmarks : value);
  }
  if (!has_bookmarks) append_member(out, "bookmarks", bookmarks);
  return out + "}";
}

}  // namespace singer
