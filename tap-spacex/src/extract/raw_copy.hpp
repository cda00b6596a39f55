#pragma once

#include <fstream>
#include <string>
#include <string_view>

#include "extract/raw_folder.hpp"

namespace extract {

// Keeps bodies byte for byte: <record_dir>/<UTC start>/v4/rockets.json. Such a
// folder is itself the root of a file:// API. A body appears under its name
// only when it is complete; beside it, rockets.origin says in two lines which
// URL and ETag it had. A catalogue is kept under its own path, such as
// pub/satcat.csv: there satcat.csv.from has these two lines, satcat.csv.origin
// the instant as of which it holds. Errors are std::runtime_error naming the
// file.
class RawCopy {
 public:
  // One attempt to read a stream from `url`; `path` is the stream's, e.g.
  // "/v4/rockets" or "/pub/satcat.csv".
  RawCopy(RawFolder& folder, std::string url, std::string_view path);

  void write(std::string_view piece);
  void complete(std::string_view etag);
  // What data the body that is there holds (public, facts, synthetic or file),
  // and as of when (may be empty), so that a replay of it says the same.
  void describe(std::string_view kind, std::string_view as_of);
  // Nothing has changed since the answer with that ETag: its body is linked in
  // from an earlier run. False when none has it.
  bool link_previous(std::string_view etag);

 private:
  std::string in_folder(std::string_view relative);
  // Of an earlier run; empty when there is none.
  std::string find_previous(std::string_view source) const;

  RawFolder& folder_;
  std::string url_;
  bool is_catalogue_ = false;
  std::string body_;    // in the folder of a run
  std::string source_;  // the file that says which URL and ETag it had
  std::ofstream out_;
};

}  // namespace extract
