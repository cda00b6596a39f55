#include "intake/tally.hpp"

#include <chrono>
#include <string>

#include "captured_stderr.hpp"
#include "catch.hpp"

using catching::contains;
using intake::Tally;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

std::chrono::steady_clock::time_point at(milliseconds time) {
  return std::chrono::steady_clock::time_point(time);
}

std::string summary(const Tally& tally, milliseconds end) {
  return captured([&] { tally.log_summary(at(end)); });
}

}  // namespace

TEST_CASE("the summary tells what was read, per stream and in all") {
  Tally tally(at(seconds(1)));
  for (int i = 0; i < 2; ++i) tally.count(singer::SchemaMessage());
  // As many as were read, whatever maps made of them.
  for (int i = 0; i < 5; ++i) tally.count(singer::RecordMessage());
  tally.records_of("b") = 4;
  tally.records_of("a") = 2;
  for (int i = 0; i < 3; ++i) tally.count(singer::StateMessage());
  tally.count(singer::ActivateVersionMessage());
  tally.count_line(11, 100);
  const auto log = summary(tally, milliseconds(3000));
  CHECK_THAT(log,
             contains("Stream 'a': 2 rows read, 0 loaded, 0 superseded\n"));
  CHECK_THAT(log, contains("Stream 'b': 4 rows read, 0 loaded"));
  CHECK_THAT(
      log, contains("completed processing 11 lines of input (2 schemas, 5 "
                    "records, 0 batch manifests, 3 state messages, 1 activate "
                    "version messages) in 2000 ms, 3 rows/s."));
}

TEST_CASE("every row loaded is told, however it went, over all works") {
  Tally tally(at({}));
  tally.records_of("a") = 30;
  tally.records_of("b") = 1;
  (void)captured([&] {
    tally.add({{.stream = "a",
                .rows = 10,
                .superseded = 4,
                .deleted = 3,
                .left_out = 2},
               {.stream = "b", .rows = 1}});
    tally.add({{.stream = "a", .rows = 20}});
  });
  const auto log = summary(tally, seconds(1));
  CHECK_THAT(log, contains("Stream 'a': 30 rows read, 21 loaded, 4 "
                           "superseded, 3 deleted, 2 left out\n"));
  CHECK_THAT(log, contains("Stream 'b': 1 row read, 1 loaded, 0 superseded\n"));
}

TEST_CASE("each work's time is a metric of its stream") {
  Tally tally(at({}));
  const auto log = captured(
      [&] { tally.add({{.stream = "a\"b", .rows = 1, .seconds = 0.25}}); });
  CHECK_THAT(log, contains("batch_processing_time") && contains("0.25") &&
                      contains(R"("stream":"a\"b","status":"succeeded")"));
}

TEST_CASE("records read are a metric once a minute, and at the end") {
  Tally tally(at({}));
  tally.records_of("a") = 3;
  const auto logged = [&](milliseconds time) {
    return captured([&] { tally.log_progress(at(time)); });
  };
  CHECK(logged(milliseconds(59'999)).empty());
  const auto metric = logged(milliseconds(60'000));
  CHECK_THAT(metric, contains("record_count") && contains(R"("value":3)"));
  CHECK(logged(milliseconds(119'999)).empty());
  tally.records_of("a") = 5;
  CHECK_THAT(logged(milliseconds(120'000)), contains(R"("value":5)"));
  CHECK_THAT(summary(tally, milliseconds(120'001)), contains("record_count"));
}

TEST_CASE("records that should have deleted are told once per stream") {
  Tally tally(at({}));
  (void)captured([&] {
    tally.add({{.stream = "a", .rows = 2, .left_out = 2},
               {.stream = "b", .rows = 1, .unmarked = 1},
               {.stream = "c", .rows = 5, .deleted = 5}});
    tally.add({{.stream = "a", .rows = 1, .left_out = 1}});
  });
  const auto log = captured([&] { tally.warn_of_deletions(); });
  CHECK_THAT(log, contains("stream 'a': 3 records with _sdc_deleted_at left "
                           "out"));
  CHECK_THAT(log, contains("stream 'b': 1 record with _sdc_deleted_at loaded "
                           "as if it were not there"));
  CHECK(log.find("stream 'c'") == std::string::npos);
}
