#include "intake/acknowledgements.hpp"

#include <utility>

namespace intake {

namespace {

bool is_empty_state(std::string_view json) {
  if (json == "null") return true;
  return json.front() == '{' &&
         json.find_first_not_of(" \t\r", 1) == json.size() - 1;
}

}  // namespace

void Acknowledgements::state_read(std::string_view value) {
  if (is_empty_state(value)) return;
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

}  // namespace intake
