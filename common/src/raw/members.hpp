#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "json/cursor.hpp"

namespace raw {

// A value taken apart where it stands in its text, so that numbers keep their
// digits, which a tree of RapidJSON's would turn into doubles. What is borrowed
// from the text lives as long as the text.

// The members of an object; of several of one name the last. None when it is no
// object.
using Members = std::map<std::string, json::RawValue, std::less<>>;
Members members_by_name(const json::RawValue& object);

// nullptr: there is none of that name, or of another kind.
const json::RawValue* find(const Members& members, std::string_view name);
const json::RawValue* find(const Members& members, std::string_view name,
                           json::Kind kind);

// The characters of a string.
std::string string_of(const json::RawValue& value);

// What a JSON pointer (RFC 6901) leads to.
std::optional<json::RawValue> follow(const json::RawValue& root,
                                     std::string_view pointer);

}  // namespace raw
