#include "postgres/connect_error.hpp"

#include <string>

#include "catch.hpp"

using postgres::read_verbose;

TEST_CASE("SQLSTATE and location are taken out of a server's refusal") {
  const auto message = read_verbose(
      "connection to server at \"h\" (::1), port 5432 failed: FATAL:  28P01: "
      "password authentication failed for user \"u\"\n"
      "LOCATION:  auth_failed, auth.c:326\n");
  CHECK(message.sqlstate == "28P01");
  CHECK(message.text ==
        "connection to server at \"h\" (::1), port 5432 failed: password "
        "authentication failed for user \"u\"\n");
}

TEST_CASE("of several hosts the first SQLSTATE counts, in any language") {
  const auto message = read_verbose(
      "connection to server at \"a\", port 1 failed: Connection refused\n"
      "connection to server at \"b\", port 1 failed: FATAL:  57P03: fährt "
      "hoch\n"
      "ORT:  ProcessStartupPacket, postmaster.c:2279\n"
      "connection to server at \"c\", port 1 failed: FATAL:  3D000: keine\n");
  CHECK(message.sqlstate == "57P03");
  CHECK(message.text ==
        "connection to server at \"a\", port 1 failed: Connection refused\n"
        "connection to server at \"b\", port 1 failed: fährt hoch\n"
        "connection to server at \"c\", port 1 failed: keine\n");
}

TEST_CASE("what libpq says itself stays as it is") {
  for (const char* text :
       {"", "could not translate host name \"x\" to address: Name unknown\n",
        "connection failed: FATAL: 28P01: one space\n", "a:  28p01: lower\n",
        "a:  28P01:no space", "a:  28P0", ":  28P01: no word", "a:  "}) {
    CAPTURE(text);
    CHECK(read_verbose(text).sqlstate.empty());
    CHECK(read_verbose(text).text == text);
  }
}

TEST_CASE("a message of any length is read without recursion") {
  const std::string long_text =
      std::string(4'000'000, 'x') + ":  " + std::string(4'000'000, '7');
  const auto message =
      read_verbose("FATAL:  58P01: " + long_text + "\nLOCATION:  f, " +
                   std::string(1'000'000, 'y') + ".c:1");
  CHECK(message.sqlstate == "58P01");
  CHECK(message.text == long_text + "\n");
  std::string separators;
  for (int i = 0; i < 1'000'000; ++i) separators += ":  ";
  CHECK(read_verbose(separators).sqlstate.empty());
}
