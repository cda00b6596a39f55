#include "row/row_encoder.hpp"

#include <optional>
#include <string_view>
#include <utility>

#include "json/cursor.hpp"
#include "row/encode_value.hpp"
#include "row/key_tracker.hpp"
#include "row/member_finder.hpp"
#include "row/record_checker.hpp"
#include "row/timestamp.hpp"
#include "table/remedy.hpp"
#include "text/concat.hpp"
#include "text/excerpt.hpp"

namespace row {

namespace {

using table::Source;

constexpr std::int32_t kNull = -1;

// What there is to know about one column, decided before the first row.
struct Field {
  Source source;
  EncodeValue encode;
  Encoding encoding;
  bool is_key;
  std::string remedy;  // behind what is wrong with a value
};

std::int64_t milliseconds_of(Time time) {
  return std::chrono::round<std::chrono::milliseconds>(time.time_since_epoch())
      .count();
}

// The column's member, nullptr where there is none.
bool is_null(const json::RawValue* value) {
  return value == nullptr || value->kind == json::Kind::kNull;
}

// The value's beginning as JSON, so that "" and " 1" can be told.
std::string shown(const json::RawValue& value) {
  const std::string text = text::excerpt(value.text, 200);
  return value.kind == json::Kind::kString ? text::concat('"', text, '"')
                                           : text;
}

void put_int64_field(std::int64_t value, CopyBuffer& out) {
  out.put_int32(8);
  out.put_int64(value);
}

}  // namespace

class RowEncoder::Implementation {
 public:
  Implementation(const table::Table& table, const singer::SchemaMessage& schema,
                 const EncoderOptions& options)
      : stream_(schema.stream),
        columns_(table.columns),
        sync_started_at_(milliseconds_of(options.sync_started_at)),
        deleted_at_(columns_.size()),
        keys_(table),
        values_(columns_.size() + 1),
        field_offsets_(columns_.size() + 1) {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      add_field(table, i, options);
    }
    for (const Source source :
         {Source::kExtractedAt, Source::kReceivedAt, Source::kBatchedAt,
          Source::kDeletedAt, Source::kSequence, Source::kTableVersion,
          Source::kSyncStartedAt}) {
      finder_.add_metadata(table::metadata_name(source), column_of(source));
    }
    if (options.validate_records) checker_.emplace(schema, columns_);
    if (checker_) warn_of_unchecked();
  }

  void append(const singer::RecordMessage& message, Time received_at,
              Batch& batch) {
    CopyBuffer& out = batch.buffer_;
    const std::size_t row_start = out.size();
    const std::size_t rows = batch.lines_.size();
    try {
      find_columns(message);
      check(message);
      encode(message, received_at, batch);
      track_key(out.bytes().data() + row_start, batch);
      batch.lines_.push_back(message.line);
      if (has_deleted_at()) ++batch.deleted_rows_;
    } catch (...) {
      out.truncate(row_start);
      batch.lines_.resize(rows);
      if (batch.key_hashes_.size() > rows) batch.key_hashes_.resize(rows);
      throw;
    }
  }

  std::vector<std::string> take_warnings() {
    if (notes_.has_cut_fraction && !std::exchange(told_of_fraction_, true)) {
      warn("digits beyond microseconds are cut from times");
    }
    if (notes_.has_dropped_offset && !std::exchange(told_of_offset_, true)) {
      warn("the offset of times without a date is dropped");
    }
    return std::exchange(warnings_, {});
  }

 private:
  void add_field(const table::Table& table, std::size_t index,
                 const EncoderOptions& options) {
    const table::Column& column = table.columns[index];
    fields_.push_back(
        {column.source, encoder_of(column.type),
         Encoding{column.type, options.sanitize_null_text_characters,
                  options.has_numeric_infinity},
         column.is_key, table::remedy(table, column)});
    if (column.source == Source::kProperty) finder_.add(column.property, index);
    if (column.source == Source::kDeletedAt) deleted_at_ = index;
  }

