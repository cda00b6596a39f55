#include "settings.hpp"

#include "captured_stderr.hpp"
#include "catch.hpp"
#include "cli/errors.hpp"
#include "temp_folder.hpp"

namespace {

Settings read(const std::string& config) {
  const TempFolder folder;
  folder.write("config.json", config);
  return read_settings(
      settings::Values::load(tap_program(), {folder / "config.json"}, {}));
}

}  // namespace

TEST_CASE("without configuration the public API is read, calmly") {
  const Settings settings = read("{}");
  CHECK(settings.sources.at("spacex").url.text == "https://api.spacexdata.com");
  CHECK(settings.sources.at("celestrak").url.text ==
        "https://celestrak.org/pub/satcat.csv");
  CHECK(settings.sources.at("gcat").url.text ==
        "https://planet4589.org/space/gcat/tsv/derived/launchlog.tsv");
  CHECK(settings.sources.at("spacex").interval == std::chrono::hours(0));
  CHECK(settings.sources.at("celestrak").interval == std::chrono::hours(20));
  CHECK(settings.sources.at("gcat").interval == std::chrono::hours(24));
  CHECK_THAT(settings.client.user_agent,
             catching::contains("tap-spacex/0.1.0 (+https://"));
  CHECK(settings.client.connect_timeout == std::chrono::seconds(10));
  CHECK(settings.client.max_body_bytes == 2147483648);
  CHECK(settings.retries.max_tries == 5);
  CHECK(settings.retries.wait == std::chrono::milliseconds(500));
  CHECK(settings.launches_version == "v5");
  CHECK_FALSE(settings.read.emits_versions);
  CHECK_FALSE(settings.read.start_date);
  CHECK(settings.read.validation == extract::Validation::kOff);
}

TEST_CASE("every setting has its meaning") {
  const Settings settings = read(
      R"({"api_url":"http://me:secret@host/","user_agent":"me/1",
          "catalogue_url":"http://host/c.csv?a=b",
          "catalogue_request_interval_hours":0.5,
          "launch_log_url":"file:///srv/l.tsv",
          "launch_log_request_interval_hours":0,"cache_dir":"/srv/cache",
          "start_date":"2006-01-01","end_date":"2021-10-17T15:46:11Z",
          "lookback_days":7,"launches_version":"v4","record_dir":"raw",
          "validate_records":"fail","emit_activate_version_messages":true,
          "continue_on_stream_error":true,"max_connections":2,"max_tries":1,
          "retry_wait_seconds":0.25,"retry_wait_max_seconds":5,
          "connect_timeout_seconds":1,"stall_timeout_seconds":2,
          "request_timeout_seconds":3,"max_body_bytes":1000,
          "ca_file":"/dev/null"})");
  const http::RootUrl& root = settings.sources.at("spacex").url;
  CHECK(root.text == "http://host");
  CHECK(root.user == "me");
  CHECK(root.password == "secret");
  CHECK(settings.sources.at("celestrak").url.text == "http://host/c.csv");
  CHECK(settings.sources.at("celestrak").url.query == "?a=b");
  CHECK(settings.sources.at("celestrak").interval == std::chrono::minutes(30));
  CHECK(settings.sources.at("gcat").url.text == "file:///srv/l.tsv");
  CHECK(settings.sources.at("gcat").interval == std::chrono::hours(0));
  CHECK(settings.cache_dir == "/srv/cache");
  CHECK(settings.read.sources.at("spacex").url == "http://host");
  CHECK(settings.client.user_agent == "me/1");
  CHECK(settings.read.start_date == extract::parse_moment("2006-01-01"));
  CHECK(settings.read.end_date ==
        extract::parse_moment("2021-10-17T15:46:11Z"));
  CHECK(settings.read.lookback_days == 7);
  CHECK(settings.launches_version == "v4");
  CHECK(settings.read.record_dir == "raw");
  CHECK(settings.read.validation == extract::Validation::kFail);
  CHECK(settings.read.emits_versions);
  CHECK(settings.read.continues_on_error);
  CHECK(settings.read.max_connections == 2);
  CHECK(settings.client.max_connections == 2);
  CHECK(settings.retries.max_tries == 1);
  CHECK(settings.retries.wait == std::chrono::milliseconds(250));
  CHECK(settings.retries.wait_max == std::chrono::seconds(5));
  CHECK(settings.client.connect_timeout == std::chrono::seconds(1));
  CHECK(settings.client.stall_timeout == std::chrono::seconds(2));
  CHECK(settings.client.request_timeout == std::chrono::seconds(3));
  CHECK(settings.client.max_body_bytes == 1000);
  CHECK(settings.client.authorities == trust::Authorities{"/dev/null", ""});
}

