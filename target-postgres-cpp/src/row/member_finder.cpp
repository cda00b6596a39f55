#include "row/member_finder.hpp"

#include "json/document.hpp"

namespace row {

namespace {

std::string spelling_of(std::string_view name) {
  const std::string quoted = json::quoted(name);
  return quoted.substr(1, quoted.size() - 2);
}

// Names without a column that are remembered; a tap that invents a new one for
// each record must not use up memory.
constexpr std::size_t kMaxUnknown = 1000;
constexpr std::size_t kMaxUnknownBytes = std::size_t{1} << 20U;

}  // namespace

void MemberFinder::add(std::string_view name, std::size_t column) {
  members_[std::string(name)] = {spelling_of(name), column, false};
}

void MemberFinder::add_metadata(std::string_view name, std::size_t column) {
  members_[std::string(name)] = {spelling_of(name), column, true};
}

const Member* MemberFinder::look_up(const json::RawValue& key) {
  name_.resize(key.text.size());
  name_.resize(json::unescape(key.text, name_.data()));
  const auto found = members_.find(name_);
  return found == members_.end() ? nullptr : &found->second;
}

const Member& MemberFinder::remember_unknown() {
  is_full_ = is_full_ || unknown_count_ == kMaxUnknown ||
             name_.size() > kMaxUnknownBytes - unknown_bytes_;
  if (is_full_) {
    not_remembered_.spelling = spelling_of(name_);
    return not_remembered_;
  }
  ++unknown_count_;
  unknown_bytes_ += name_.size();
  add(name_, Member::kUnknown);
  return members_.find(name_)->second;
}

void MemberFinder::place(const Member& member) {
  if (position_ < sequence_.size()) {
    sequence_[position_] = &member;
  } else if (position_ < members_.size()) {
    sequence_.push_back(&member);
  }
  ++position_;
}

}  // namespace row
