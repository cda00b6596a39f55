#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <utility>

#include "captured_stderr.hpp"
#include "catch.hpp"
#include "cli/errors.hpp"
#include "setting_definitions.hpp"
#include "settings.hpp"
#include "settings/values.hpp"
#include "text/concat.hpp"

namespace {

// As variables of the environment; what is wrong with them.
std::string error(const settings::Environment& environment) {
  try {
    (void)settings::Values::load(program(), {"ENV"}, environment);
  } catch (const cli::UsageError& error) {
    return error.what();
  }
  return "none";
}

// Of a file that holds `json`: its settings.
Settings interpreted(const std::string& json) {
  char path[] = "/tmp/settings_test_XXXXXX";
  const int descriptor = mkstemp(path);
  REQUIRE(descriptor >= 0);
  close(descriptor);
  std::ofstream(path) << json;
  const auto values = settings::Values::load(program(), {path}, {});
  std::remove(path);
  return interpret(values);
}

// With these settings beside host and user.
std::string contradiction(const std::string& members) {
  try {
    (void)interpreted(R"({"host":"h","user":"u",)" + members + "}");
  } catch (const cli::UsageError& error) {
    return error.what();
  }
  return "none";
}

}  // namespace

TEST_CASE("spans of time are at most a year") {
  for (const char* name : {"TARGET_POSTGRES_BATCH_WAIT_LIMIT_SECONDS",
                           "TARGET_POSTGRES_RETRY_BUDGET_SECONDS"}) {
    CAPTURE(name);
    CHECK(error({{name, "31536000"}}) == "none");
    CHECK_THAT(error({{name, "9999999999"}}),
               catching::contains("must be at most 31536000"));
  }
}

TEST_CASE("a private key given by mistake is not shown") {
  CHECK(error({{"TARGET_POSTGRES_SSH_TUNNEL", "-----BEGIN KEY-----"}})
            .find("BEGIN") == std::string::npos);
  char path[] = "/tmp/settings_test_XXXXXX";
  const int descriptor = mkstemp(path);
  REQUIRE(descriptor >= 0);
  std::ofstream(path) << R"({"ssl_client_private_key": ["-----BEGIN KEY"],)"
                      << R"("ssh_tunnel": "-----BEGIN KEY"})";
  try {
    (void)settings::Values::load(program(), {path}, {});
    FAIL("must be refused");
  } catch (const cli::UsageError& error) {
    const std::string text = error.what();
    CHECK_THAT(text, catching::contains("'ssl_client_private_key'"));
    CHECK_THAT(text, catching::contains("'ssh_tunnel'"));
    CHECK(text.find("BEGIN") == std::string::npos);
  }
  std::remove(path);
}

