#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace singer {

// What stands around every record of a stream in one read of it.
struct RecordEnvelope {
  std::string before;  // {"type":"RECORD","stream":"…","record":
  std::string behind;  // ,"version":…,"time_extracted":"…"} and the line's end
};

RecordEnvelope record_envelope(std::string_view stream,
                               std::chrono::system_clock::time_point extracted,
                               std::optional<std::int64_t> version);

// Writes Singer messages, one JSON object per line. Whole lines are gathered
// and handed on in pieces of about 256 KiB, at each STATE, and by flush(); so a
// STATE never waits behind its records, and what is handed on always ends at a
// line's end.
class MessageWriter {
 public:
  using Sink = std::function<void(std::string_view lines)>;
  explicit MessageWriter(Sink sink);

  // `schema` is JSON text.
  void write_schema(std::string_view stream, std::string_view schema,
                    const std::vector<std::string>& key_properties,
                    const std::vector<std::string>& bookmark_properties);

  // The record's JSON text is appended to what begin_record returns, then
  // end_record is called. A line that was not ended, as when there is no
  // memory for all of it, is not handed on.
  std::string& begin_record(const RecordEnvelope& envelope);
  void end_record(const RecordEnvelope& envelope);

  // `value` is JSON text. The same state as the last one is not written again.
  void write_state(std::string_view value);

  void write_activate_version(std::string_view stream, std::int64_t version);

  void flush();

 private:
  void end_line();

  Sink sink_;
  std::string lines_;
  // How much of it are whole lines.
  std::size_t whole_ = 0;
  std::string last_state_;
};

}  // namespace singer
