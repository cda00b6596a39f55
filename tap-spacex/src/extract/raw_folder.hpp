#pragma once

#include <string>

namespace extract {

// The folder of one run below record_dir, named by the run's start. It is made
// when it is first asked for, and belongs to this run alone: one that started
// in the same second gets a "-2" behind its name.
class RawFolder {
 public:
  // An empty record_dir: nothing is kept.
  RawFolder(std::string record_dir, std::string name);

  bool is_kept() const { return !record_dir_.empty(); }
  const std::string& record_dir() const { return record_dir_; }
  // Throws std::runtime_error naming the folder that cannot be made.
  const std::string& path();

 private:
  std::string record_dir_;
  std::string name_;
  std::string path_;  // empty until it is made
};

}  // namespace extract
