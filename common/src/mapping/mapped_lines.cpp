#include "mapping/mapped_lines.hpp"

#include <type_traits>
#include <utility>

#include "cli/standard_output.hpp"
#include "json/document.hpp"
#include "json/members.hpp"
#include "singer/protocol_error.hpp"
#include "text/concat.hpp"

namespace mapping {

MappedLines::MappedLines(const Options& options, expression::Context context,
                         Sink sink)
    : mapper_(options, std::move(context)), sink_(std::move(sink)) {}

void MappedLines::write(std::string_view lines) {
  out_.clear();
  try {
    while (!lines.empty()) {
      const std::size_t end = lines.find('\n');
      map_line(lines.substr(0, end));
      lines.remove_prefix(end == std::string_view::npos ? lines.size()
                                                        : end + 1);
    }
  } catch (const singer::ProtocolError& error) {
    if (!out_.empty()) sink_(out_);
    throw cli::OutputError(text::concat("cannot write ", error.what()));
  }
  if (!out_.empty()) sink_(out_);
}

void MappedLines::map_line(std::string_view line) {
  ++line_number_;
  line_.assign(line);
  const singer::Message message = parser_.parse(line_.view(), line_number_);
  const auto append_it = [&](const auto& mapped) {
    using Message = std::decay_t<decltype(mapped)>;
    if constexpr (std::is_same_v<Message, singer::SchemaMessage>) {
      append(mapped, line_.view());
    } else if constexpr (std::is_same_v<Message, singer::StateMessage>) {
      out_ += text::concat(line, '\n');
    } else if constexpr (!std::is_same_v<Message, DroppedRecord>) {
      append(mapped);
    }
  };
  std::visit([&](const auto& each) { mapper_.pass(each, append_it); }, message);
}

void MappedLines::append(const singer::SchemaMessage& message,
                         std::string_view line) {
  out_ += R"({"type":"SCHEMA","stream":)";
  json::append_quoted(out_, message.stream);
  out_ += text::concat(R"(,"schema":)", message.schema_text,
                       R"(,"key_properties":[)");
  for (const std::string& key : message.key_properties) {
    if (&key != &message.key_properties.front()) out_ += ',';
    json::append_quoted(out_, key);
  }
  out_ += ']';
  json::Cursor cursor(line);
  if (const auto bookmark =
          json::find_member(cursor.value(), "bookmark_properties")) {
    out_ += text::concat(R"(,"bookmark_properties":)", bookmark->text);
  }
  out_ += "}\n";
}

void MappedLines::append(const singer::RecordMessage& message) {
  out_ += R"({"type":"RECORD","stream":)";
  json::append_quoted(out_, message.stream);
  out_ += R"(,"record":{)";
  for (const json::Member& member : message.members) {
    if (&member != &message.members.front()) out_ += ',';
    out_ += text::concat(json::json_text(member.key), ':',
                         json::json_text(member.value));
  }
  out_ += '}';
  if (message.version) {
    out_ += text::concat(R"(,"version":)", *message.version);
  }
  if (!message.time_extracted.empty()) {
    out_ += R"(,"time_extracted":)";
    json::append_quoted(out_, message.time_extracted);
  }
  out_ += "}\n";
}

void MappedLines::append(const singer::ActivateVersionMessage& message) {
  out_ += R"({"type":"ACTIVATE_VERSION","stream":)";
  json::append_quoted(out_, message.stream);
  out_ += text::concat(R"(,"version":)", message.version, "}\n");
}

}  // namespace mapping
