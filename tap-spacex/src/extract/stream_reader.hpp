#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

#include "extract/as_of.hpp"
#include "extract/raw_folder.hpp"
#include "extract/read_settings.hpp"
#include "extract/stream_plan.hpp"
#include "http/client.hpp"
#include "singer/message_writer.hpp"

namespace extract {

// What one complete answer held.
struct ReadResult {
  http::Head head;
  std::chrono::system_clock::time_point arrived;  // of the head
  std::int64_t bytes = 0;
  std::size_t documents = 0;
  std::size_t records = 0;
  std::string bookmark_value;           // of the replication key; empty: none
  AsOf as_of;                           // of the body, where that is known
  std::optional<std::int64_t> version;  // of its records
};

// What one attempt needs to know beside the plan.
struct ReadContext {
  const ReadSettings& settings;
  std::string url;  // of the stream, for messages
  RawFolder& raw_folder;
  std::optional<std::int64_t> version;
  std::function<std::chrono::system_clock::time_point()> now;
  // Told of the records written and the bytes read, piece by piece of the body;
  // those of an answer that failed count too.
  std::function<void(std::int64_t records, std::int64_t bytes)> count;
};

// Reads one answer and writes its records as they arrive. Returns when the body
// has ended as it should; whatever is wrong with it is an http::HttpError.
ReadResult read_stream(const StreamPlan& plan, const ReadContext& context,
                       http::Transfer& transfer, singer::MessageWriter& writer);

}  // namespace extract
