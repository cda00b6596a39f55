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
  CHECK(url.user == "me");
  CHECK(url.password == "p@ss");
  const http::RootUrl with_colons = parse_root_url("http://us%3Aer:p:w@host");
  CHECK(with_colons.user == "us:er");
  CHECK(with_colons.password == "p:w");
  const http::RootUrl without = parse_root_url("http://me@host");
  CHECK(without.user == "me");
  CHECK(without.password.empty());
}

TEST_CASE("a password that cuts the URL in two is refused, and not shown") {
  for (const char* text : {"http://user:x/zyx@host", "http://user:/zyx@host/x",
                           "https://u:zyx/b/c@h", "http://user:x?zyx@host",
                           "http://user:x#zyx@host"}) {
    INFO(text);
    try {
      parse_root_url(text);
      FAIL("it was accepted");
    } catch (const std::invalid_argument& error) {
      CHECK_THAT(error.what(), catching::contains("must"));
      CHECK(std::string(error.what()).find("zyx") == std::string::npos);
    }
  }
  CHECK_THROWS_WITH(parse_root_url("http://user:pa/ss@host"),
                    catching::contains("percent-encoded"));
  CHECK(parse_root_url("file:///srv/a@b").text == "file:///srv/a@b");
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

TEST_CASE("what is shown of a URL has no secrets") {
  CHECK(http::without_secrets("https://host/a?token=zyx#zyx") ==
        "https://host/a");
  CHECK(http::without_secrets("http://me:zyx@host:80/a") == "http://host:80/a");
  CHECK(http::without_secrets("http://me:z/yx@host/a") == "http://host/a");
  CHECK(http::without_secrets("http://host") == "http://host");
}

TEST_CASE("the URL of a body may have a query, which is not shown") {
  const http::RootUrl url =
      http::parse_body_url("https://me:p@host/records.php?token=secret&a=/b");
  CHECK(url.text == "https://host/records.php");
  CHECK(url.query == "?token=secret&a=/b");
  CHECK(url.user == "me");
  CHECK(http::parse_body_url("http://host/folder/").text ==
        "http://host/folder/");
  CHECK(http::parse_body_url("file:///srv/a?b.csv").text ==
        "file:///srv/a?b.csv");
  for (const char* text :
       {"http://host/x#part", "http://host/x?a#part", "http://me:p?ss@host/x",
        "http://host/x?a=b@c", "host/x", "ftp://host/x"}) {
    INFO(text);
    CHECK_THROWS_AS(http::parse_body_url(text), std::invalid_argument);
  }
}
