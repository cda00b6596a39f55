#include "intake/stream_versions.hpp"

#include "catch.hpp"

using intake::StreamVersions;

namespace {

constexpr auto kNoVersion = std::nullopt;

}  // namespace

TEST_CASE("a version behind its records is activated at once") {
  StreamVersions versions;
  versions.record_read(2, 1);
  versions.record_read(3, kNoVersion);
  CHECK(versions.activation_read(4, 1));
  CHECK_FALSE(versions.announced());
}

TEST_CASE("a version behind records of a later one is activated at once") {
  StreamVersions versions;
  versions.record_read(2, 3);
  versions.record_read(3, 1);
  CHECK(versions.activation_read(4, 2));
}

TEST_CASE("a version before its records is announced until it is activated") {
  StreamVersions versions;
  versions.record_read(2, 1);
  CHECK_FALSE(versions.activation_read(3, 2));
  REQUIRE(versions.announced());
  CHECK(versions.announced()->version == 2);
  CHECK(versions.announced()->line == 3);
  versions.record_read(4, 2);
  versions.activated(1);
  CHECK(versions.announced());
  versions.activated(2);
  CHECK_FALSE(versions.announced());
}

TEST_CASE("a version that is not activated is told with stream and line") {
  StreamVersions versions;
  (void)versions.activation_read(3, 2);
  CHECK_THAT(versions.not_activated("a", "why"),
             catching::contains("line 3: version 2 of stream 'a'"));
}

TEST_CASE("the same version once more tells that its records came") {
  StreamVersions versions;
  CHECK_FALSE(versions.activation_read(2, 2));
  SECTION("without a record") { CHECK(versions.activation_read(3, 2)); }
  SECTION("with records") {
    versions.record_read(3, 2);
    CHECK(versions.activation_read(4, 2));
  }
  // Until the server has it.
  CHECK(versions.announced());
}

TEST_CASE("an older version takes a newer one back") {
  StreamVersions versions;
  CHECK_FALSE(versions.activation_read(2, 3));
  versions.record_read(3, 2);
  CHECK(versions.activation_read(4, 2));
  CHECK_FALSE(versions.announced());
}

TEST_CASE("a version announced while another is under way stays announced") {
  StreamVersions versions;
  versions.record_read(2, 1);
  CHECK(versions.activation_read(3, 1));
  CHECK_FALSE(versions.activation_read(4, 2));
  versions.activated(1);
  CHECK(versions.announced());
}

TEST_CASE("a STATE behind the records tells that they are all") {
  StreamVersions versions;
  CHECK_FALSE(versions.activation_read(2, 2));
  CHECK_FALSE(versions.is_complete(0));
  CHECK_FALSE(versions.is_complete(1));
  CHECK(versions.is_complete(3));
  versions.record_read(4, 2);
  CHECK_FALSE(versions.is_complete(3));
  CHECK(versions.is_complete(5));
}

TEST_CASE("records of no version before an ACTIVATE_VERSION are complete") {
  StreamVersions versions;
  versions.record_read(2, kNoVersion);
  CHECK_FALSE(versions.activation_read(3, 2));
  CHECK(versions.is_complete(0));
}

TEST_CASE("an input without a STATE behind the last record is broken off") {
  StreamVersions versions;
  CHECK_FALSE(versions.is_broken_off(1));
  versions.record_read(2, 1);
  CHECK(versions.is_broken_off(1));
  CHECK(versions.broken_off("a").line() == 2);
  CHECK_FALSE(versions.is_broken_off(3));
  // Of a tap that writes none.
  CHECK_FALSE(versions.is_broken_off(0));
  CHECK(versions.activation_read(3, 1));
  CHECK_FALSE(versions.is_broken_off(1));
}
