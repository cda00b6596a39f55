#include "singer/message_writer.hpp"

#include <utility>

#include "json/document.hpp"
#include "singer/time.hpp"
#include "text/concat.hpp"

namespace singer {

namespace {

// Some four times a pipe's buffer: few system calls, little memory.
constexpr std::size_t kFlushBytes = 256U << 10U;

std::string quoted_list(const std::vector<std::string>& names) {
  std::string out = "[";
  for (const std::string& name : names) {
    if (out.size() > 1) out += ',';
    json::append_quoted(out, name);
  }
  return out + "]";
}

}  // namespace

RecordEnvelope record_envelope(std::string_view stream,
                               std::chrono::system_clock::time_point extracted,
                               std::optional<std::int64_t> version) {
  RecordEnvelope envelope;
  envelope.before = text::concat(R"({"type":"RECORD","stream":)",
                                 json::quoted(stream), R"(,"record":)");
  if (version) envelope.behind += text::concat(R"(,"version":)", *version);
  envelope.behind +=
      text::concat(R"(,"time_extracted":")", format_time(extracted), "\"}\n");
  return envelope;
}

MessageWriter::MessageWriter(Sink sink) : sink_(std::move(sink)) {}

void MessageWriter::write_schema(
    std::string_view stream, std::string_view schema,
    const std::vector<std::string>& key_properties,
    const std::vector<std::string>& bookmark_properties) {
  lines_ += text::concat(R"({"type":"SCHEMA","stream":)", json::quoted(stream),
                         R"(,"schema":)", schema, R"(,"key_properties":)",
                         quoted_list(key_properties));
  if (!bookmark_properties.empty()) {
    lines_ += text::concat(R"(,"bookmark_properties":)",
                           quoted_list(bookmark_properties));
  }
  lines_ += "}\n";
  end_line();
}

std::string& MessageWriter::begin_record(const RecordEnvelope& envelope) {
  lines_ += envelope.before;
  return lines_;
}

void MessageWriter::end_record(const RecordEnvelope& envelope) {
  lines_ += envelope.behind;
  end_line();
}

void MessageWriter::write_state(std::string_view value) {
  if (value != last_state_) {
    lines_ += text::concat(R"({"type":"STATE","value":)", value, "}\n");
    whole_ = lines_.size();
    last_state_ = value;
  }
  flush();
}

void MessageWriter::write_activate_version(std::string_view stream,
                                           std::int64_t version) {
  lines_ +=
      text::concat(R"({"type":"ACTIVATE_VERSION","stream":)",
                   json::quoted(stream), R"(,"version":)", version, "}\n");
  end_line();
}

void MessageWriter::flush() {
  lines_.resize(std::exchange(whole_, 0));
  if (lines_.empty()) return;
  // Emptied also when the sink throws: a line may be half written then, and
  // must not be written again.
  std::string lines;
  lines.swap(lines_);
  sink_(lines);
  lines.clear();
  lines.swap(lines_);
}

void MessageWriter::end_line() {
  whole_ = lines_.size();
  if (lines_.size() >= kFlushBytes) flush();
}

}  // namespace singer
