#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "singer/protocol_error.hpp"

namespace intake {

// What a stream's lines tell of its versions, and of whether all its records
// came. Singer has no message for the end, so that a STATE (of which line: told
// by the caller, as it covers all streams) or an ACTIVATE_VERSION behind the
// records stands for one.
class StreamVersions {
 public:
  // An ACTIVATE_VERSION that came before its records.
  struct Announced {
    std::int64_t version = 0;
    std::uint64_t line = 0;
  };

  void record_read(std::uint64_t line, std::optional<std::int64_t> version) {
    last_record_ = line;
    if (version) newest_ = std::max(newest_.value_or(*version), *version);
  }

  // Whether the version is to be activated now, as its records came. If not, it
  // is announced: old rows go when the new ones are all there.
  bool activation_read(std::uint64_t line, std::int64_t version);
  // The server has it.
  void activated(std::int64_t version);

  // What was announced and is not activated yet.
  const std::optional<Announced>& announced() const { return announced_; }
  // Where the input has ended, with `last_state` the line of its last STATE, 0
  // for none: all records of the announced version came.
  bool is_complete(std::uint64_t last_state) const;
  // Likewise: the input seems to have broken off in this stream. A tap that
  // writes no STATE at all is taken at its word.
  bool is_broken_off(std::uint64_t last_state) const;

  // What to tell: of an announced version, of an input that is broken off.
  std::string not_activated(std::string_view stream,
                            std::string_view why) const;
  singer::ProtocolError broken_off(std::string_view stream) const;

 private:
  // Lines; 0: none.
  std::uint64_t last_record_ = 0;
  std::uint64_t last_activation_ = 0;
  // Of the records.
  std::optional<std::int64_t> newest_;
  std::optional<Announced> announced_;
};

}  // namespace intake
