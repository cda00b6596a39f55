#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace intake {

// The one rule of a STATE: it is printed when every record read before it, of
// whatever stream, is committed. Of several that may be printed the newest is.
class Acknowledgements {
 public:
  // Withheld ones may not be printed before release(), whatever is committed.
  explicit Acknowledgements(bool are_withheld) : are_withheld_(are_withheld) {}

  void record_read() { has_records_ = true; }
  // An empty one is as if it had not come: it would undo a good one, and the
  // SDK never echoes one. `value` is JSON.
  void state_read(std::string_view value);
  // All that was read is on its way to the server. Not before the work before
  // it is committed().
  void handed_over();
  void committed() { is_under_way_ = false; }
  void release() { are_withheld_ = false; }

  // What may be printed now, once.
  std::optional<std::string> take();

 private:
  bool are_withheld_;
  // Records that were not handed over yet, and the newest STATE behind one.
  bool has_records_ = false;
  std::optional<std::string> behind_records_;
  bool is_under_way_ = false;
  // The newest STATE before which all is handed over.
  std::optional<std::string> covered_;
};

}  // namespace intake
