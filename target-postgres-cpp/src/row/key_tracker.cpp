#include "row/key_tracker.hpp"

namespace row {

KeyTracker::KeyTracker(const table::Table& table) {
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const table::Column& column = table.columns[i];
    if (!column.is_key) continue;
    const KeyForm form =
        column.type.is_array ? KeyForm::kNone : row_of(column.type.base).key;
    is_comparable_ = form != KeyForm::kNone;
    is_ordered_ = is_ordered_ && form != KeyForm::kNumeric;
    parts_.push_back({i, form});
    if (!is_comparable_) return;
  }
}

std::string_view KeyTracker::key(const char* row,
                                 const std::vector<std::size_t>& fields) {
  constexpr std::size_t kLengthBytes = 4;
  key_.clear();
  for (const Part& part : parts_) {
    // A key is never NULL, so the next field begins where this one ends.
    const std::size_t begin = fields[part.column] + kLengthBytes;
    append(part.form, {row + begin, fields[part.column + 1] - begin});
  }
  return key_;
}

void KeyTracker::append(KeyForm form, std::string_view body) {
  switch (form) {
    case KeyForm::kNone:
      return;
    case KeyForm::kSigned:
      // Big-endian two's complement sorts as bytes once the sign is turned.
      key_ += body;
      key_[key_.size() - body.size()] ^= '\x80';
      return;
    case KeyForm::kBytes:
      key_ += body;
      return;
    case KeyForm::kText:
      // No text holds a NUL, so "a" + "b" and "ab" + "" stay apart.
      key_ += body;
      key_ += '\0';
      return;
    case KeyForm::kNumeric:
      // 1.0 and 1.00 are equal: without the scale, the fourth 16-bit word.
      key_ += body.substr(0, 6);
      key_ += body.substr(8);
      return;
  }
}

}  // namespace row
