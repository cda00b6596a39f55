#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "catch.hpp"
#include "json/padded_text.hpp"
#include "row/row_encoder.hpp"
#include "singer/message_parser.hpp"

inline constexpr row::Time kNow =
    std::chrono::sys_days(std::chrono::year(2024) / 1 / 1);

// A stream with its encoder and one batch.
class Stream {
 public:
  explicit Stream(std::string_view properties, std::string_view keys = "[]",
                  row::EncoderOptions options = {},
                  table::TableOptions table_options = {})
      : Stream(FullSchema{std::string(R"({"type":"object","properties":)") +
                          std::string(properties) + "}"},
               keys, options, table_options) {}

  struct FullSchema {
    std::string text;
  };

  Stream(const FullSchema& schema, std::string_view keys,
         row::EncoderOptions options, table::TableOptions table_options)
      : line_(R"({"type":"SCHEMA","stream":"s","schema":)" + schema.text +
              R"(,"key_properties":)" + std::string(keys) + "}"),
        message_(parser_.parse(line_.view(), 1)),
        table_(table::design_table(schema_message(), table_options).table),
        encoder_(table_, schema_message(), options) {
    batch_.begin(kNow);
  }

  void append(std::string_view record, std::string_view tail = "") {
    const json::PaddedText line(
        R"({"type": "RECORD", "stream": "s", "record": )" +
        std::string(record) + std::string(tail) + "}");
    const auto message = parser_.parse(line.view(), ++number_);
    encoder_.append(std::get<singer::RecordMessage>(message), kNow, batch_);
  }

  std::string error(std::string_view record, std::string_view tail = "") {
    const std::string before(batch_.bytes());
    const std::size_t rows = batch_.row_count();
    try {
      append(record, tail);
    } catch (const singer::ProtocolError& error) {
      CHECK(batch_.bytes() == before);
      CHECK(batch_.row_count() == rows);
      return error.what();
    }
    return "none";
  }

  // Content of each field of a row; "NULL" where there is none.
  std::vector<std::string> fields(std::size_t row = 0) const {
    const auto offsets = batch_.row_offsets();
    std::string_view rest =
        batch_.bytes().substr(offsets[row], offsets[row + 1] - offsets[row]);
    std::vector<std::string> result;
    rest.remove_prefix(2);
    while (!rest.empty()) {
      std::uint32_t length = 0;
      for (int i = 0; i < 4; ++i) {
        length = length << 8U |
                 static_cast<unsigned char>(rest[static_cast<std::size_t>(i)]);
      }
      rest.remove_prefix(4);
      if (length == 0xFFFFFFFF) {
        result.emplace_back("NULL");
        continue;
      }
      result.emplace_back(rest.substr(0, length));
      rest.remove_prefix(length);
    }
    return result;
  }

  row::Batch& batch() { return batch_; }
  row::RowEncoder& encoder() { return encoder_; }

 private:
  const singer::SchemaMessage& schema_message() const {
    return std::get<singer::SchemaMessage>(message_);
  }

  json::PaddedText line_;
  singer::MessageParser parser_;
  singer::Message message_;
  table::Table table_;
  row::RowEncoder encoder_;
  row::Batch batch_;
  std::uint64_t number_ = 1;
};
