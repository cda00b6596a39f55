#include "feed.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <cstdlib>
#include <map>
#include <string>
#include <variant>

#include "row/row_encoder.hpp"
#include "singer/line_reader.hpp"
#include "singer/message_parser.hpp"
#include "table/migration.hpp"
#include "table/statements.hpp"
#include "table/table.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

struct Stream {
  row::RowEncoder encoder;
  row::Batch batch;
};

using Streams = std::map<std::string, Stream, std::less<>>;

void handle(const singer::SchemaMessage& message, Streams& streams) {
  table::TableOptions options;
  options.types.interpret_content_encoding = true;
  const table::Table table = table::design_table(message, options).table;
  const table::ExistingTable nothing;
  require(!table::diff(table, nothing, {}).statements.empty());
  streams.erase(message.stream);
  row::EncoderOptions encoder_options;
  encoder_options.sanitize_null_text_characters = message.stream.size() % 2;
  streams.emplace(message.stream,
                  Stream{row::RowEncoder(table, message, encoder_options), {}});
}

void handle(const singer::RecordMessage& message, Streams& streams) {
  const auto found = streams.find(message.stream);
  if (found == streams.end()) return;
  row::Batch& batch = found->second.batch;
  const std::string before(batch.bytes());
  const std::size_t rows = batch.row_count();
  try {
    found->second.encoder.append(message, {}, batch);
  } catch (const std::exception&) {
    require(batch.bytes() == before);
    require(batch.row_count() == rows);
    throw;
  }
  const auto offsets = batch.row_offsets();
  require(offsets.size() == rows + 2);
  require(offsets.back() == batch.bytes().size());
  (void)batch.key_order();
}

void handle(const singer::Message& message, Streams& streams) {
  if (const auto* schema = std::get_if<singer::SchemaMessage>(&message)) {
    handle(*schema, streams);
  } else if (const auto* record =
                 std::get_if<singer::RecordMessage>(&message)) {
    handle(*record, streams);
  }
}

void handle_line(const singer::LineReader& reader,
                 singer::MessageParser& parser, Streams& streams) {
  try {
    handle(parser.parse(reader.line(), reader.line_number()), streams);
  } catch (const singer::ProtocolError&) {
    // The program would stop here; what follows may still find a fault.
  }
}

}  // namespace

void feed(std::string_view bytes) {
  const int file = memfd_create("input", 0);
  require(file >= 0);
  require(write(file, bytes.data(), bytes.size()) ==
          static_cast<ssize_t>(bytes.size()));
  lseek(file, 0, SEEK_SET);
  singer::LineReader::Options options;
  options.descriptor = file;
  options.max_line_bytes = 1 << 16;
  options.buffer_bytes = 1;
  singer::LineReader reader(options);
  singer::MessageParser parser;
  Streams streams;
  try {
    while (reader.next() == singer::LineReader::Outcome::kLine) {
      handle_line(reader, parser, streams);
    }
  } catch (const singer::ProtocolError&) {
    // A line too long.
  }
  close(file);
}