TEST_CASE("wrong values are named, passwords are not") {
  for (const auto& [config, part] :
       {std::pair{R"({"api_url":"ftp://u:secret@host"})", "'api_url'"},
        std::pair{R"({"catalogue_url":"http://u:secret@host#x"})",
                  "'catalogue_url'"},
        std::pair{R"({"launch_log_url":"x.tsv"})", "'launch_log_url'"},
        std::pair{R"({"catalogue_request_interval_hours":-1})",
                  "'catalogue_request_interval_hours'"},
        std::pair{R"({"start_date":"soon"})", "'start_date'"},
        std::pair{R"({"start_date":"2021-02-01","end_date":"2021-02-01"})",
                  "'end_date'"},
        std::pair{R"({"launches_version":"v6"})", "'launches_version'"},
        std::pair{R"({"validate_records":true})", "'validate_records'"},
        std::pair{R"({"max_tries":0})", "'max_tries'"},
        std::pair{R"({"user_agent":"a\r\nb: c"})", "'user_agent'"},
        std::pair{R"({"ca_file":"/nowhere/ca.pem"})", "/nowhere/ca.pem"},
        std::pair{R"({"max_connections":"4"})", "'max_connections'"}}) {
    INFO(config);
    try {
      read(config);
      FAIL("it was accepted");
    } catch (const cli::UsageError& error) {
      CHECK_THAT(error.what(), catching::contains(part));
      CHECK(std::string(error.what()).find("secret") == std::string::npos);
    }
  }
}

TEST_CASE("what is not built is refused by name, unless it asks for nothing") {
  CHECK_THROWS_WITH(read(R"({"batch_config":{"a":1}})"),
                    catching::contains("batch_config"));
  CHECK_NOTHROW(read(R"({"batch_config":{}})"));
}

TEST_CASE("stream maps and flattening") {
  CHECK(read("{}").maps.changes_nothing());
  CHECK(read(R"({"flattening_enabled":false,"flattening_separator":"_",)"
             R"("flattening_max_depth":3,"flattening_max_key_length":60,)"
             R"("stream_maps":{},"stream_map_config":{"seed":1},)"
             R"("faker_config":{"locale":"en_US"}})")
            .maps.changes_nothing());
  CHECK_FALSE(read(R"({"stream_maps":{"launches":{"x":null}}})")
                  .maps.changes_nothing());
  const auto flattening =
      read(R"({"flattening_enabled":true,"flattening_max_depth":2,)"
           R"("flattening_separator":"_"})")
          .maps.flattening;
  CHECK(flattening.max_depth == 2);
  CHECK(flattening.separator == "_");
  CHECK(flattening.max_key_length == 255);
  CHECK_THROWS_WITH(read(R"({"flattening_enabled":true})"),
                    catching::contains("flattening_max_depth"));
  CHECK_THROWS_WITH(read(R"({"flattening_max_depth":"3"})"),
                    catching::contains("flattening_max_depth"));
  CHECK_THROWS_WITH(read(R"({"stream_maps":{"launches":"x"}})"),
                    catching::contains("stream 'launches'"));
}

TEST_CASE("a public host is not asked more often than it allows") {
  const auto interval = [](const std::string& url, const std::string& hours) {
    std::chrono::seconds found{};
    captured([&] {
      found = read(R"({"catalogue_url":")" + url +
                   R"(","catalogue_request_interval_hours":)" + hours + "}")
                  .sources.at("celestrak")
                  .interval;
    });
    return found;
  };
  using std::chrono::hours;
  const std::string url = "https://celestrak.org/pub/satcat.csv";
  CHECK(interval(url, "1") == hours(20));
  CHECK(interval("https://www.CelesTrak.org/pub/satcat.csv", "0") == hours(20));
  CHECK(interval(url, "30") == hours(30));
  CHECK(interval("http://mirror/satcat.csv", "1") == hours(1));
  CHECK_THAT(captured([&] { interval(url, "1"); }) + captured([&] {
               read(R"({"launch_log_request_interval_hours":1})");
             }),
             catching::contains("'launch_log_request_interval_hours' is less "
                                "than planet4589.org allows"));
}

TEST_CASE("the cache is in the user's own folder for such") {
  ::setenv("XDG_CACHE_HOME", "/var/caches", 1);
  CHECK(read("{}").cache_dir == "/var/caches/tap-spacex");
  // The specification takes a relative path for none.
  ::setenv("XDG_CACHE_HOME", "caches", 1);
  ::setenv("HOME", "/home/me", 1);
  CHECK(read("{}").cache_dir == "/home/me/.cache/tap-spacex");
  ::unsetenv("XDG_CACHE_HOME");
  ::unsetenv("HOME");
  CHECK(read("{}").cache_dir.empty());
}
