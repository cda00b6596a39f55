#include "logging/log.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "captured_stderr.hpp"
#include "catch.hpp"
#include "json/document.hpp"

using catching::contains;

namespace {

constexpr const char* kStructuredConfig =
    R"-({"formatters":{"f":{"()":"singer_sdk.logging.StructuredFormatter"}}})-";

// Configures the log as Meltano would, for the scope's life.
class ConfiguredLog {
 public:
  explicit ConfiguredLog(const std::string& content)
      : path_((std::filesystem::temp_directory_path() /
               ("log_test_config_" + std::to_string(::getpid())))
                  .string()) {
    std::ofstream(path_) << content;
    ::setenv("SINGER_SDK_LOG_CONFIG", path_.c_str(), 1);
    logging::configure("tap-x");
  }
  ConfiguredLog(const ConfiguredLog&) = delete;
  ConfiguredLog& operator=(const ConfiguredLog&) = delete;
  ~ConfiguredLog() {
    ::unsetenv("SINGER_SDK_LOG_CONFIG");
    std::filesystem::remove(path_);
    logging::configure("tap-x");
  }

 private:
  std::string path_;
};

}  // namespace

TEST_CASE("log: a plain line has the SDK's columns and stays one line") {
  logging::configure("tap-x");
  const std::string line = captured([] { logging::warning("two\nlines"); });
  CHECK_THAT(line, contains(" | WARNING  | tap-x | two lines\n"));
  CHECK(line.size() > 23);
  CHECK(line[4] == '-');
  CHECK(line[19] == ',');
}

TEST_CASE("log: a structured line has every key Meltano needs") {
  const ConfiguredLog log(kStructuredConfig);
  const std::string line = captured([] { logging::error("what \"broke\""); });
  const json::Document document = json::parse(line, "line");
  for (const char* key : {"level", "pid", "logger_name", "ts", "thread_name",
                          "app_name", "stream_name", "message", "extra"}) {
    CAPTURE(key);
    CHECK(json::find(document, key) != nullptr);
  }
  CHECK(json::string_view(*json::find(document, "level")) == "error");
  CHECK(json::string_view(*json::find(document, "message")) ==
        "what \"broke\"");
}

TEST_CASE("log: a metric is the SDK's line in both forms") {
  const logging::Metric metric{.type = "counter",
                               .metric = "record_count",
                               .value = "205",
                               .tags = R"({"stream":"launches"})"};
  logging::configure("tap-x");
  CHECK_THAT(captured([&] { logging::metric(metric); }),
             contains(R"(METRIC: {"type":"counter","metric":"record_count",)"
                      R"("value":205,"tags":{"stream":"launches","pid":)"));
  const ConfiguredLog log(kStructuredConfig);
  const json::Document line =
      json::parse(captured([&] { logging::metric(metric); }), "line");
  CHECK(json::string_view(*json::find(line, "message")) == "METRIC");
  REQUIRE(json::find(line, "metric_info") != nullptr);
  CHECK(json::find(*json::find(line, "metric_info"), "value")->GetInt() == 205);
}

TEST_CASE("log: what is below the level is not written") {
  const ConfiguredLog log(R"({"root":{"level":"WARNING"}})");
  CHECK(captured([] { logging::info("quiet"); }).empty());
  CHECK_FALSE(logging::is_enabled(logging::Level::kInfo));
}

TEST_CASE("log: a closed stderr is survived") {
  const int saved = ::dup(STDERR_FILENO);
  ::close(STDERR_FILENO);
  logging::error("nobody reads this");
  ::dup2(saved, STDERR_FILENO);
  ::close(saved);
  SUCCEED("no crash");
}
