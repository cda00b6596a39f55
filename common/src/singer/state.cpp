#include "singer/state.hpp"

#include <algorithm>
#include <utility>

#include "cli/errors.hpp"
#include "json/document.hpp"
#include "json/scanner.hpp"
#include "logging/log.hpp"
#include "text/ascii.hpp"
#include "text/concat.hpp"
#include "text/excerpt.hpp"
#include "text/utf8.hpp"

namespace singer {

namespace {

// State files nest a few wrappers at most.
constexpr int kMaxWrappers = 4;

// The object inside of the wrappers that Meltano and taps put around a state.
std::string_view unwrapped(std::string_view text, std::string_view what) {
  for (int i = 0; i < kMaxWrappers; ++i) {
    const auto type = json::find_member(text, "type");
    std::string_view wrapper;
    if (type && type->value == "\"STATE\"") {
      wrapper = "value";
    } else if (json::find_member(text, "singer_state")) {
      wrapper = "singer_state";
    } else if (!json::find_member(text, "bookmarks") &&
               json::find_member(text, "state")) {
      wrapper = "state";
    } else if (!json::find_member(text, "bookmarks") &&
               json::find_member(text, "completed")) {
      // As Meltano keeps it in its system database.
      wrapper = "completed";
      const auto partial = json::find_member(text, "partial");
      if (partial && json::find_member(partial->value, "singer_state")) {
        logging::warning(text::concat(
            what,
            " holds a 'partial' state, too, which Meltano merges: left "
            "out here, so that what it vouches for is read again"));
      }
    } else {
      return text;
    }
    const auto inner = json::find_member(text, wrapper);
    if (!inner) return text;
    logging::info(
        text::concat(what, " wraps the state in '", wrapper, "': unwrapped"));
    text = inner->value;
  }
  return text;
}

std::string one_line(std::string_view value) {
  if (value.find_first_of("\r\n") == std::string_view::npos) {
    return std::string(value);
  }
  std::string out;
  json::append_compact(out, value);
  return out;
}

// The name with no more escapes than it needs, so that "\u0061" is "a".
std::string plain_name(std::string_view key) {
  if (key.find('\\') == std::string_view::npos) return std::string(key);
  const std::string quoted = json::quoted(json::unescape(key));
  return quoted.substr(1, quoted.size() - 2);
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
  // The whole text must be one object.
  const json::Scan scan = json::scan_value(text);
  if (scan.outcome != json::Scan::Outcome::kComplete ||
      scan.end != text.size() || text.front() != '{') {
    throw cli::UsageError(text::concat(
        what, " is not a JSON object: ", text::excerpt(text, 100)));
  }
  if (text::find_invalid_utf8(text) != text.size()) {
    throw cli::UsageError(text::concat(what, " is not valid UTF-8"));
  }
  text = unwrapped(text, what);
  if (text == "null") return state;
  if (text.empty() || text.front() != '{') {
    throw cli::UsageError(text::concat(
        what, " wraps no JSON object: ", text::excerpt(text, 100)));
  }
  for (const json::Member& member : json::members_of(text)) {
    std::string name = plain_name(member.key);
    if (name == "bookmarks") {
      if (member.value.front() != '{') {
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
