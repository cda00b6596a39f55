#pragma once

#include <fstream>
#include <string>
#include <string_view>

namespace extract {

// Keeps bodies byte for byte: <record_dir>/<UTC start>/v4/rockets.json. Such a
// folder is itself the root of a file:// API. A body appears under its name
// only when it is complete. Errors are std::runtime_error naming the file.
class RawCopy {
 public:
  // One attempt to read a stream. `folder` is <record_dir>/<UTC start>, `path`
  // the stream's, e.g. "/v4/rockets". An empty record_dir: nothing is kept.
  RawCopy(std::string record_dir, std::string run_folder,
          std::string_view path);

  void write(std::string_view piece);
  void complete();
  // Nothing has changed: the newest body of an earlier run is linked in. False
  // when there is none.
  bool link_previous();

 private:
  std::string record_dir_;
  std::string run_folder_;
  std::string relative_;
  std::string file_;
  std::ofstream out_;
};

}  // namespace extract
