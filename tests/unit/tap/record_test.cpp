#include "cache/record.hpp"

#include "catch.hpp"

using cache::Record;
using cache::Time;

TEST_CASE("a record comes back as it was written") {
  Record record;
  record.asked = Time(std::chrono::seconds(1634485571));
  record.problem = "answered \"403\"";
  record.tag = "\"a-b\"";
  record.fetched = Time(std::chrono::seconds(1634485572));
  record.etag = "W/\"c\"";
  record.last_modified = "Sun, 17 Oct 2021 15:46:13 GMT";
  record.modified = Time(std::chrono::seconds(1634485573));
  record.dated = Time(std::chrono::seconds(1634485574));
  record.kind = "facts";
  record.is_sample = true;
  const auto read = Record::parse(record.to_text("http://host/x"));
  REQUIRE(read);
  CHECK(read->asked == record.asked);
  CHECK(read->problem == record.problem);
  CHECK(read->tag == record.tag);
  CHECK(read->fetched == record.fetched);
  CHECK(read->etag == record.etag);
  CHECK(read->last_modified == record.last_modified);
  CHECK(read->modified == record.modified);
  CHECK(read->dated == record.dated);
  CHECK(read->kind == record.kind);
  CHECK(read->is_sample);
}

TEST_CASE("a record may know of no request") {
  const auto read = Record::parse(Record{}.to_text("http://host/x"));
  REQUIRE(read);
  CHECK_FALSE(read->asked);
  CHECK(read->tag.empty());
}

TEST_CASE("what is no record is none") {
  for (const char* text : {"", "{", "[]", "null", "{}", R"({"url":5})",
                           R"({"asked":"2021-10-17T15:46:11Z"})"}) {
    INFO(text);
    CHECK_FALSE(Record::parse(text));
  }
}
