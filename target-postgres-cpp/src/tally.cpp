#include "tally.hpp"

#include <cmath>

#include "json/document.hpp"
#include "logging/log.hpp"
#include "text/concat.hpp"

namespace {

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
                     text::concat("{\"stream\":", json::quoted(each.stream),
                                  ",\"status\":\"succeeded\"}")});
  }
}

void Tally::log_summary(std::uint64_t lines,
                        std::chrono::steady_clock::time_point end) const {
  std::uint64_t records = 0;
  for (const auto& [name, stream] : streams_) {
    records += stream.read;
    logging::metric({"counter", "record_count", std::to_string(stream.read),
                     stream_tag(name)});
    logging::info(text::concat("Stream '", name, "': ", stream.read,
                               " rows read, ", stream.loaded, " loaded, ",
                               stream.superseded, " superseded"));
  }
  const std::chrono::duration<double> taken = end - start_;
  const double rate =
      taken.count() > 0 ? static_cast<double>(records) / taken.count() : 0;
  logging::info(text::concat("Reader 'target-postgres' completed processing ",
                             lines, " lines of input (", schemas_, " schemas, ",
                             records, " records, 0 batch manifests, ", states_,
                             " state messages, ", activate_versions_,
                             " activate version messages) in ",
                             std::llround(taken.count() * 1000), " ms, ",
                             std::llround(rate), " rows/s."));
}
