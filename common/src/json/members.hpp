#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/cursor.hpp"

// Looks into values that a Cursor has read, so that nothing can be wrong with
// them.
namespace json {

// The members of an object, of several of one name only the last, in the place
// of the first. Of any other value none.
std::vector<Member> members_of(const RawValue& object);
void keep_last_members(std::vector<Member>& members);

// The items of an array. Of any other value none.
std::vector<RawValue> items_of(const RawValue& array);

// The member of that name, of several the last; nothing when there is none, or
// the value is no object. `name` holds no character that JSON must escape, but
// may stand there escaped.
std::optional<RawValue> find_member(const RawValue& object,
                                    std::string_view name);

// A string's characters, whatever they are: NUL, too.
std::string characters(const RawValue& string);

// Appends JSON text without the white space outside of its strings.
void append_compact(std::string& out, std::string_view text);

}  // namespace json
