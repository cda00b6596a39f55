#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mapping/mapper.hpp"
#include "mapping/record_members.hpp"
#include "singer/message.hpp"

namespace mapping {

// A record of the input of which a map of its stream made nothing. It was there
// all the same: who waits for a version's last record must know.
struct DroppedRecord {
  std::uint64_t line = 0;
  std::string_view stream;  // the one it would have gone to
  std::optional<std::int64_t> version;
};

// Maps Singer messages: each becomes none, one or several. Without maps and
// flattening, and of a stream that they leave as it is, messages go on
// untouched.
class MessageMapper {
 public:
  // `options` must outlive this.
  MessageMapper(const Options& options, expression::Context context);

  // Hands what becomes of the message to `handle`, one after the other:
  // messages of its kind, and of a record DroppedRecords behind them; all are
  // made before. What they borrow is valid until the next call. Throws
  // singer::ProtocolError: Error, with the line.
  template <class Message, class Handle>
  void pass(const Message& message, const Handle& handle) {
    if (is_idle_) {
      handle(message);
    } else {
      pass_mapped(message, handle);
    }
  }

 private:
  struct Stream {
    std::string bytes;  // of its SCHEMA
    const std::vector<StreamMap>* maps = nullptr;
    // What it came to.
    std::vector<singer::SchemaMessage> schemas = {};
  };

  template <class Handle>
  void pass_mapped(const singer::SchemaMessage& message, const Handle& handle) {
    for (const auto& schema : schemas_of(message)) handle(schema);
  }
  template <class Handle>
  void pass_mapped(const singer::RecordMessage& message, const Handle& handle) {
    for (const auto& record : records_of(message)) handle(record);
    for (const auto& record : dropped_) handle(record);
    dropped_.clear();
  }
  template <class Handle>
  void pass_mapped(const singer::ActivateVersionMessage& message,
                   const Handle& handle) {
    for (const auto& activation : activations_of(message)) handle(activation);
  }
  template <class Handle>
  void pass_mapped(const singer::StateMessage& message, const Handle& handle) {
    handle(message);
  }

  std::span<const singer::SchemaMessage> schemas_of(
      const singer::SchemaMessage& message);
  std::span<const singer::RecordMessage> records_of(
      const singer::RecordMessage& message);
  std::vector<singer::ActivateVersionMessage> activations_of(
      const singer::ActivateVersionMessage& message) const;

  const Stream* find(std::string_view stream) const;
  void warn_of_shared_names(const singer::SchemaMessage& message,
                            const std::vector<StreamMap>& maps);

  Mapper mapper_;
  bool is_idle_;
  std::map<std::string, Stream, std::less<>> streams_;
  RecordMembers members_;
  // Of the last record, one per map of its stream; and messages that borrow
  // them.
  std::vector<MappedRecord> mapped_;
  std::vector<singer::RecordMessage> records_;
  std::vector<DroppedRecord> dropped_;
  // By what they are called behind the maps: the first stream of the input that
  // became them.
  std::map<std::string, std::string, std::less<>> made_of_;
};

}  // namespace mapping
