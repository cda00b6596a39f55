#include "row/member_finder.hpp"

namespace row {

namespace {

// Names without a column that are remembered; a tap that invents a new one for
// each record must not use up memory.
constexpr std::size_t kMaxUnknown = 1000;

}  // namespace

void MemberFinder::add(std::string_view name, std::size_t column) {
  const auto [place, is_new] = entries_.try_emplace(std::string(name));
  place->second = {place->first, column};
}

const MemberFinder::Entry* MemberFinder::look_up(const json::RawValue& key) {
  scratch_.resize(key.text.size());
  scratch_.resize(json::unescape(key.text, scratch_.data()));
  const auto found = entries_.find(scratch_);
  return found == entries_.end() ? nullptr : &found->second;
}

const MemberFinder::Entry* MemberFinder::remember_unknown() {
  if (unknown_count_ == kMaxUnknown) return nullptr;
  ++unknown_count_;
  add(scratch_, kNone);
  return &entries_.find(scratch_)->second;
}

void MemberFinder::place(const Entry* entry) {
  if (position_ < sequence_.size()) {
    sequence_[position_] = entry;
  } else if (position_ < entries_.size()) {
    sequence_.push_back(entry);
  }
  ++position_;
}

}  // namespace row