TEST_CASE("host and user, or a sqlalchemy_url, must be set") {
  for (const char* json :
       {"{}", R"({"host":"h"})", R"({"host":null,"user":"u"})",
        R"({"sqlalchemy_url":"","user":"u"})"}) {
    CAPTURE(json);
    CHECK_THROWS_AS(interpreted(json), cli::UsageError);
  }
  CHECK(interpreted(R"({"host":"","user":""})").load.connection.size() == 1);
  CHECK(interpreted(R"({"sqlalchemy_url":"postgresql://h"})")
            .load.connection.size() == 1);
  CHECK(interpreted(R"({"sqlalchemy_url":"","host":"h","user":"u"})")
            .load.connection.size() == 3);
}

TEST_CASE("a tunnel is off, or refused") {
  CHECK(contradiction(R"("ssh_tunnel":{})") == "none");
  CHECK(contradiction(R"("ssh_tunnel":{"enable":null})") == "none");
  CHECK(contradiction(R"("ssh_tunnel":{"enable":false})") == "none");
  CHECK_THAT(contradiction(R"("ssh_tunnel":{"enable":true})"),
             catching::contains("not supported"));
  CHECK_THAT(contradiction(R"("ssh_tunnel":{"enable":"true"})"),
             catching::contains("true or false"));
}

TEST_CASE("what needs the metadata columns is refused without them") {
  const std::string off = R"("add_record_metadata":false)";
  CHECK(contradiction(off) == "none");
  CHECK_THAT(contradiction(off + R"(,"hard_delete":true)"),
             catching::contains("'hard_delete' needs"));
  for (const char* name :
       {"activate_version", "process_activate_version_messages"}) {
    CHECK_THAT(contradiction(text::concat(off, ",\"", name, "\":true")),
               catching::contains(text::concat("'", name, "' needs")));
    CHECK(contradiction(text::concat(off, ",\"", name, "\":false")) == "none");
  }
}

TEST_CASE("stream maps and flattening") {
  CHECK_THAT(contradiction(R"("stream_maps":{"a":1})"),
             catching::contains("stream 'a'"));
  CHECK_THAT(contradiction(R"("flattening_enabled":true)"),
             catching::contains("flattening_max_depth"));
  const auto maps = [](const std::string& members) {
    return interpreted(R"({"host":"h","user":"u")" + members + "}").intake.maps;
  };
  CHECK(maps("").changes_nothing());
  CHECK_FALSE(maps(R"(,"stream_maps":{"__else__":null})").changes_nothing());
  CHECK(maps(R"(,"flattening_enabled":true,"flattening_max_depth":2)")
            .flattening.max_depth == 2);
  CHECK(maps(R"(,"stream_map_config":{"x":1.50})").config == R"({"x":1.5})");
}

TEST_CASE("a default that names no file is no setting") {
  const char* const home = std::getenv("HOME");
  const std::string old = home == nullptr ? "/" : home;
  setenv("HOME", "/nowhere", 1);
  const auto keywords = [](const std::string& members) {
    std::string found;
    for (const auto& each :
         interpreted(R"({"host":"h","user":"u",)" + members + "}")
             .load.connection) {
      if (each.keyword.starts_with("ssl")) found += each.keyword + " ";
    }
    return found;
  };
  // As Meltano hands them on.
  const std::string defaults =
      R"("ssl_enable":true,"ssl_client_certificate_enable":true,)"
      R"("ssl_certificate_authority":"~/.postgresql/root.crl",)"
      R"("ssl_client_certificate":"~/.postgresql/postgresql.crt",)"
      R"("ssl_client_private_key":"~/.postgresql/postgresql.key")";
  for (const char* mode : {"prefer", "require"}) {
    CHECK(keywords(text::concat(defaults, R"(,"ssl_mode":")", mode, '"')) ==
          "sslmode ");
  }
  // Somebody is to be trusted here: whom the machine trusts.
  CHECK(keywords(defaults) == "sslmode sslrootcert ");
  CHECK(keywords(R"("ssl_enable":true,"ssl_mode":"require",)"
                 R"("ssl_certificate_authority":"/proc/self/stat")") ==
        "sslmode sslrootcert ");
  for (const char* name :
       {"ssl_certificate_authority", "ssl_client_certificate",
        "ssl_client_private_key"}) {
    CHECK_THAT(
        contradiction(text::concat(R"("ssl_enable":true,"ssl_mode":"require",)"
                                   R"("ssl_client_certificate_enable":true,")",
                                   name, R"(":"/nowhere/at.all")")),
        catching::contains(text::concat("'", name, "' names no file")));
  }
  setenv("HOME", old.c_str(), 1);
}

TEST_CASE("null is not set; a default_target_schema of null is none") {
  const auto settings = interpreted(
      R"({"host":"h","user":"u","validate_records":null,)"
      R"("add_record_metadata":null,"default_target_schema":null})");
  CHECK(settings.intake.encoder.validate_records);
  CHECK(settings.intake.table.add_record_metadata);
  CHECK(settings.intake.table.default_target_schema.empty());
  const auto connection =
      interpreted(R"({"host":"h","user":"u","port":null})").load.connection;
  CHECK(connection.back().value == "5432");
  CHECK(interpreted(R"({"host":"h","user":"u"})")
            .intake.table.default_target_schema == "melty");
}
