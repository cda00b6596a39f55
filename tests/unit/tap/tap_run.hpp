#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "captured_stderr.hpp"
#include "catch.hpp"
#include "extract/run.hpp"
#include "fake_client.hpp"
#include "fake_clock.hpp"
#include "streams/stream_set.hpp"

// A tap of a few streams over scripted answers.
class TapRun {
 public:
  TapRun() {
    settings.sources["spacex"] = {"http://fake", "fake"};
    settings.tap_version = "1";
    client.answers["/v4/ships"] = {{R"([{"id":"s1"},{"id":"s2"}])", "\"s\""}};
    client.answers["/v4/cores"] = {{R"([{"id":"c1"}])", "\"c\""}};
  }

  // Runs once, from the state that the run before ended with.
  void run() {
    lines.clear();
    client.requests.clear();
    FakeClock clock{std::chrono::system_clock::time_point(now)};
    singer::MessageWriter writer([this](std::string_view text) {
      while (!text.empty()) {
        const std::size_t end = text.find('\n');
        REQUIRE(end != std::string_view::npos);
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(end + 1);
      }
    });
    const http::Retries retries(policy, clock, [] { return 0.5; });
    extract::Run run(extract::make_plans(streams, catalog, state, settings),
                     state, settings, clients, retries, clock, writer);
    log = captured([&] {
      try {
        failures = run.run();
        error.clear();
      } catch (const std::runtime_error& failure) {
        error = failure.what();
      }
    });
    for (const std::string& line : lines) {
      constexpr std::string_view kState = R"({"type":"STATE","value":)";
      if (!line.starts_with(kState)) continue;
      const std::string_view value =
          std::string_view(line).substr(kState.size());
      state = singer::State::parse(value.substr(0, value.size() - 1), "state");
    }
  }

  // The types and streams of the messages, e.g. "SCHEMA ships".
  std::vector<std::string> messages() const {
    std::vector<std::string> out;
    for (const std::string& line : lines) {
      const json::Document message = json::parse(line, "line");
      std::string text(json::string_view(message["type"]));
      if (const json::Value* stream = json::find(message, "stream")) {
        text += ' ';
        text += json::string_view(*stream);
      }
      out.push_back(text);
    }
    return out;
  }
  long count(const std::string& message) const {
    const auto all = messages();
    return std::count(all.begin(), all.end(), message);
  }
  bool has(std::string_view part) const {
    return std::any_of(lines.begin(), lines.end(), [&](const auto& line) {
      return line.find(part) != std::string::npos;
    });
  }

  // How often the log has that.
  long logged(const std::string& part) const {
    long count = 0;
    for (std::size_t at = log.find(part); at != std::string::npos;
         at = log.find(part, at + part.size())) {
      ++count;
    }
    return count;
  }
  // Reads that stream of the API alone.
  void choose(std::string_view name) {
    streams = streams::streams_of("v5");
    std::erase_if(streams,
                  [&](const auto& stream) { return stream.name != name; });
  }

  std::vector<streams::StreamDefinition> streams{
      {.name = "cores", .path = "/v4/cores"},
      {.name = "ships", .path = "/v4/ships"}};
  extract::ReadSettings settings;
  extract::Catalog catalog;
  http::Retries::Policy policy;
  FakeClient client;
  extract::Clients clients{{"spacex", &client}};
  singer::State state;
  std::chrono::seconds now{1634485571};

  std::vector<std::string> lines;
  std::string error;
  std::string log;
  int failures = 0;
};

using Messages = std::vector<std::string>;
