#include "extract/extraction.hpp"

#include "catch.hpp"

using extract::Extraction;

TEST_CASE("what was read becomes a record") {
  Extraction extraction;
  extraction.run_id = "r";
  extraction.stream = "ships";
  extraction.url = "http://h/v4/ships";
  extraction.source = "other";
  extraction.http_status = 200;
  extraction.etag = "\"e\"";
  extraction.bytes = 10;
  extraction.documents = 3;
  extraction.records = 2;
  extraction.fetched_at =
      std::chrono::system_clock::time_point(std::chrono::seconds(1634485571));
  CHECK(extraction.to_text() ==
        R"({"run_id":"r","stream":"ships","url":"http://h/v4/ships",)"
        R"("source":"other","http_status":200,"etag":"\"e\"","bytes":10,)"
        R"("documents":3,"records":2,)"
        R"("fetched_at":"2021-10-17T15:46:11.000000+00:00"})");
}

TEST_CASE("where data comes from") {
  using extract::source_kind;
  constexpr std::string_view kPublic = "api.spacexdata.com";
  CHECK(source_kind("https://api.spacexdata.com", kPublic, kPublic, false) ==
        "public");
  CHECK(source_kind("http://h:1", "h", kPublic, true) == "sample");
  CHECK(source_kind("http://h:1", "h", kPublic, false) == "other");
  CHECK(source_kind("file:///x", "", kPublic, false) == "file");
}

TEST_CASE("run ids differ and sort by time") {
  const std::chrono::system_clock::time_point time(
      std::chrono::seconds(1634485571));
  CHECK(extract::compact_time(time) == "20211017T154611Z");
  CHECK(extract::make_run_id(time) != extract::make_run_id(time));
  CHECK(extract::make_run_id(time) <
        extract::make_run_id(time + std::chrono::seconds(1)));
}
