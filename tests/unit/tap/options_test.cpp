#include "options.hpp"

#include <vector>

#include "catch.hpp"
#include "cli/errors.hpp"

namespace {

Options parse(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "tap-spacex");
  return parse_options(static_cast<int>(arguments.size()), arguments.data());
}

}  // namespace

TEST_CASE("the options of a sync, in Meltano's and singer-python's spelling") {
  for (const auto& arguments :
       {std::vector<const char*>{"--config", "c.json", "--catalog", "k.json",
                                 "--state", "s.json"},
        std::vector<const char*>{"-c", "c.json", "-p", "k.json", "-s",
                                 "s.json"},
        std::vector<const char*>{"--config=c.json", "--properties=k.json",
                                 "--state=s.json", "--dev"}}) {
    const Options options = parse(arguments);
    CHECK(options.configs == std::vector<std::string>{"c.json"});
    CHECK(options.catalog == "k.json");
    CHECK(options.state == "s.json");
    CHECK_FALSE(options.wants_discovery);
  }
}

TEST_CASE("configurations are kept in order") {
  CHECK(parse({"--config", "a", "--config=ENV", "-c", "b"}).configs ==
        std::vector<std::string>{"a", "ENV", "b"});
}

TEST_CASE("discovery takes catalog and state along") {
  const Options options =
      parse({"--discover", "--config", "c", "--state", "s", "--catalog", "k"});
  CHECK(options.wants_discovery);
  CHECK(parse({"-d"}).wants_discovery);
}

TEST_CASE("tests of three kinds") {
  CHECK_FALSE(parse({}).test);
  CHECK(parse({"--test"}).test == "records");
  CHECK(parse({"--test=schema"}).test == "schema");
  CHECK(parse({"--test=connection"}).test == "connection");
  CHECK_THROWS_WITH(parse({"--test=all"}), catching::contains("'all'"));
}

TEST_CASE("what the program says of itself") {
  CHECK(parse({"--version"}).wants_version);
  CHECK(parse({"--help"}).wants_help);
  CHECK(parse({"--about"}).format == "text");
  CHECK(parse({"--about", "--format=json"}).format == "json");
  CHECK_THAT(help_text(), catching::contains("--catalog"));
}

TEST_CASE("anything else is wrong usage") {
  for (const char* argument :
       {"--confg", "--conf", "--nonsense", "file.json", "--catalog", "-x"}) {
    INFO(argument);
    CHECK_THROWS_AS(parse({argument}), cli::UsageError);
  }
  CHECK_THROWS_AS(parse({"--state", "a", "--state", "b"}), cli::UsageError);
  CHECK_THROWS_WITH(parse({"--config", "c", "file.json", "-d"}),
                    catching::contains("unexpected argument 'file.json'"));
  CHECK_THROWS_WITH(parse({"--", "-d"}), catching::contains("'-d'"));
}
