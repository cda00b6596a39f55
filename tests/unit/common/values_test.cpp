#include "settings/values.hpp"

#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <string>

#include "catch.hpp"
#include "cli/errors.hpp"
#include "text/concat.hpp"

using catching::contains;
using settings::Definition;
using settings::Kind;
using settings::Values;

namespace {

constexpr std::array<Definition, 7> kDefinitions{{
    {.name = "user", .required = true},
    {.name = "password", .required = true, .secret = true},
    {.name = "port",
     .kind = Kind::kInteger,
     .default_json = "5432",
     .minimum = "1",
     .maximum = "65535"},
    {.name = "load_method",
     .default_json = "\"upsert\"",
     .choices = "append-only|upsert"},
    {.name = "batch_size_rows", .kind = Kind::kInteger},
    {.name = "wait_seconds",
     .kind = Kind::kNumber,
     .default_json = "0.5",
     .minimum = "0"},
    {.name = "stream_maps",
     .kind = Kind::kObject,
     .refusal = "not supported yet"},
}};

constexpr settings::Program kProgram{.name = "target-x",
                                     .definitions = kDefinitions};

// A config file for one test.
class ConfigFile {
 public:
  explicit ConfigFile(std::string_view content) {
    static int count = 0;
    path_ = (std::filesystem::temp_directory_path() /
             ("values_test_" + std::to_string(::getpid()) + "_" +
              std::to_string(++count)))
                .string();
    std::ofstream(path_) << content;
  }
  ConfigFile(const ConfigFile&) = delete;
  ConfigFile& operator=(const ConfigFile&) = delete;
  ~ConfigFile() { std::filesystem::remove(path_); }

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

Values load(const std::vector<std::string>& configs,
            const settings::Environment& environment = {}) {
  return Values::load(kProgram, configs, environment);
}

Values load_text(std::string_view content) {
  const ConfigFile file(content);
  return load({file.path()});
}

}  // namespace

TEST_CASE("Values: later files win, defaults fill, null counts as absent") {
  const ConfigFile first(R"({"user":"a","password":"p","port":1})");
  const ConfigFile second(R"({"user":"b","port":null})");
  const Values values = load({first.path(), second.path()});
  CHECK(values.text("user") == "b");
  CHECK(values.integer("port") == 5432);
  CHECK_FALSE(values.is_given("port"));
  CHECK(values.text("load_method") == "upsert");
  CHECK_FALSE(values.has("batch_size_rows"));
  CHECK(values.optional_integer("batch_size_rows") == std::nullopt);
}

TEST_CASE("Values: what is set to its default is as if it were not") {
  const Values values =
      load_text(R"({"user":"a","password":"p","port":5432,"load_method":)"
                R"("append-only"})");
  CHECK(values.is_given("port"));
  CHECK(values.is_default("port"));
  CHECK_FALSE(values.is_default("load_method"));
  CHECK_FALSE(values.is_default("user"));
  CHECK(values.is_default("batch_size_rows"));
}

TEST_CASE("Values: of a setting given twice in a file the last counts") {
  const Values values = load_text(
      R"({"user":"a","password":"p","port":"x","user":"b","port":7})");
  CHECK(values.text("user") == "b");
  CHECK(values.integer("port") == 7);
}

TEST_CASE("Values: the environment wins over files wherever ENV stands") {
  const ConfigFile file(R"({"user":"file","password":"p"})");
  const Values values =
      load({"ENV", file.path()}, {{"TARGET_X_USER", "environment"}});
  CHECK(values.text("user") == "environment");
  CHECK(values.is_given("user"));
}

TEST_CASE("Values: without ENV the environment is not read") {
  const ConfigFile file(R"({"user":"file","password":"p"})");
  CHECK(load({file.path()}, {{"TARGET_X_USER", "no"}}).text("user") == "file");
}

TEST_CASE("Values: all missing settings are named at once") {
  CHECK_THROWS_WITH(load({}), contains("'user' is required") &&
                                  contains("'password' is required"));
}

TEST_CASE("Values: a wrong kind names the key, the kind and the value") {
  CHECK_THROWS_WITH(
      load_text(R"({"user":"u","password":"p","port":"5432"})"),
      contains("'port' must be an integer") && contains("\"5432\""));
}

TEST_CASE("Values: a number may be written as text, as Meltano hands it on") {
  const auto wait = [](std::string_view value) {
    return load_text(text::concat(
        R"({"user":"u","password":"p","wait_seconds":)", value, '}'));
  };
  CHECK(wait(R"("1.25")").number("wait_seconds") == 1.25);
  CHECK(wait(R"("0.5")").is_default("wait_seconds"));
  CHECK_THROWS_WITH(wait(R"("-1")"), contains("must be at least 0"));
  for (const auto* wrong : {R"("")", R"("soon")", R"("1 s")", R"("[1]")"}) {
    CHECK_THROWS_WITH(wait(wrong), contains("must be a number"));
  }
}

TEST_CASE("Values: bounds and choices are checked") {
  CHECK_THROWS_WITH(load_text(R"({"user":"u","password":"p","port":0})"),
                    contains("at least 1"));
  CHECK_THROWS_WITH(load_text(R"({"user":"u","password":"p","port":70000})"),
                    contains("at most 65535"));
  CHECK_THROWS_WITH(
      load_text(R"({"user":"u","password":"p","load_method":"x"})"),
      contains("one of append-only|upsert"));
}

TEST_CASE("Values: a secret's value never appears in an error") {
  try {
    load_text(R"({"user":"u","password":123456})");
    FAIL("accepted a number as password");
  } catch (const cli::UsageError& error) {
    CHECK_THAT(error.what(), contains("'password' must be a string"));
    CHECK_THAT(error.what(), !contains("123456"));
  }
}

TEST_CASE("Values: a refused setting is refused by name, unless it is empty") {
  CHECK_THROWS_WITH(
      load_text(R"({"user":"u","password":"p","stream_maps":{"a":{}}})"),
      contains("'stream_maps' is not supported yet"));
  CHECK_NOTHROW(load_text(R"({"user":"u","password":"p","stream_maps":{}})"));
}

TEST_CASE("Values: files that hold no JSON object are named") {
  CHECK_THROWS_WITH(load_text("[1]"), contains("must hold a JSON object"));
  CHECK_THROWS_AS(load({"/nonexistent.json"}), cli::UsageError);
}
