#include "intake/target.hpp"

#include <unistd.h>

#include <array>
#include <csignal>
#include <stdexcept>
#include <string>
#include <vector>

#include "catch.hpp"
#include "fake_clock.hpp"
#include "kept_tables.hpp"
#include "kept_work.hpp"

using catching::contains;
using Texts = std::vector<std::string>;

namespace {

const std::string kSchema =
    R"({"type":"SCHEMA","stream":"a","schema":{"properties":{"id":)"
    R"({"type":"integer"}}},"key_properties":["id"]})"
    "\n";
const std::string kRecord =
    R"({"type":"RECORD","stream":"a","record":{"id":1}})"
    "\n";

std::string state(int value) {
  return R"({"type":"STATE","value":)" + std::to_string(value) + "}\n";
}

class Pipe {
 public:
  Pipe() { REQUIRE(::pipe(ends_.data()) == 0); }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    ::close(ends_[0]);
    end();
  }

  int read_end() const { return ends_[0]; }
  void write(const std::string& bytes) const {
    REQUIRE(::write(ends_[1], bytes.data(), bytes.size()) ==
            static_cast<ssize_t>(bytes.size()));
  }
  void end() {
    if (ends_[1] >= 0) ::close(ends_[1]);
    ends_[1] = -1;
  }

 private:
  std::array<int, 2> ends_{};
};

// A target whose input is a pipe.
class Fixture {
 public:
  Fixture() {
    request.descriptor = stop.read_end();
    options.load_method = intake::LoadMethod::kUpsert;
    options.limits = {.bytes = 1U << 20U, .wait = std::chrono::seconds(60)};
  }

  int run() {
    intake::Target target(options,
                          {tables, loader, clock, cli::StopToken(request),
                           [this](const std::string& value) {
                             states.push_back(value);
                             if (value == stop_at) ask_to_stop();
                           }});
    singer::LineReader reader(
        {.descriptor = input.read_end(), .stop_descriptor = stop.read_end()});
    return target.run(reader);
  }
  // The input ends behind these lines.
  int run(const std::string& lines) {
    input.write(lines);
    input.end();
    return run();
  }

  Pipe input;
  Pipe stop;
  cli::StopRequest request;
  FakeClock clock;
  KeptTables tables;
  KeptWork loader;
  Texts states;
  // Whoever takes this STATE asks to stop.
  std::string stop_at;
  intake::Options options;

 private:
  void ask_to_stop() {
    request.signal = SIGTERM;
    stop.write("x");
  }
};

}  // namespace

TEST_CASE("an input that ended well is loaded, and the status is 0") {
  Fixture fixture;
  CHECK(fixture.run(kSchema + kRecord + state(1) + kRecord + state(2)) == 0);
  CHECK(fixture.loader.loaded == Texts{"a:2"});
  CHECK(fixture.states == Texts{"2"});
}

TEST_CASE("what came before a wrong line is loaded and its STATE printed") {
  Fixture fixture;
  CHECK_THROWS_WITH(
      fixture.run(kSchema + kRecord + state(1) + "no JSON\n" + kRecord),
      contains("line 4"));
  CHECK(fixture.loader.loaded == Texts{"a:1"});
  CHECK(fixture.states == Texts{"1"});
}

TEST_CASE("where that cannot be loaded, the later error ends the run") {
  Fixture fixture;
  fixture.loader.failure =
      std::make_exception_ptr(std::runtime_error("no server"));
  CHECK_THROWS_WITH(fixture.run(kSchema + kRecord + state(1) + "no JSON\n"),
                    "no server");
  CHECK(fixture.states.empty());
}

TEST_CASE("a line that is first taken for another message is read as it is") {
  Fixture fixture;
  CHECK(fixture.run(kSchema +
                    R"({"type":"RECORD","stream":"b","record":{"id":1},)"
                    R"("stream":"a"})"
                    "\n" +
                    state(1)) == 0);
  CHECK(fixture.loader.loaded == Texts{"a:1"});
}

TEST_CASE("a record that a map leaves out was there all the same") {
  const json::Document maps =
      json::parse(R"({"a":{"__filter__":"id == 1"}})", "maps");
  Fixture fixture;
  fixture.options.maps =
      mapping::read_options([&](std::string_view name) -> const json::Value* {
        return name == "stream_maps" ? &maps : nullptr;
      });
  fixture.options.load_method = intake::LoadMethod::kOverwrite;
  CHECK_THROWS_WITH(
      fixture.run(kSchema + kRecord + state(1) +
                  R"({"type":"RECORD","stream":"a","record":{"id":2}})"
                  "\n"),
      contains("ends behind this record"));
  CHECK(fixture.states.empty());
}

TEST_CASE("who is asked to stop loads what was read, and says by what") {
  Fixture fixture;
  fixture.stop_at = "0";
  // The lines come in one piece; the input does not end.
  fixture.input.write(state(0) + kSchema + kRecord + state(1));
  CHECK(fixture.run() == 128 + SIGTERM);
  CHECK(fixture.loader.loaded == Texts{"a:1"});
  CHECK(fixture.states == Texts{"0", "1"});
}
