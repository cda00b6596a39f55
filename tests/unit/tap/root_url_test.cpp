#include "http/root_url.hpp"

#include <stdexcept>

#include "catch.hpp"

using http::parse_root_url;
using Scheme = http::RootUrl::Scheme;

TEST_CASE("roots of the API") {
  const http::RootUrl url = parse_root_url("HTTPS://Api.SpaceXdata.com/");
  CHECK(url.scheme == Scheme::kHttps);
  CHECK(url.host == "api.spacexdata.com");
  CHECK(url.text == "https://Api.SpaceXdata.com");
  CHECK(parse_root_url("http://127.0.0.1:8080/api//").text ==
        "http://127.0.0.1:8080/api");
  CHECK(parse_root_url("http://[::1]:80").host == "::1");
}

TEST_CASE("user and password are kept apart") {
  const http::RootUrl url = parse_root_url("http://me:p%40ss@host/x");
  CHECK(url.text == "http://host/x");
  CHECK(url.user_info == "me:p%40ss");
  CHECK(http::percent_decode(url.user_info) == "me:p@ss");
}

TEST_CASE("folders as roots") {
  const http::RootUrl url = parse_root_url("file:///srv/space%20x/");
  CHECK(url.scheme == Scheme::kFile);
  CHECK(url.text == "file:///srv/space%20x");
  CHECK(url.host.empty());
  CHECK(parse_root_url("file://localhost/srv").text == "file:///srv");
}

TEST_CASE("anything else is refused without repeating it") {
  for (const char* text :
       {"", "api.spacexdata.com", "ftp://host", "http://", "file://relative",
        "http://host/?q=1", "http://host/#f", "http://ho st", "http://h\n",
        "http://user:secret@"}) {
    INFO(text);
    CHECK_THROWS_AS(parse_root_url(text), std::invalid_argument);
  }
  try {
    parse_root_url("gopher://user:secret@host");
  } catch (const std::invalid_argument& error) {
    CHECK(std::string(error.what()).find("secret") == std::string::npos);
  }
}

TEST_CASE("a percent sign alone stays") {
  CHECK(http::percent_decode("100%") == "100%");
  CHECK(http::percent_decode("%zz%41") == "%zzA");
}
