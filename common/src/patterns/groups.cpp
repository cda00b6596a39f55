#include "patterns/groups.hpp"

#include <algorithm>

#include "patterns/expression_reader.hpp"
#include "patterns/pattern.hpp"

namespace patterns {

namespace {

// Beyond ASCII, where Python asks Unicode's tables, anything is let pass.
void check_name(const Name& name) {
  for (std::size_t i = 0; i < name.size(); ++i) {
    const std::uint32_t point = name[i];
    const bool is_letter = (point >= 'A' && point <= 'Z') ||
                           (point >= 'a' && point <= 'z') || point == '_' ||
                           point >= 0x80;
    const bool is_digit = point >= '0' && point <= '9';
    if (!is_letter && (!is_digit || i == 0)) {
      refuse("bad character in group name");
    }
  }
}

}  // namespace

std::size_t Groups::open(const std::optional<Name>& name) {
  const std::size_t group = widths_.size();
  if (name) {
    check_name(*name);
    if (!names_.emplace(*name, group).second) {
      refuse("redefinition of group name");
    }
  }
  widths_.emplace_back();
  return group;
}

std::size_t Groups::number_of(const Name& name) const {
  check_name(name);
  const auto found = names_.find(name);
  if (found == names_.end()) refuse("unknown group name");
  return found->second;
}

void Groups::check_behind(std::size_t group) const {
  if (!behind_) return;
  if (!is_closed(group)) refuse("cannot refer to an open group");
  if (group >= *behind_) {
    refuse("cannot refer to group defined in the same lookbehind subpattern");
  }
}

Width Groups::refer_to(std::size_t group) const {
  if (group >= widths_.size()) refuse("invalid group reference");
  if (!is_closed(group)) refuse("cannot refer to an open group");
  check_behind(group);
  return *widths_[group];
}

void Groups::ask_for(std::size_t group) {
  if (group == 0) refuse("bad group number");
  check_behind(group);
  if (group < widths_.size() && !is_closed(group)) {
    throw NotSupported("(?(1)…) within the group 1 is not supported");
  }
  highest_asked_for_ = std::max(highest_asked_for_, group);
}

std::optional<std::size_t> Groups::begin_behind() {
  const auto before = behind_;
  if (!behind_) behind_ = widths_.size();
  return before;
}

void Groups::check_asked_for() const {
  if (highest_asked_for_ >= widths_.size()) refuse("invalid group reference");
}

}  // namespace patterns
