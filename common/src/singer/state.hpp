#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace singer {

// A tap's state: {"bookmarks": {stream: bookmark}, …}. Bookmarks are JSON text.
// What the tap does not set itself (other streams' bookmarks, other members)
// stays byte for byte what it was, in its order.
class State {
 public:
  State() = default;

  // Reads the text of a state file in any shape that is pasted into one: no
  // bytes, null or {} are no state; {"singer_state": …}, {"state": …} and
  // {"type": "STATE", "value": …} are unwrapped with an INFO line. `what` names
  // the text in errors. Anything else is a cli::UsageError.
  static State parse(std::string_view text, std::string_view what);
  static State read_file(const std::string& path);

  // Nothing was read and nothing set.
  bool is_empty() const { return members_.empty() && bookmarks_.empty(); }

  // The stream's bookmark as JSON text; empty when it has none.
  std::string_view bookmark(std::string_view stream) const;
  void set_bookmark(std::string_view stream, std::string json_text);

  // The whole state as one line of JSON.
  std::string to_text() const;

 private:
  using Members = std::vector<std::pair<std::string, std::string>>;
  // Keys are as written between the quotes, values JSON text. "bookmarks" is
  // among them only as a place.
  Members members_;
  Members bookmarks_;
};

}  // namespace singer
