#include "intake/tally.hpp"

#include <cmath>

#include "json/document.hpp"
#include "logging/log.hpp"
#include "text/concat.hpp"

namespace intake {

namespace {

constexpr std::chrono::seconds kCountsInterval{60};

std::string stream_tag(const std::string& stream) {
  return text::concat("{\"stream\":", json::quoted(stream), "}");
}

}  // namespace

void Tally::add(const load::Report& report) {
  for (const auto& each : report) {
    Stream& stream = streams_[each.stream];
    stream.loaded += each.rows - each.superseded - each.deleted - each.left_out;
    stream.superseded += each.superseded;
    stream.deleted += each.deleted;
    stream.left_out += each.left_out;
    stream.unmarked += each.unmarked;
    logging::metric({"timer", "batch_processing_time",
                     text::concat(each.seconds),
                     text::concat(R"({"stream":)", json::quoted(each.stream),
                                  R"(,"status":"succeeded"})")});
  }
}

void Tally::log_record_counts() const {
  for (const auto& [name, stream] : streams_) {
    logging::metric({"counter", "record_count", std::to_string(stream.read),
                     stream_tag(name)});
  }
}

void Tally::log_progress(std::chrono::steady_clock::time_point now) {
  if (now - last_counts_ >= kCountsInterval) {
    last_counts_ = now;
    log_record_counts();
  }
  if (progress_.is_due(now)) {
    progress_.show(under_way_, records_, bytes_, now);
  }
}

void Tally::warn_of_deletions() const {
  for (const auto& [name, stream] : streams_) {
    if (stream.left_out > 0) {
      logging::warning(text::concat(
          "stream '", name, "': ", text::counted(stream.left_out, "record"),
          " with _sdc_deleted_at left out, as a table without keys has no row "
          "to "
          "find for them; load the stream with keys, or set hard_delete to "
          "false "
          "to have such records as rows that are marked"));
    }
    if (stream.unmarked > 0) {
      logging::warning(text::concat(
          "stream '", name, "': ", text::counted(stream.unmarked, "record"),
          " with _sdc_deleted_at loaded as if it were not there: "
          "add_record_metadata is false, so that no column can hold it"));
    }
  }
}

void Tally::log_summary(std::chrono::steady_clock::time_point end) const {
  log_record_counts();
  for (const auto& [name, stream] : streams_) {
    std::string line = text::concat(
        "Stream '", name, "': ", text::counted(stream.read, "row"), " read, ",
        stream.loaded, " loaded, ", stream.superseded, " superseded");
    if (stream.deleted > 0)
      line += text::concat(", ", stream.deleted, " deleted");
    if (stream.left_out > 0)
      line += text::concat(", ", stream.left_out, " left out");
    logging::info(line);
  }
  const std::chrono::duration<double> taken = end - start_;
  const double rate =
      taken.count() > 0 ? static_cast<double>(records_) / taken.count() : 0;
  logging::info(text::concat(
      "Reader 'target-postgres' completed processing ", lines_,
      " lines of input (", schemas_, " schemas, ", records_,
      " records, 0 batch manifests, ", states_, " state messages, ",
      activate_versions_, " activate version messages) in ",
      std::llround(taken.count() * 1000), " ms, ", std::llround(rate),
      " rows/s."));
}

}  // namespace intake
