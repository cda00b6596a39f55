#pragma once

#include <string>

// Whom a TLS server's certificate must be signed by.
namespace trust {

// PEM certificates of authorities: a file, a folder (or several, separated by
// ':') of such files by the names that OpenSSL gives them, or both.
struct Authorities {
  std::string file;    // empty: none
  std::string folder;  // empty: none

  bool empty() const { return file.empty() && folder.empty(); }
  bool operator==(const Authorities&) const = default;
};

// Those that this machine trusts: what SSL_CERT_FILE and SSL_CERT_DIR name
// (empty: not set; not looked at here), else the first file there is of those
// where distributions keep theirs, below `root`. Empty: there is none.
Authorities of_this_machine(const std::string& root = "");

// Where of_this_machine() looks, for messages.
std::string places();

// A file with all certificates of `authorities`, for a library that takes no
// folder: their own file, or one in memory that lasts as long as the process.
// A folder that cannot be read is a cli::UsageError.
std::string as_one_file(const Authorities& authorities);

}  // namespace trust