  // Of the metadata only this one is taken from the record.
  std::size_t column_of(Source source) const {
    return source == Source::kDeletedAt ? deleted_at_ : Member::kIgnored;
  }

  bool has_deleted_at() const { return !is_null(values_[deleted_at_]); }

  void warn(std::string_view what) {
    warnings_.push_back(
        text::concat("stream '", text::excerpt(stream_), "': ", what));
  }

  void warn_of_unknown(std::string_view name, bool is_remembered) {
    warn(is_remembered
             ? text::concat("field '", text::excerpt(name, 100),
                            "' is not in the schema and is dropped")
             : "more fields than can be told are not in the schema and are "
               "dropped");
  }

  void warn_of_unchecked() {
    const std::string rules = text::joined(checker_->unchecked(), "; ");
    if (!rules.empty()) {
      warn(text::concat("rules of the schema that are not checked: ", rules));
    }
  }

  // Of several members of one name the last one counts.
  void find_columns(const singer::RecordMessage& message) {
    values_.assign(values_.size(), nullptr);
    has_unknown_ = false;
    has_metadata_ = false;
    finder_.begin();
    for (const json::Member& each : message.members) {
      const Member& member = finder_.find(
          each.key, [this](std::string_view name, bool is_remembered) {
            warn_of_unknown(name, is_remembered);
          });
      has_metadata_ |= member.is_metadata;
      if (member.column < values_.size()) {
        values_[member.column] = &each.value;
      } else if (member.column == Member::kUnknown && !has_unknown_) {
        has_unknown_ = true;
        unknown_ = member.spelling;
      }
    }
  }

  void check(const singer::RecordMessage& message) {
    for (std::size_t i = 0; i < fields_.size(); ++i) {
      if (!fields_[i].is_key || !is_null(values_[i])) continue;
      const bool is_missing = values_[i] == nullptr;
      fail(message, columns_[i].property,
           is_missing ? "is a key and missing" : "is a key and null", "");
    }
    if (!checker_) return;
    const RecordView record{values_, has_unknown_, has_metadata_,
                            message.members, message.text};
    if (!checker_->is_right(record)) {
      const auto violation =
          checker_->violation(record, text::concat('"', unknown_, '"'));
      fail(message, violation.path, violation.reason, violation.value);
    }
  }

  void encode(const singer::RecordMessage& message, Time received_at,
              Batch& batch) {
    CopyBuffer& out = batch.buffer_;
    const std::size_t row_start = out.size();
    out.put_int16(static_cast<std::int16_t>(fields_.size()));
    for (std::size_t i = 0; i < fields_.size(); ++i) {
      field_offsets_[i] = out.size() - row_start;
      const Field& field = fields_[i];
      if (field.source != Source::kProperty &&
          field.source != Source::kDeletedAt) {
        put_metadata(field.source, message, received_at, batch);
      } else if (is_null(values_[i])) {
        out.put_int32(kNull);
      } else {
        encode_field(message, i, out);
      }
    }
    field_offsets_[fields_.size()] = out.size() - row_start;
  }

  void encode_field(const singer::RecordMessage& message, std::size_t i,
                    CopyBuffer& out) {
    const Field& field = fields_[i];
    try {
      field.encode(*values_[i], field.encoding, notes_, out);
    } catch (const ValueError& error) {
      fail(message, columns_[i].property,
           text::concat(error.what(), remedy_for(i)), shown(*values_[i]));
    }
  }

  // Empty where it would not help this value.
  std::string remedy_for(std::size_t i) const {
    const Field& field = fields_[i];
    if (field.remedy.empty()) return {};
    Encoding encoding = field.encoding;
    encoding.type = columns_[i].choice->any;
    Notes notes;
    CopyBuffer scratch;
    try {
      encoder_of(encoding.type)(*values_[i], encoding, notes, scratch);
    } catch (const ValueError&) {
      return {};
    }
    return field.remedy;
  }

