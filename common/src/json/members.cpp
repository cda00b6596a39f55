#include "json/members.hpp"

#include <algorithm>
#include <cstddef>
#include <deque>
#include <unordered_map>
#include <utility>

namespace json {

namespace {

// Up to so many names are looked for one by one, which is quicker than hashing.
constexpr std::size_t kFew = 32;

bool have_one_name(const Member& left, const Member& right) {
  if (!left.key.has_escape && !right.key.has_escape) {
    return left.key.text == right.key.text;
  }
  return characters(left.key) == characters(right.key);
}

bool may_have_one_name(const std::vector<Member>& members) {
  if (members.size() > kFew) return true;
  for (auto each = members.begin(); each != members.end(); ++each) {
    if (std::any_of(members.begin(), each, [&](const Member& other) {
          return have_one_name(other, *each);
        })) {
      return true;
    }
  }
  return false;
}

bool is_named(const RawValue& key, std::string_view name) {
  return key.has_escape ? characters(key) == name : key.text == name;
}

// Whether another member of that name may follow: quickly told, as it hardly
// ever does and all of the rest would have to be walked through.
bool may_hold_name(std::string_view rest, std::string_view name) {
  return rest.find(name) != std::string_view::npos ||
         rest.find('\\') != std::string_view::npos;
}

}  // namespace

std::vector<Member> members_of(const RawValue& object) {
  std::vector<Member> members;
  if (object.kind == Kind::kObject) {
    Cursor(object.text).object(members);
    keep_last_members(members);
  }
  return members;
}

void keep_last_members(std::vector<Member>& members) {
  if (!may_have_one_name(members)) return;
  std::deque<std::string>
      spelled;  // with escapes; the others stay where they are
  std::unordered_map<std::string_view, std::size_t> places;
  std::size_t kept = 0;
  for (const Member& member : members) {
    const std::string_view name =
        member.key.has_escape ? spelled.emplace_back(characters(member.key))
                              : member.key.text;
    const auto [place, is_new] = places.try_emplace(name, kept);
    members[place->second] = member;
    if (is_new) ++kept;
  }
  members.resize(kept);
}

std::vector<RawValue> items_of(const RawValue& array) {
  std::vector<RawValue> items;
  if (array.kind != Kind::kArray) return items;
  Cursor cursor(array.text);
  if (cursor.enter_array()) {
    do {
      items.push_back(cursor.value());
    } while (cursor.next_item());
  }
  return items;
}

std::optional<RawValue> find_member(const RawValue& object,
                                    std::string_view name) {
  std::optional<RawValue> found;
  if (object.kind != Kind::kObject) return found;
  Cursor cursor(object.text);
  if (!cursor.enter_object()) return found;
  do {
    const RawValue key = cursor.key();
    const RawValue value = cursor.value();
    if (!is_named(key, name)) continue;
    found = value;
    if (!may_hold_name(cursor.rest(), name)) return found;
  } while (cursor.next_member());
  return found;
}

std::string characters(const RawValue& string) {
  if (!string.has_escape) return std::string(string.text);
  std::string text(string.text.size(), '\0');
  text.resize(unescape(string.text, text.data(), Nul::kKept));
  return text;
}

void append_compact(std::string& out, std::string_view text) {
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      out += c;
      if (c == '\\') {
        out += text[++i];
      } else if (c == '"') {
        in_string = false;
      }
    } else if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
      out += c;
      in_string = c == '"';
    }
  }
}

}  // namespace json
