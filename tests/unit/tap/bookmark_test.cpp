#include "extract/bookmark.hpp"

#include "catch.hpp"

using extract::Bookmark;

TEST_CASE("a bookmark is read as it is written") {
  Bookmark bookmark;
  bookmark.etag = "W/\"a\\b\"";
  bookmark.fingerprint = "0123";
  bookmark.version = 1795603613059;
  bookmark.lookback_days = 7;
  bookmark.replication_key = "date_utc";
  bookmark.replication_key_value = "2021-10-17T15:46:11Z";
  const std::string text = bookmark.to_text();
  CHECK(text ==
        R"({"replication_key":"date_utc",)"
        R"("replication_key_value":"2021-10-17T15:46:11Z","lookback_days":7,)"
        R"("etag":"W/\"a\\b\"","fingerprint":"0123","version":1795603613059})");
  CHECK(Bookmark::parse(text).to_text() == text);
  CHECK(Bookmark{}.to_text() == "{}");
}

TEST_CASE("what is not ours counts as absent") {
  for (const char* text : {"", "null", "[]", "7", "\"x\"", "{}",
                           R"({"etag":7,"version":"x","fingerprint":null})"}) {
    INFO(text);
    CHECK(Bookmark::parse(text).to_text() == "{}");
  }
}

TEST_CASE("a bookmark that is none of ours is noticed") {
  for (const char* text : {"[]", "7", "\"x\"", "false", R"({"a":1})",
                           R"({"etag":7,"fingerprint":null})"}) {
    INFO(text);
    CHECK_FALSE(Bookmark::parse(text).is_understood);
  }
  for (const char* text :
       {"", "null", "{}", R"({"etag":"x","a":1})", R"({"progress_markers":{}})",
        R"({"replication_key_value":12})"}) {
    INFO(text);
    CHECK(Bookmark::parse(text).is_understood);
  }
}

TEST_CASE("a value of another kind is kept as text, to be complained of") {
  CHECK(Bookmark::parse(R"({"replication_key_value":12})")
            .replication_key_value == "12");
}

TEST_CASE("what an interrupted run left behind is noticed and not written") {
  const Bookmark bookmark = Bookmark::parse(
      R"({"replication_key":"k","replication_key_signpost":"2021",)"
      R"("progress_markers":{"Note":"x"}})");
  CHECK(bookmark.has_progress_markers);
  CHECK(bookmark.to_text() == R"({"replication_key":"k"})");
}
