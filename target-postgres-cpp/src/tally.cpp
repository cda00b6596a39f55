#include "tally.hpp"

#include <unistd.h>

#include <cmath>

#include "json/document.hpp"
#include "logging/log.hpp"
#include "text/concat.hpp"

namespace {

constexpr std::chrono::seconds kCountsInterval{60};
constexpr std::chrono::seconds kLineInterval{2};

std::string stream_tag(const std::string& stream) {
  return text::concat("{\"stream\":", json::quoted(stream), "}");
}

}  // namespace

void Tally::add(const load::Report& report) {
  for (const auto& each : report) {
    Stream& stream = streams_[each.stream];
    stream.loaded += each.rows - each.superseded;
    stream.superseded += each.superseded;
    logging::metric({"timer", "batch_processing_time",
                     text::concat(each.seconds),
                     text::concat(R"({"stream":)", json::quoted(each.stream),
                                  R"(,"status":"succeeded"})")});
  }
}

std::uint64_t Tally::records() const {
  std::uint64_t records = 0;
  for (const auto& [name, stream] : streams_) records += stream.read;
  return records;
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
  if (now - last_line_ >= kLineInterval && isatty(STDERR_FILENO) == 1) {
    last_line_ = now;
    logging::info(text::concat(records(), " records read so far"));
  }
}

void Tally::log_summary(std::uint64_t lines,
                        std::chrono::steady_clock::time_point end) const {
  log_record_counts();
  for (const auto& [name, stream] : streams_) {
    logging::info(text::concat("Stream '", name, "': ", stream.read,
                               " rows read, ", stream.loaded, " loaded, ",
                               stream.superseded, " superseded"));
  }
  const std::chrono::duration<double> taken = end - start_;
  const double rate =
      taken.count() > 0 ? static_cast<double>(records()) / taken.count() : 0;
  logging::info(text::concat("Reader 'target-postgres' completed processing ",
                             lines, " lines of input (", schemas_, " schemas, ",
                             records(), " records, 0 batch manifests, ",
                             states_, " state messages, ", activate_versions_,
                             " activate version messages) in ",
                             std::llround(taken.count() * 1000), " ms, ",
                             std::llround(rate), " rows/s."));
}
