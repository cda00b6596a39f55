#include "extract/extraction.hpp"

#include "catch.hpp"

using extract::Extraction;

TEST_CASE("what was read becomes a record") {
  Extraction extraction;
  extraction.run_id = "r";
  extraction.stream = "ships";
  extraction.url = "http://h/v4/ships";
  extraction.source = "spacex";
  extraction.kind = "public";
  extraction.as_of = {"2026-08-22T00:00:00Z", "last_modified"};
  extraction.outcome = "read";
  extraction.http_status = 200;
  extraction.etag = "\"e\"";
  extraction.bytes = 10;
  extraction.documents = 3;
  extraction.records = 2;
  extraction.fetched_at =
      std::chrono::system_clock::time_point(std::chrono::seconds(1634485571));
  CHECK(extraction.to_text() ==
        R"({"run_id":"r","stream":"ships","url":"http://h/v4/ships",)"
        R"("source":"spacex","kind":"public","as_of":"2026-08-22T00:00:00Z",)"
        R"("as_of_basis":"last_modified","outcome":"read","problem":null,)"
        R"("http_status":200,"etag":"\"e\"","bytes":10,)"
        R"("documents":3,"records":2,)"
        R"("fetched_at":"2021-10-17T15:46:11.000000+00:00"})");
}

TEST_CASE("what could not be read becomes a record, too") {
  Extraction extraction;
  extraction.run_id = "r";
  extraction.stream = "ships";
  extraction.outcome = "failed";
  extraction.problem = "it \"broke\"";
  CHECK(extraction.to_text() ==
        R"({"run_id":"r","stream":"ships","url":null,"source":null,)"
        R"("kind":null,"as_of":null,"as_of_basis":null,"outcome":"failed",)"
        R"("problem":"it \"broke\"","http_status":null,"etag":null,)"
        R"("bytes":null,"documents":null,"records":null,"fetched_at":null})");
}

TEST_CASE("what kind data is") {
  using extract::data_kind;
  http::Head head;
  CHECK(data_kind("https://host/x", head) == "public");
  CHECK(data_kind("file:///x", head) == "file");
  head.is_sample = true;
  CHECK(data_kind("http://127.0.0.1:1/x", head) == "facts");
  head.kind = "synthetic";
  CHECK(data_kind("http://127.0.0.1:1/x", head) == "synthetic");
  CHECK(data_kind("file:///x", head) == "synthetic");
  head.kind = "facts";
  CHECK(data_kind("file:///x", head) == "facts");
  // No other word makes a kind.
  head.kind = "public";
  CHECK(data_kind("file:///x", head) == "file");
}

TEST_CASE("what an answer meant") {
  http::Head head;
  head.status = 200;
  CHECK(extract::outcome_of(head) == "read");
  head.status = 304;
  CHECK(extract::outcome_of(head) == "unchanged");
  head.was_asked = false;
  CHECK(extract::outcome_of(head) == "not_due");
}

TEST_CASE("run ids differ and sort by time") {
  const std::chrono::system_clock::time_point time(
      std::chrono::seconds(1634485571));
  CHECK(extract::compact_time(time) == "20211017T154611Z");
  CHECK(extract::make_run_id(time) != extract::make_run_id(time));
  CHECK(extract::make_run_id(time) <
        extract::make_run_id(time + std::chrono::seconds(1)));
}
