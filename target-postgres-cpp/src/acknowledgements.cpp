#include "acknowledgements.hpp"

#include <utility>

void Acknowledgements::state_read(std::string_view value) {
  (has_records_ ? behind_records_ : covered_) = value;
}

void Acknowledgements::handed_over() {
  has_records_ = false;
  is_under_way_ = true;
  if (behind_records_) covered_ = std::exchange(behind_records_, std::nullopt);
}

std::optional<std::string> Acknowledgements::take() {
  if (is_under_way_ || are_withheld_) return std::nullopt;
  return std::exchange(covered_, std::nullopt);
}
