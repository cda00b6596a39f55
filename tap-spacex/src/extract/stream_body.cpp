#include "extract/stream_body.hpp"

#include "documents/delimited_body.hpp"
#include "documents/json_body.hpp"
#include "streams/stream_set.hpp"

namespace extract {

namespace {

constexpr documents::Dialect kCsv{.delimiter = ',', .is_quoted = true};
constexpr documents::Dialect kGcatTsv{
    .delimiter = '\t', .has_comments = true, .is_padded = true, .nothing = "-"};

}  // namespace

std::unique_ptr<documents::Body> make_body(const StreamPlan& plan, Moment now) {
  const streams::StreamDefinition& stream = plan.stream;
  if (!stream.is_delimited()) {
    return std::make_unique<documents::JsonBody>(
        stream.format == streams::Format::kObject ? documents::Root::kObject
                                                  : documents::Root::kArray);
  }
  constexpr std::size_t kDaySize = 10;  // 2026-09-28
  return std::make_unique<documents::DelimitedBody>(
      stream.format == streams::Format::kCsv ? kCsv : kGcatTsv,
      documents::columns_of(plan.schema, plan.selection,
                            streams::key_properties(stream), stream.vague_date),
      format_moment(now).substr(0, kDaySize));
}

}  // namespace extract