  void put_metadata(Source source, const singer::RecordMessage& message,
                    Time received_at, Batch& batch) {
    CopyBuffer& out = batch.buffer_;
    switch (source) {
      case Source::kExtractedAt:
        return put_extracted_at(message, out);
      case Source::kReceivedAt:
        return put_int64_field(timestamp_of(received_at), out);
      case Source::kBatchedAt:
        return put_int64_field(timestamp_of(batch.begun_at_), out);
      case Source::kSequence:
        return put_int64_field(milliseconds_of(received_at), out);
      case Source::kTableVersion:
        if (!message.version) return out.put_int32(kNull);
        return put_int64_field(*message.version, out);
      case Source::kSyncStartedAt:
        return put_int64_field(sync_started_at_, out);
      case Source::kProperty:
      case Source::kDeletedAt:
        return;  // come from the record
    }
  }

  // Many records carry the same time, so the last one is remembered.
  void put_extracted_at(const singer::RecordMessage& message, CopyBuffer& out) {
    if (message.time_extracted.empty()) return out.put_int32(kNull);
    if (message.time_extracted != last_extracted_text_) {
      const auto time = parse_timestamp(message.time_extracted);
      if (!time) {
        fail(
            message, "time_extracted", "is no ISO 8601 date-time",
            text::concat('"', text::excerpt(message.time_extracted, 100), '"'));
      }
      last_extracted_text_ = message.time_extracted;
      last_extracted_at_ = time->microseconds;
    }
    put_int64_field(last_extracted_at_, out);
  }

  void track_key(const char* row, Batch& batch) {
    if (!keys_.is_comparable()) return;
    const std::string_view key = keys_.key(row, field_offsets_);
    batch.key_hashes_.push_back(std::hash<std::string_view>()(key));
    if (!batch.keys_ascend_) return;
    batch.keys_ascend_ =
        keys_.is_ordered() && (batch.is_empty() || batch.last_key_ < key);
    batch.last_key_ = key;
  }

  [[noreturn]] void fail(const singer::RecordMessage& message,
                         std::string_view property, std::string_view reason,
                         std::string_view value) const {
    std::string text = text::concat("stream '", text::excerpt(stream_), "'");
    for (std::size_t i = 0; i < fields_.size(); ++i) {
      if (!fields_[i].is_key || is_null(values_[i])) continue;
      text += text::concat(", key ", columns_[i].property, '=',
                           text::excerpt(values_[i]->text, 100));
    }
    if (!property.empty()) {
      text += text::concat(", property '", text::excerpt(property, 200), "'");
    }
    text += text::concat(": ", value, value.empty() ? "" : " ", reason);
    throw singer::ProtocolError(message.line, text);
  }

  std::string stream_;
  std::vector<table::Column> columns_;
  std::vector<Field> fields_;
  std::int64_t sync_started_at_;
  // Place among the values; the last one where there is no such column.
  std::size_t deleted_at_;
  MemberFinder finder_;
  KeyTracker keys_;
  std::optional<RecordChecker> checker_;

  // Of the record at hand.
  std::vector<const json::RawValue*> values_;
  std::vector<std::size_t> field_offsets_;
  bool has_unknown_ = false;
  bool has_metadata_ = false;
  std::string unknown_;  // its name as JSON, without the quotes

  std::string last_extracted_text_;
  std::int64_t last_extracted_at_ = 0;
  Notes notes_;
  bool told_of_fraction_ = false;
  bool told_of_offset_ = false;
  std::vector<std::string> warnings_;
};

RowEncoder::RowEncoder(const table::Table& table,
                       const singer::SchemaMessage& schema,
                       const EncoderOptions& options)
    : implementation_(
          std::make_unique<Implementation>(table, schema, options)) {}

RowEncoder::RowEncoder(RowEncoder&&) noexcept = default;
RowEncoder& RowEncoder::operator=(RowEncoder&&) noexcept = default;
RowEncoder::~RowEncoder() = default;

void RowEncoder::append(const singer::RecordMessage& message, Time received_at,
                        Batch& batch) {
  implementation_->append(message, received_at, batch);
}

std::vector<std::string> RowEncoder::take_warnings() {
  return implementation_->take_warnings();
}

}  // namespace row
