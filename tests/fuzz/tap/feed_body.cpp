#include "feed_body.hpp"

#include <cstdlib>
#include <optional>
#include <string>

#include "extract/record_validator.hpp"
#include "extract/stream_reader.hpp"
#include "http/http_error.hpp"
#include "streams/stream_set.hpp"

namespace {

using extract::StreamPlan;

void require(bool holds) {
  if (!holds) std::abort();
}

class BodyTransfer final : public http::Transfer {
 public:
  BodyTransfer(std::string_view body, std::size_t piece_size)
      : body_(body), piece_size_(piece_size) {
    head_.status = 200;
  }
  const http::Head& head() override { return head_; }
  std::string_view read() override {
    const std::string_view piece = body_.substr(0, piece_size_);
    body_.remove_prefix(piece.size());
    return piece;
  }

 private:
  std::string_view body_;
  std::size_t piece_size_;
  http::Head head_;
};

// Some of starlink, all of launches, and the single object of company.
StreamPlan make_plan(unsigned choice) {
  constexpr std::string_view kStreams[] = {"starlink", "launches", "company"};
  const std::string name(kStreams[choice % 3]);
  std::string properties;
  if (choice / 3 % 2 == 1) {
    properties =
        R"({"breadcrumb":["properties","version"],"metadata":{"selected":false}},)"
        R"({"breadcrumb":["properties","spaceTrack","properties","EPOCH"],)"
        R"("metadata":{"selected":false}})";
  }
  const std::string text = R"({"streams":[{"tap_stream_id":")" + name +
                           R"(","metadata":[)" + properties + "]}]}";
  const extract::ReadSettings settings;
  auto plans = extract::make_plans(
      streams::streams_of("v5"),
      singer::parse_catalog(json::parse(text, "catalog"), "catalog"), {},
      settings);
  return std::move(plans.at(0));
}

struct Outcome {
  std::string output;
  bool is_refused = false;
};

Outcome read(const StreamPlan& plan, const extract::ReadSettings& settings,
             std::string_view body, std::size_t piece_size) {
  Outcome outcome;
  singer::MessageWriter writer(
      [&](std::string_view lines) { outcome.output += lines; });
  extract::RawFolder nothing_kept("", "");
  const extract::ReadContext context{
      settings,
      "http://fuzz",
      nothing_kept,
      std::nullopt,
      [] { return std::chrono::system_clock::time_point{}; },
      [](std::int64_t, std::int64_t) {}};
  BodyTransfer transfer(body, piece_size);
  try {
    extract::read_stream(plan, context, transfer, writer);
  } catch (const http::HttpError&) {
    outcome.is_refused = true;
  } catch (const extract::ValidationError&) {
    outcome.is_refused = true;
  }
  writer.flush();
  return outcome;
}

void check_lines(std::string_view lines) {
  while (!lines.empty()) {
    const std::size_t end = lines.find('\n');
    require(end != std::string_view::npos);
    constexpr unsigned kFlags =
        rapidjson::kParseValidateEncodingFlag | rapidjson::kParseIterativeFlag;
    json::Document line;
    line.Parse<kFlags>(lines.data(), end);
    // 1e400 is right, though no double holds it.
    const bool is_beyond_double =
        line.GetParseError() == rapidjson::kParseErrorNumberTooBig;
    require(is_beyond_double ||
            (!line.HasParseError() && line["record"].IsObject()));
    lines.remove_prefix(end + 1);
  }
}

}  // namespace

void feed_body(std::string_view bytes) {
  if (bytes.size() < 2) return;
  const auto choice = static_cast<unsigned char>(bytes[0]);
  const auto piece_size =
      static_cast<std::size_t>(static_cast<unsigned char>(bytes[1]) % 64 + 1);
  const std::string_view body = bytes.substr(2);
  const StreamPlan plan = make_plan(choice);
  extract::ReadSettings settings;
  if (choice / 6 % 2 == 1) settings.validation = extract::Validation::kFail;
  const Outcome whole = read(plan, settings, body, body.size() + 1);
  const Outcome cut = read(plan, settings, body, piece_size);
  check_lines(whole.output);
  require(whole.output == cut.output);
  require(whole.is_refused == cut.is_refused);
}
