#include "load_fixture.hpp"

#include "json/cursor.hpp"
#include "postgres_server.hpp"
#include "singer/message_parser.hpp"
#include "test_connection.hpp"

namespace {

// As the reader hands out a line: with the padding the parser asks for.
template <class Message>
Message parse(singer::MessageParser& parser, std::string& line,
              std::uint64_t number) {
  const std::size_t size = line.size();
  line += '\n';
  line.append(json::kPadding, ' ');
  return std::get<Message>(
      parser.parse(std::string_view(line).substr(0, size), number));
}

std::string quoted_list(const std::string& names) {
  return names.empty() ? "[]" : "[\"" + names + "\"]";
}

}  // namespace

LoadFixture::LoadFixture()
    : database_(PostgresServer::instance().create_database()),
      observer_(parameters_of(database_)) {
  options_.connection = parameters_of(database_);
  table_options_.default_target_schema = "raw";
}

load::Loader& LoadFixture::loader() {
  if (!loader_) {
    loader_.emplace(options_, clock_, retry::random_from_device());
  }
  return *loader_;
}

void LoadFixture::schema(const std::string& stream,
                         const std::string& properties,
                         const std::string& keys) {
  std::string line = R"({"type":"SCHEMA","stream":")" + stream +
                     R"(","key_properties":)" + quoted_list(keys) +
                     R"(,"schema":{"type":"object","properties":{)" +
                     properties + "}}}";
  singer::MessageParser parser;
  const auto message = parse<singer::SchemaMessage>(parser, line, ++line_);
  auto table =
      loader()
          .prepare(stream, design_table(message, table_options_).table, {})
          .table;
  row::EncoderOptions encoder_options;
  encoder_options.validate_records = false;
  sinks_.insert_or_assign(stream, intake::Sink(message, std::move(table),
                                               encoder_options, 1U << 20U));
}

void LoadFixture::record(const std::string& stream, const std::string& json,
                         const std::string& other_members) {
  std::string line = R"({"type":"RECORD","stream":")" + stream +
                     R"(","record":)" + json + other_members + "}";
  singer::MessageParser parser;
  const auto message = parse<singer::RecordMessage>(parser, line, ++line_);
  sinks_.at(stream).append(message, clock_.now());
}

void LoadFixture::activate(const std::string& stream, std::int64_t version) {
  activations_.push_back({stream, version});
}

load::Report LoadFixture::load(bool replaces_overwritten) {
  load::Work work;
  for (auto& [stream, sink] : sinks_) {
    if (!sink.batch().is_empty()) {
      work.batches.push_back({stream, sink.take_batch()});
    }
  }
  work.activations = std::move(activations_);
  activations_.clear();
  work.replaces_overwritten = replaces_overwritten;
  return loader().load(work);
}

std::string LoadFixture::query(const std::string& sql) {
  const auto result = observer_.execute(sql);
  std::string text;
  for (int row = 0; row < result.row_count(); ++row) {
    if (row > 0) text += '\n';
    for (int column = 0; column < result.column_count(); ++column) {
      if (column > 0) text += ' ';
      text += result.is_null(row, column) ? "-" : result.text(row, column);
    }
  }
  return text;
}

void LoadFixture::execute(const std::string& sql) { observer_.execute(sql); }
