#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "json/padded_text.hpp"
#include "mapping/message_mapper.hpp"
#include "singer/message_parser.hpp"

namespace mapping {

// Stands between who writes Singer messages and where they go: maps them, line
// by line. For a program whose messages are not mapped where they arise.
class MappedLines {
 public:
  using Sink = std::function<void(std::string_view lines)>;

  // `options` must outlive this.
  MappedLines(const Options& options, expression::Context context, Sink sink);

  // Takes whole lines; what becomes of them is handed on before it returns.
  // Throws cli::OutputError for a message that cannot be mapped: what stands
  // before it was handed on, and nothing behind it may be.
  void write(std::string_view lines);

 private:
  void map_line(std::string_view line);
  void append(const singer::SchemaMessage& message, std::string_view line);
  void append(const singer::RecordMessage& message);
  void append(const singer::ActivateVersionMessage& message);

  singer::MessageParser parser_;
  MessageMapper mapper_;
  Sink sink_;
  std::uint64_t line_number_ = 0;
  json::PaddedText line_;
  std::string out_;
};

}  // namespace mapping
