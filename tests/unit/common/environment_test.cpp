#include "settings/environment.hpp"

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "catch.hpp"
#include "cli/errors.hpp"
#include "settings/dotenv.hpp"

using catching::contains;
using settings::Definition;
using settings::Kind;

namespace {

constexpr std::array<Definition, 6> kDefinitions{{
    {.name = "host"},
    {.name = "port", .kind = Kind::kInteger},
    {.name = "ratio", .kind = Kind::kNumber},
    {.name = "enabled", .kind = Kind::kBoolean},
    {.name = "maps", .kind = Kind::kObject},
    {.name = "dialect+driver", .secret = true},
}};

constexpr settings::Program kProgram{.name = "target-x",
                                     .definitions = kDefinitions};

std::string read(const settings::Environment& environment) {
  return json::to_text(settings::read_environment(kProgram, environment));
}

}  // namespace

TEST_CASE("read_environment: each kind is converted from its text") {
  CHECK(read({{"TARGET_X_HOST", "h"},
              {"TARGET_X_PORT", "5432"},
              {"TARGET_X_RATIO", "0.5"},
              {"TARGET_X_ENABLED", "Yes"},
              {"TARGET_X_MAPS", R"({"a":null})"},
              {"TARGET_X_DIALECT_DRIVER", "d"},
              {"TARGET_Y_HOST", "other"}}) ==
        R"({"host":"h","port":5432,"ratio":0.5,"enabled":true,)"
        R"("maps":{"a":null},"dialect+driver":"d"})");
}

TEST_CASE("read_environment: text of another kind names the variable") {
  CHECK_THROWS_WITH(read({{"TARGET_X_PORT", "54x"}}),
                    contains("TARGET_X_PORT") && contains("'54x'"));
  CHECK_THROWS_AS(read({{"TARGET_X_ENABLED", "maybe"}}), cli::UsageError);
  CHECK_THROWS_AS(read({{"TARGET_X_MAPS", "[1]"}}), cli::UsageError);
}

TEST_CASE("read_dotenv_line: a line as python-dotenv reads it") {
  const auto value = [](std::string_view line) {
    const auto variable = settings::read_dotenv_line(line);
    return variable ? variable->name + "=" + variable->value : "none";
  };
  CHECK(value("A=3 # few") == "A=3");
  CHECK(value("A=a\t# few") == "A=a");
  CHECK(value("A=a#b") == "A=a#b");
  CHECK(value("A=# b") == "A=# b");
  CHECK(value("A= a b  ") == "A=a b");
  CHECK(value("A='a # b' # c") == "A=a # b");
  CHECK(value("A=\"a # b\"# c") == "A=a # b");
  CHECK(value(R"(A='a\'b\n\\')") == R"(A=a'b\n\)");
  CHECK(value(R"(A="a\"b\n\$")") == "A=a\"b\n\\$");
  CHECK(value("A=") == "A=");
  CHECK(value("A=''") == "A=");
  for (const char* line : {"", " ", "# A=1", "A", "A='b", "A='b' c"}) {
    INFO(line);
    CHECK(value(line) == "none");
  }
}

TEST_CASE("with_dotenv: the file's variables yield to the environment's") {
  const auto folder = std::filesystem::temp_directory_path() /
                      ("dotenv_test_" + std::to_string(::rand()));
  std::filesystem::create_directories(folder / "below");
  std::ofstream(folder / ".env") << "# comment\n"
                                    "export A=1\n"
                                    "B = 'two words'\n"
                                    "C=\"3\"\n"
                                    "D=3\n"
                                    "D=4 # few\n"
                                    "no variable\n";
  const settings::Environment merged =
      settings::with_dotenv({{"A", "kept"}}, (folder / "below").string());
  CHECK(merged ==
        settings::Environment{
            {"A", "kept"}, {"B", "two words"}, {"C", "3"}, {"D", "4"}});
  std::filesystem::remove_all(folder);
}
