#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

#include "catch.hpp"
#include "cli/exit_status.hpp"
#include "setting_definitions.hpp"
#include "settings/values.hpp"

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
