#include "mapping/message_mapper.hpp"

#include <utility>

#include "json/document.hpp"
#include "mapping/error.hpp"
#include "singer/message_parser.hpp"
#include "singer/protocol_error.hpp"
#include "text/concat.hpp"
#include "text/excerpt.hpp"

namespace mapping {

namespace {

std::string padded(std::string text) {
  text.append(json::kPadding, '\n');
  return text;
}

// As if it had come in a SCHEMA message of its own.
singer::SchemaMessage message_of(const StreamSchema& schema,
                                 std::uint64_t line) {
  singer::SchemaMessage message;
  message.line = line;
  message.stream = schema.stream;
  message.bytes = text::joined(schema.keys, "\n") + "\n" + schema.schema;
  const std::string text = padded(schema.schema);
  json::Cursor cursor(std::string_view(text.data(), schema.schema.size()));
  message.schema = json::to_document(cursor.value());
  message.schema_text = schema.schema;
  message.key_properties = schema.keys;
  return message;
}

singer::ProtocolError no_schema(std::uint64_t line, std::string_view stream) {
  return {line, text::concat("stream '", text::excerpt(stream),
                             "' has sent no SCHEMA yet")};
}

bool is_untouched(const std::vector<StreamMap>& maps) {
  return maps.size() == 1 && maps.front().passes_through();
}

}  // namespace

MessageMapper::MessageMapper(const Options& options,
                             expression::Context context)
    : mapper_(options, std::move(context)),
      is_idle_(options.changes_nothing()) {}

const MessageMapper::Stream* MessageMapper::find(
    std::string_view stream) const {
  const auto found = streams_.find(stream);
  return found == streams_.end() ? nullptr : &found->second;
}

std::span<const singer::SchemaMessage> MessageMapper::schemas_of(
    const singer::SchemaMessage& message) {
  const auto known = streams_.find(message.stream);
  if (known != streams_.end() && known->second.bytes == message.bytes) {
    // Others may have made streams of the same names meanwhile: as in the SDK,
    // what says nothing new changes nothing.
    return is_untouched(*known->second.maps)
               ? std::span(&message, 1)
               : std::span<singer::SchemaMessage>();
  }
  try {
    Stream stream{.bytes = message.bytes};
    stream.maps = &mapper_.set_schema(
        {message.stream, message.schema_text, message.key_properties});
    for (const StreamMap& map : *stream.maps) {
      if (is_untouched(*stream.maps)) break;
      stream.schemas.push_back(message_of(map.result(), message.line));
    }
    auto& kept = streams_[message.stream] = std::move(stream);
    return is_untouched(*kept.maps) ? std::span(&message, 1)
                                    : std::span(std::as_const(kept.schemas));
  } catch (const Error& error) {
    throw singer::ProtocolError(message.line, error.what());
  }
}

void MessageMapper::read(singer::RecordMessage& message) {
  json::Cursor cursor(message.record);
  try {
    members_.read(cursor);
  } catch (const json::SyntaxError& error) {
    throw singer::ProtocolError(
        message.line,
        text::concat("no valid JSON at byte ",
                     message.offset + error.offset() + 1, ": ", error.what()));
  }
  if (message.is_complete) return;
  const std::size_t size = cursor.offset();
  singer::read_record_tail(message, message.record.substr(size));
  message.record = message.record.substr(0, size);
}

std::span<singer::RecordMessage> MessageMapper::records_of(
    singer::RecordMessage& message) {
  const Stream* const stream = find(message.stream);
  if (stream == nullptr) {
    // It may be given again.
    if (!message.is_complete) throw singer::GivenAgain();
    throw no_schema(message.line, message.stream);
  }
  if (is_untouched(*stream->maps)) return {&message, 1};
  read(message);
  records_.clear();
  texts_.resize(stream->maps->size());
  try {
    for (std::size_t i = 0; i < stream->maps->size(); ++i) {
      const StreamMap& map = (*stream->maps)[i];
      if (!map.map(members_.members(), mapped_)) continue;
      std::string& text = texts_[i];
      text.clear();
      mapped_.append_json(text);
      const std::size_t size = text.size();
      text.append(json::kPadding, '\n');
      singer::RecordMessage& record = records_.emplace_back(message);
      record.stream = map.result().stream;
      record.record = std::string_view(text.data(), size);
      record.offset = 0;
    }
  } catch (const Error& error) {
    throw singer::ProtocolError(message.line, error.what());
  }
  return records_;
}

std::vector<singer::ActivateVersionMessage> MessageMapper::activations_of(
    const singer::ActivateVersionMessage& message) const {
  const Stream* const stream = find(message.stream);
  if (stream == nullptr) throw no_schema(message.line, message.stream);
  std::vector<singer::ActivateVersionMessage> activations;
  for (const StreamMap& map : *stream->maps) {
    activations.push_back({message.line, map.result().stream, message.version});
  }
  return activations;
}

}  // namespace mapping
