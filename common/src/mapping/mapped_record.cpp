#include "mapping/mapped_record.hpp"

#include <algorithm>
#include <cstring>

#include "json/document.hpp"

namespace mapping {

void MappedRecord::clear() {
  members_.clear();
  // What the last record needed in several blocks the next one has in one, so
  // that records that grow leave no blocks behind.
  if (blocks_.size() > 1) {
    std::size_t bytes = 0;
    for (const Block& block : blocks_) bytes += block.size;
    blocks_.clear();
    // NOLINTNEXTLINE(modernize-avoid-c-arrays)
    blocks_.push_back({std::make_unique<char[]>(bytes), bytes});
  }
  block_ = 0;
  used_ = 0;
}

char* MappedRecord::room(std::size_t size) {
  constexpr std::size_t kBlockBytes = 16384;
  while (block_ < blocks_.size() && blocks_[block_].size - used_ < size) {
    ++block_;
    used_ = 0;
  }
  if (block_ == blocks_.size()) {
    const std::size_t bytes = std::max(size, kBlockBytes);
    // NOLINTNEXTLINE(modernize-avoid-c-arrays)
    blocks_.push_back({std::make_unique<char[]>(bytes), bytes});
  }
  char* const place = blocks_[block_].bytes.get() + used_;
  used_ += size;
  return place;
}

std::string_view MappedRecord::keep(std::string_view text) {
  if (text.empty()) return {};
  char* const place = room(text.size() + json::kPadding);
  std::memcpy(place, text.data(), text.size());
  return {place, text.size()};
}

json::RawValue MappedRecord::value(std::string_view json) {
  char* const place = room(json.size() + json::kPadding);
  std::memcpy(place, json.data(), json.size());
  std::memset(place + json.size(), '\n', json::kPadding);
  json::Cursor cursor(std::string_view(place, json.size()));
  return cursor.value();
}

json::RawValue MappedRecord::ascii_value(std::string_view characters) {
  const auto needs_escape = [](char c) { return c == '"' || c == '\\'; };
  const auto escapes = static_cast<std::size_t>(
      std::count_if(characters.begin(), characters.end(), needs_escape));
  char* const place = room(characters.size() + escapes + 2 + json::kPadding);
  char* at = place;
  *at++ = '"';
  for (const char c : characters) {
    if (needs_escape(c)) *at++ = '\\';
    *at++ = c;
  }
  *at = '"';
  return {.text = {place + 1, characters.size() + escapes},
          .kind = json::Kind::kString,
          .has_escape = escapes != 0};
}

void MappedRecord::append_json(std::string& out) const {
  out += '{';
  for (const Member& member : members_) {
    if (&member != &members_.front()) out += ',';
    json::append_quoted(out, member.key);
    out += ':';
    out += json::json_text(member.value);
  }
  out += '}';
}

json::RawValue MappedRecord::string_value(std::string_view characters) {
  std::string quoted;
  json::append_quoted(quoted, characters);
  const std::string_view kept = keep(quoted);
  return {.text = kept.substr(1, kept.size() - 2),
          .kind = json::Kind::kString,
          .has_escape = kept.size() != characters.size() + 2};
}

std::span<const json::Member> MappedRecord::json_members() {
  json_members_.clear();
  for (const Member& member : members_) {
    json_members_.push_back({string_value(member.key), member.value});
  }
  return json_members_;
}

}  // namespace mapping
