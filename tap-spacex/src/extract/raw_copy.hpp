#pragma once

#include <fstream>
#include <string>
#include <string_view>

#include "extract/raw_folder.hpp"

namespace extract {

// Keeps bodies byte for byte: <record_dir>/<UTC start>/v4/rockets.json. Such a
// folder is itself the root of a file:// API. A body appears under its name
// only when it is complete; beside it, rockets.origin says in two lines which
// URL and ETag it had. Errors are std::runtime_error naming the file.
class RawCopy {
 public:
  // One attempt to read a stream from `url`; `path` is the stream's, e.g.
  // "/v4/rockets".
  RawCopy(RawFolder& folder, std::string url, std::string_view path);

  void write(std::string_view piece);
  void complete(std::string_view etag);
  // Nothing has changed since the answer with that ETag: its body is linked in
  // from an earlier run. False when none has it.
  bool link_previous(std::string_view etag);

 private:
  std::string file();
  void write_origin(std::string_view etag);
  // Of an earlier run; empty when there is none.
  std::string find_previous(std::string_view origin) const;

  RawFolder& folder_;
  std::string url_;
  std::string relative_;  // without its suffix
  std::ofstream out_;
};

}  // namespace extract
