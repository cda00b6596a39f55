#pragma once

#include <fstream>
#include <optional>
#include <string>
#include <string_view>

#include "cache/entry.hpp"
#include "cache/polite_client.hpp"
#include "http/http_error.hpp"
#include "http/stored_body.hpp"

namespace cache {

// One answer of a PoliteClient.
class PoliteTransfer final : public http::Transfer {
 public:
  PoliteTransfer(PoliteClient& client, const http::Request& request);
  ~PoliteTransfer() override;

  const http::Head& head() override;
  std::string_view read() override;
  bool rewind() override;
  void accept() override;

 private:
  void answer();
  void open_kept();
  void answer_unasked(Time due);
  void ask(Time due);
  void fetch();
  void download(http::Transfer& transfer);
  void take_unchanged();
  void serve_kept();
  void note_problem(std::string_view problem);
  bool says_unchanged(std::string_view text) const;
  std::string describe(Time due) const;
  std::string when(Time due) const;

  PoliteClient& client_;
  http::Request request_;
  std::string url_;
  http::Head head_;
  // Held while what it keeps may change.
  std::optional<Entry> entry_;
  bool is_kept_good_ = false;
  std::optional<http::StoredBody> body_;  // kept or new; none after a bare 304
  std::optional<Record> new_record_;      // of a body that is not accepted yet
};

}  // namespace cache
