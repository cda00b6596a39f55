#pragma once

#include <functional>
#include <list>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mapping/mapper.hpp"
#include "mapping/record_members.hpp"
#include "singer/message.hpp"

namespace mapping {

// Maps Singer messages: each becomes none, one or several. Without maps and
// flattening, and of a stream that they leave as it is, messages go on
// untouched.
class MessageMapper {
 public:
  // `options` must outlive this.
  MessageMapper(const Options& options, expression::Context context);

  // Hands what becomes of the message to `handle`, one after the other; all of
  // them are made before. What they borrow is valid until the next call.
  // Throws singer::ProtocolError: Error, with the line; and singer::GivenAgain.
  template <class Message, class Handle>
  void pass(Message& message, const Handle& handle) {
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
  void pass_mapped(singer::RecordMessage& message, const Handle& handle) {
    for (singer::RecordMessage& record : records_of(message)) handle(record);
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
  std::span<singer::RecordMessage> records_of(singer::RecordMessage& message);
  std::vector<singer::ActivateVersionMessage> activations_of(
      const singer::ActivateVersionMessage& message) const;

  const Stream* find(std::string_view stream) const;
  void read(singer::RecordMessage& message);

  Mapper mapper_;
  bool is_idle_;
  std::map<std::string, Stream, std::less<>> streams_;
  RecordMembers members_;
  MappedRecord mapped_;
  // Of the last record: texts, and messages that borrow them.
  std::vector<std::string> texts_;
  std::vector<singer::RecordMessage> records_;
};

}  // namespace mapping
