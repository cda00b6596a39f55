#include "settings/about.hpp"

#include <array>
#include <string>

#include "catch.hpp"
#include "cli/errors.hpp"
#include "json/document.hpp"

using catching::contains;
using settings::Definition;
using settings::Kind;

namespace {

constexpr std::array<std::string_view, 2> kCapabilities{"about", "catalog"};
constexpr std::array<Definition, 3> kDefinitions{{
    {.name = "api_url",
     .default_json = "\"https://example.org\"",
     .description = "Root of the API | mirror"},
    {.name = "token", .description = "Key", .required = true, .secret = true},
    {.name = "stream_maps", .kind = Kind::kObject, .refusal = "not supported"},
}};
constexpr settings::Program kProgram{.name = "tap-x",
                                     .version = "0.1.0",
                                     .description = "Reads x.",
                                     .capabilities = kCapabilities,
                                     .definitions = kDefinitions};

}  // namespace

TEST_CASE("about_text: has the SDK's form") {
  CHECK(settings::about(kProgram, "text") ==
        "Name: tap-x\n"
        "Description: Reads x.\n"
        "Version: 0.1.0\n"
        "Capabilities:\n"
        "  - about\n"
        "  - catalog\n"
        "Settings:\n"
        "  - Name: api_url\n"
        "    Type: string\n"
        "    Environment Variable: TAP_X_API_URL\n"
        "  - Name: token\n"
        "    Type: string\n"
        "    Environment Variable: TAP_X_TOKEN\n");
}

TEST_CASE("about_json: has the SDK's keys in its order") {
  const json::Document about =
      json::parse(settings::about(kProgram, "json"), "about");
  std::string keys;
  for (const auto& member : about.GetObject()) {
    keys += std::string(json::string_view(member.name)) + " ";
  }
  CHECK(keys ==
        "name description version sdk_version supported_python_versions "
        "capabilities settings ");
  CHECK(json::to_text(*json::find(about, "settings")) ==
        R"({"type":"object","properties":{"api_url":{"type":["string","null"],)"
        R"("description":"Root of the API | mirror",)"
        R"("default":"https://example.org"},"token":{"type":["string","null"],)"
        R"("description":"Key","secret":true,"writeOnly":true}},)"
        R"("required":["token"]})");
}

TEST_CASE("about_markdown: is a table that bars cannot break") {
  const std::string about = settings::about(kProgram, "markdown");
  CHECK_THAT(about, contains("| api_url | False | \"https://example.org\" | "
                             "Root of the API \\| mirror |"));
  CHECK_THAT(about, contains("| token | True | None | Key |"));
  CHECK_THAT(about, !contains("stream_maps"));
}

TEST_CASE("about: an unknown format is wrong usage") {
  CHECK_THROWS_AS(settings::about(kProgram, "yaml"), cli::UsageError);
}
