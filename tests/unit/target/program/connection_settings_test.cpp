#include "connection_settings.hpp"

#include <string>

#include "catch.hpp"
#include "cli/errors.hpp"

namespace {

// "keyword=value " of each.
std::string parsed(std::string_view url) {
  std::string text;
  for (const auto& [keyword, value] : parse_sqlalchemy_url(url)) {
    text += keyword + "=" + value + " ";
  }
  return text;
}

std::string error(std::string_view url) {
  try {
    (void)parse_sqlalchemy_url(url);
  } catch (const cli::UsageError& error) {
    return error.what();
  }
  return "none";
}

}  // namespace

TEST_CASE("an sqlalchemy_url is taken apart") {
  CHECK(parsed("postgresql+psycopg2://u:p%2Fw@h:5433/d?sslmode=require") ==
        "user=u password=p/w host=h port=5433 dbname=d sslmode=require ");
  CHECK(parsed("postgresql://u@[::1]:5432/d") ==
        "user=u host=::1 port=5432 dbname=d ");
  CHECK(parsed("postgresql://u:a@b@h/d") ==
        "user=u password=a@b host=h dbname=d ");
  CHECK(parsed("postgresql:///d?host=/run") == "dbname=d host=/run ");
}

TEST_CASE("a '%' that encodes nothing stands for itself") {
  CHECK(parsed("postgresql://u:100%@h/d") ==
        "user=u password=100% host=h dbname=d ");
  CHECK(parsed("postgresql://u:%4%zz%@h/d") ==
        "user=u password=%4%zz% host=h dbname=d ");
}

TEST_CASE("a '+' is a space in the query, and only there") {
  CHECK(parsed("postgresql://u:a+b@h/d?options=-c+work_mem%3D1MB%2B") ==
        "user=u password=a+b host=h dbname=d options=-c work_mem=1MB+ ");
}

TEST_CASE("hosts of the query may bring their ports") {
  CHECK(parsed("postgresql:///d?host=a:1") == "dbname=d host=a port=1 ");
  CHECK(parsed("postgresql:///d?host=a:1&host=b:2") ==
        "dbname=d host=a,b port=1,2 ");
  CHECK(parsed("postgresql:///d?host=a:1&host=b") ==
        "dbname=d host=a,b port=1, ");
  CHECK(parsed("postgresql:///d?host=a,b&port=1,2") ==
        "dbname=d port=1,2 host=a,b ");
  CHECK(parsed("postgresql:///d?host=/run/a:b") == "dbname=d host=/run/a:b ");
  CHECK_THAT(error("postgresql:///d?host=a:x"),
             catching::contains("no number from 1 to 65535"));
  CHECK_THAT(error("postgresql:///d?host=a:1&host=b:2&port=3"),
             catching::contains("several 'host'"));
}

TEST_CASE("a password that is not encoded is refused and never shown") {
  for (const char* url :
       {"postgresql://user:s3cr/et@host/db",
        "postgresql://user:s3cr?et@host/db",
        "postgresql://user:/s3cret@host/db",
        "postgresql://user:1234/s3cret@host:5432/db",
        "postgresql://user/s3cret@host", "postgresql://user:s3cr"}) {
    CAPTURE(url);
    const std::string text = error(url);
    CHECK_THAT(text, catching::contains("'sqlalchemy_url' has a "));
    CHECK(text.find("s3cr") == std::string::npos);
    CHECK(text.find("1234") == std::string::npos);
  }
}

TEST_CASE("a port is a number from 1 to 65535") {
  for (const char* port : {"0", "65536", "5432x", "-1", " 5432"}) {
    CAPTURE(port);
    CHECK_THAT(error(std::string("postgresql://h:") + port + "/d"),
               catching::contains("no number from 1 to 65535"));
  }
  CHECK(error("postgresql://h:65535/d") == "none");
  CHECK(error("postgresql://h:/d") == "none");
}
