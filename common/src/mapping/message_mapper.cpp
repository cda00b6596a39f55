#include "mapping/message_mapper.hpp"

#include <utility>

#include "json/document.hpp"
#include "json/padded_text.hpp"
#include "logging/log.hpp"
#include "mapping/error.hpp"
#include "singer/protocol_error.hpp"
#include "text/concat.hpp"
#include "text/excerpt.hpp"

namespace mapping {

namespace {

// As if it had come in a SCHEMA message of its own.
singer::SchemaMessage message_of(const StreamSchema& schema,
                                 std::uint64_t line) {
  singer::SchemaMessage message;
  message.line = line;
  message.stream = schema.stream;
  message.bytes = text::joined(schema.keys, "\n") + "\n" + schema.schema;
  const json::PaddedText text(schema.schema);
  message.schema = json::to_document(text.value());
  message.schema_text = schema.schema;
  message.key_properties = schema.keys;
  return message;
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
    // Handed on all the same: another stream may have become one of the same
    // name meanwhile.
    if (is_untouched(*known->second.maps)) return {&message, 1};
    for (singer::SchemaMessage& schema : known->second.schemas) {
      schema.line = message.line;
    }
    return std::as_const(known->second.schemas);
  }
  try {
    Stream stream{.bytes = message.bytes};
    stream.maps = &mapper_.set_schema(
        {message.stream, message.schema_text, message.key_properties});
    warn_of_shared_names(message, *stream.maps);
    for (const StreamMap& map : *stream.maps) {
      if (is_untouched(*stream.maps)) break;
      stream.schemas.push_back(message_of(map.result(), message.line));
    }
    auto& kept = streams_[message.stream] = std::move(stream);
    return is_untouched(*kept.maps) ? std::span(&message, 1)
                                    : std::span(std::as_const(kept.schemas));
  } catch (const Error& error) {
    throw singer::ProtocolError(message.line, error.what());
  } catch (const json::SyntaxError& error) {
    throw singer::ProtocolError(
        message.line, text::concat("stream '", text::excerpt(message.stream),
                                   "': the mapped schema: ", error.what()));
  }
}

void MessageMapper::warn_of_shared_names(const singer::SchemaMessage& message,
                                         const std::vector<StreamMap>& maps) {
  for (const StreamMap& map : maps) {
    const std::string& name = map.result().stream;
    const auto [first, is_new] = made_of_.emplace(name, message.stream);
    if (is_new || first->second == message.stream) continue;
    logging::warning(text::concat(
        "streams '", text::excerpt(first->second), "' and '",
        text::excerpt(message.stream), "' both become '", text::excerpt(name),
        "': the later SCHEMA holds, and a version of one removes the other's "
        "rows"));
  }
}

std::span<const singer::RecordMessage> MessageMapper::records_of(
    const singer::RecordMessage& message) {
  dropped_.clear();
  const Stream* const stream = find(message.stream);
  if (stream == nullptr) throw singer::no_schema(message.line, message.stream);
  const std::vector<StreamMap>& maps = *stream->maps;
  if (is_untouched(maps)) return {&message, 1};
  members_.read(message.members);
  records_.clear();
  if (mapped_.size() < maps.size()) mapped_.resize(maps.size());
  try {
    for (std::size_t i = 0; i < maps.size(); ++i) {
      if (!maps[i].map(members_.members(), mapped_[i])) {
        dropped_.push_back(
            {message.line, maps[i].result().stream, message.version});
        continue;
      }
      singer::RecordMessage& record = records_.emplace_back(message);
      record.stream = maps[i].result().stream;
      record.members = mapped_[i].json_members();
      record.text = {};
    }
  } catch (const Error& error) {
    throw singer::ProtocolError(message.line, error.what());
  }
  return records_;
}

std::vector<singer::ActivateVersionMessage> MessageMapper::activations_of(
    const singer::ActivateVersionMessage& message) const {
  const Stream* const stream = find(message.stream);
  if (stream == nullptr) throw singer::no_schema(message.line, message.stream);
  std::vector<singer::ActivateVersionMessage> activations;
  for (const StreamMap& map : *stream->maps) {
    activations.push_back({message.line, map.result().stream, message.version});
  }
  return activations;
}

}  // namespace mapping
