// How fast the target turns lines of Singer into rows of binary COPY, on one
// core and without a server, and where the processor time goes.
//
//   encode [RECORDS [STAGE]]     1,000,000 by default, of 435 bytes, 10 columns
//
// Each stage is timed alone, over the same lines: reading, parsing the message,
// finding its columns (by encoding a table without any), and all of it without
// and with validation. STAGE (1 to 5) runs one of them alone, for a profiler:
// instructions per record are what two runs of it under callgrind differ by.

#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>

#include "row/row_encoder.hpp"
#include "singer/line_reader.hpp"
#include "singer/message_parser.hpp"
#include "table/table.hpp"
#include "text/concat.hpp"

namespace {

constexpr std::size_t kBatchBytes = std::size_t{16} << 20U;

const std::string kSchema =
    R"({"type": "SCHEMA", "stream": "bench", "schema": {"type": "object", )"
    R"("properties": {"id": {"type": "integer"}, )"
    R"("name": {"type": ["null", "string"]}, )"
    R"("email": {"type": ["null", "string"]}, )"
    R"("note": {"type": ["null", "string"]}, )"
    R"("amount": {"type": ["null", "number"]}, )"
    R"("count": {"type": ["null", "integer"]}, )"
    R"("created_at": {"type": ["null", "string"], "format": "date-time"}, )"
    R"("day": {"type": ["null", "string"], "format": "date"}, )"
    R"("active": {"type": ["null", "boolean"]}, )"
    R"("address": {"type": ["null", "object"], "properties": )"
    R"({"city": {"type": ["null", "string"]}, "zip": {"type": "string"}, )"
    R"("geo": {"type": "array", "items": {"type": "number"}}}}}, )"
    R"("required": ["id"]}, "key_properties": ["id"]})";

std::string padded(std::size_t number, int width) {
  std::string digits = std::to_string(number);
  return std::string(static_cast<std::size_t>(width) - digits.size(), '0') +
         digits;
}

std::string record_line(std::size_t i) {
  return text::concat(
      R"({"type": "RECORD", "stream": "bench", "record": {"id": )", i,
      R"(, "name": "Customer number )", i, R"(", "email": "customer)", i,
      R"(@example.com", "note": "some ordinary text of ordinary length, )",
      i * 7919 % 100003, R"(", "amount": )", i % 100000, '.', padded(i % 97, 2),
      R"(, "count": )", i % 1000, R"(, "created_at": "2024-)",
      padded(i % 12 + 1, 2), '-', padded(i % 28 + 1, 2), 'T', padded(i % 24, 2),
      ':', padded(i % 60, 2), R"(:07.123456Z", "day": "2023-)",
      padded(i % 12 + 1, 2), '-', padded(i % 28 + 1, 2), R"(", "active": )",
      i % 2 == 0, R"(, "address": {"city": "Springfield", "zip": ")",
      padded(i % 100000, 5), R"(", "geo": [12.5, -7.25]}}, "time_extracted": )",
      R"("2024-05-06T07:08:09.123456+00:00"})", '\n');
}

// A file of lines that nobody but this process sees.
int make_input(std::size_t records) {
  std::FILE* const file = std::tmpfile();
  if (file == nullptr) std::abort();
  for (std::size_t i = 0; i < records; ++i) {
    const std::string line = record_line(i);
    std::fwrite(line.data(), 1, line.size(), file);
  }
  std::fflush(file);
  return fileno(file);
}

template <class Handle>
double time_lines(int descriptor, Handle handle) {
  lseek(descriptor, 0, SEEK_SET);
  singer::LineReader::Options options;
  options.descriptor = descriptor;
  singer::LineReader reader(options);
  // Of the processor, so that a busy machine does not show.
  const std::clock_t start = std::clock();
  while (reader.next() == singer::LineReader::Outcome::kLine) handle(reader);
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

double time_encoding(int descriptor, const singer::SchemaMessage& schema,
                     const table::Table& table, bool validate) {
  row::EncoderOptions options;
  options.validate_records = validate;
  row::RowEncoder encoder(table, schema, options);
  row::Batch batch;
  batch.begin(std::chrono::system_clock::now(), kBatchBytes);
  singer::MessageParser parser;
  return time_lines(descriptor, [&](const singer::LineReader& reader) {
    const auto message = parser.parse(reader.line(), reader.line_number());
    const auto now = std::chrono::system_clock::now();
    encoder.append(std::get<singer::RecordMessage>(message), now, batch);
    if (batch.memory_bytes() + 4096 > kBatchBytes) {
      batch.begin(now, kBatchBytes);
    }
  });
}

// Tells how long `run` takes, if it is to run.
template <class Run>
void report(const char* stage, std::size_t records, Run run) {
  const double seconds = run();
  std::printf("%-34s %6.3f s %9.0f records/s\n", stage, seconds,
              static_cast<double>(records) / seconds);
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t records =
      argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 1'000'000;
  std::string line = kSchema + "\n" + std::string(64, ' ');
  singer::MessageParser parser;
  const auto message =
      parser.parse(std::string_view(line).substr(0, kSchema.size()), 1);
  const auto& schema = std::get<singer::SchemaMessage>(message);
  const table::Table table =
      table::design_table(schema, {"public", true, true, {}}).table;
  table::Table no_columns;

  const int only = argc > 2 ? std::atoi(argv[2]) : 0;

  const int input = make_input(records);
  std::size_t bytes = 0;
  int number = 0;
  const auto stage = [&](const char* name, auto run) {
    if (only == 0 || only == ++number) report(name, records, run);
  };
  stage("read lines", [&] {
    return time_lines(
        input, [&](const auto& reader) { bytes += reader.line().size(); });
  });
  stage("  + parse messages", [&] {
    return time_lines(input, [&](const auto& reader) {
      (void)parser.parse(reader.line(), reader.line_number());
    });
  });
  stage("  + find no columns",
        [&] { return time_encoding(input, schema, no_columns, false); });
  stage("  + encode rows",
        [&] { return time_encoding(input, schema, table, false); });
  stage("  + validate",
        [&] { return time_encoding(input, schema, table, true); });
  return 0;
}
