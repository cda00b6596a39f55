#include "documents/delimited_body.hpp"

#include <algorithm>
#include <utility>

#include "dates/vague_date.hpp"
#include "documents/value_text.hpp"
#include "json/document.hpp"
#include "text/ascii.hpp"
#include "text/concat.hpp"
#include "text/excerpt.hpp"
#include "text/utf8.hpp"

namespace documents {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
// Enough of a wrong body to recognise it by.
constexpr std::size_t kExcerptBytes = 200;
constexpr std::size_t kDaySize = 10;  // 2026-09-28

// A number or a date without blanks around it.
inline std::string_view unpadded(std::string_view field) {
  const bool is_padded = field.front() == ' ' || field.back() == ' ';
  return is_padded ? text::trimmed(field) : field;
}

bool has_escape(std::string_view text) {
  return text.find('\\') != std::string_view::npos;
}

}  // namespace

DelimitedBody::DelimitedBody(const Dialect& dialect, Columns columns,
                             std::string today)
    : dialect_(dialect),
      columns_(std::move(columns)),
      today_(std::move(today)),
      lines_(dialect.is_quoted ? dialect.delimiter : '\0'),
      fields_(dialect) {}

void DelimitedBody::finish() {
  lines_.finish();
  is_finished_ = true;
}

std::optional<Document> DelimitedBody::next() {
  if (!next_row()) return std::nullopt;
  put_row();
  return Document{row_.from(0), members_, false, count_++};
}

bool DelimitedBody::skip() {
  if (!next_row()) return false;
  ++count_;
  return true;
}

// Finds the next row, splits and checks it.
bool DelimitedBody::next_row() {
  while (const std::optional<std::string_view> line = lines_.next()) {
    if (cells_.empty()) {
      read_header(*line);
    } else if (dialect_.has_comments && line->starts_with('#')) {
      note_comment(*line);
    } else if (!line->empty()) {
      line_ = *line;
      check_row();
      return true;
    }
  }
  if (is_finished_) fail_end_unless_complete();
  return false;
}

void DelimitedBody::fail_end_unless_complete() const {
  if (cells_.empty()) throw BodyError("the body is empty");
  if (count_ == 0) {
    throw BodyError("the body has a header and not a single line under it");
  }
}

void DelimitedBody::read_header(std::string_view line) {
  const std::string_view text = line;
  if (line.starts_with(kByteOrderMark)) {
    line.remove_prefix(kByteOrderMark.size());
  }
  if (dialect_.has_comments && line.starts_with('#')) line.remove_prefix(1);
  for (const std::string_view field : fields_.split(line)) {
    Cell cell;
    cell.name = text::trimmed(field);
    cell.before = text::concat(',', json::quoted(cell.name), ':');
    cell.nothing = cell.before + "null";
    const auto column =
        std::find_if(columns_.selected.begin(), columns_.selected.end(),
                     [&](const Column& c) { return c.name == cell.name; });
    if (column != columns_.selected.end()) {
      cell.column = &*column;
      cell.type = column->type;
      selected_.push_back(cells_.size());
      const bool is_text =
          cell.type == ValueType::kText || cell.type == ValueType::kVagueDate;
      if (column->is_key || !is_text) checked_.push_back(cells_.size());
    }
    cells_.push_back(std::move(cell));
  }
  check_header(text);
  for (const Cell& cell : cells_) {
    before_bytes_ += cell.before.size();
    if (!columns_.declared.contains(cell.name)) {
      remarks_.undeclared.insert(text::excerpt(cell.name, 60));
    }
  }
}

void DelimitedBody::check_header(std::string_view line) {
  const auto count_of = [&](std::string_view name) {
    return std::count_if(cells_.begin(), cells_.end(),
                         [&](const Cell& cell) { return cell.name == name; });
  };
  std::string lacking;
  bool has_any = false;
  for (const Column& column : columns_.selected) {
    const auto count = count_of(column.name);
    if (count > 1) {
      throw BodyError(text::concat("its header has the column '", column.name,
                                   "' ", count, " times"));
    }
    has_any = has_any || count == 1;
    if (count == 1) continue;
    if (column.is_required) {
      lacking += text::concat(lacking.empty() ? "'" : ", '", column.name, "'");
    } else {
      remarks_.missing.insert(column.name);
    }
  }
  if (!has_any) {
    throw WrongBody(text::concat(
        "the body is ", text::trimmed(line).starts_with('<') ? "a page, " : "",
        "not a table with the columns ", lacking, ": ",
        text::excerpt(line, kExcerptBytes)));
  }
  if (!lacking.empty()) {
    throw BodyError(
        text::concat("its header lacks ", lacking,
                     "; what is not a key can be left out of the selection: ",
                     text::excerpt(line, kExcerptBytes)));
  }
}

// "# Updated 2026 Sep 28 2216:34" is when the body was made.
void DelimitedBody::note_comment(std::string_view line) {
  constexpr std::string_view kUpdated = "# Updated ";
  if (!line.starts_with(kUpdated)) return;
  const auto date = dates::parse_vague_date(line.substr(kUpdated.size()));
  if (!date) return;
  remarks_.newest = date->instant;
  is_dated_ = true;
}

void DelimitedBody::check_row() {
  const std::vector<std::string_view>& fields = fields_.split(line_);
  if (fields.size() != cells_.size()) fail_count(fields.size());
  if (!fields_.is_plain()) {
    const std::size_t invalid = text::find_invalid_utf8(line_);
    if (invalid < line_.size()) {
      throw BodyError(text::concat(
          "line ", lines_.number(),
          " has invalid UTF-8: ", text::excerpt(line_.substr(invalid), 40)));
    }
  }
  for (const std::size_t i : checked_) check_value(cells_[i], fields[i]);
}

void DelimitedBody::check_value(Cell& cell, std::string_view field) {
  if (is_nothing(field)) {
    if (cell.column->is_key) {
      fail_value(cell, field, "a value, since it is a key");
    }
    return;
  }
  switch (cell.type) {
    case ValueType::kText:
    case ValueType::kVagueDate:
      return;
    case ValueType::kInteger:
    case ValueType::kNumber:
      check_number(cell, field);
      return;
    case ValueType::kDate:
      if (!is_date(unpadded(field))) {
        fail_value(cell, field, "a date such as 2026-09-28");
      }
      note_day(unpadded(field));
      return;
  }
}

void DelimitedBody::check_number(Cell& cell, std::string_view field) {
  const bool is_any = cell.type == ValueType::kNumber;
  constexpr std::size_t kSurelyFits = 18;  // in 64 bits
  const PlainNumber plain = plain_number(field);
  cell.number.is_json = plain == PlainNumber::kInteger
                            ? field.size() <= kSurelyFits || is_any
                            : plain == PlainNumber::kDecimal && is_any;
  if (cell.number.is_json) return;
  const auto number = parse_number(unpadded(field));
  if (!number || (!is_any && !is_integer(*number))) {
    fail_value(cell, field, is_any ? "a number" : "an integer");
  }
  cell.number = *number;
}

// The row that was checked, as a document.
void DelimitedBody::put_row() {
  // A byte takes at most six (\u0000), a value some more than its field.
  constexpr std::size_t kMoreOfValue = 8;
  constexpr std::size_t kDerived = 200;
  row_.begin(before_bytes_ + 6 * line_.size() + kMoreOfValue * cells_.size() +
             kDerived);
  members_.clear();
  const std::vector<std::string_view>& fields = fields_.fields();
  for (const std::size_t i : selected_) put_value(cells_[i], fields[i]);
  row_.replace_first('{');
  row_.put("}");
}

void DelimitedBody::put_value(const Cell& cell, std::string_view field) {
  const std::size_t before = row_.size();
  if (is_nothing(field)) {
    row_.put(cell.nothing);
    add_member(before, before + cell.before.size(), json::Kind::kNull);
  } else {
    row_.put(cell.before);
    const std::size_t begin = row_.size();
    switch (cell.type) {
      case ValueType::kInteger:
      case ValueType::kNumber:
        put_number(unpadded(field), cell.number, row_);
        add_member(before, begin, json::Kind::kNumber,
                   cell.type == ValueType::kInteger);
        break;
      case ValueType::kDate:
        put_text(unpadded(field));
        add_member(before, begin, json::Kind::kString);
        break;
      case ValueType::kText:
      case ValueType::kVagueDate:
        put_text(field);
        add_member(before, begin, json::Kind::kString);
        break;
    }
  }
  if (cell.type == ValueType::kVagueDate) put_derived(field);
}

// What was put last: ,"name":value with the comma at `before` and the value at
// `begin`.
void DelimitedBody::add_member(std::size_t before, std::size_t begin,
                               json::Kind kind, bool is_integer) {
  json::Member& member = members_.emplace_back();
  const std::string_view name = row_.from(before).substr(0, begin - before);
  member.key.kind = json::Kind::kString;
  member.key.text = name.substr(2, name.size() - 4);
  member.key.has_escape = has_escape(member.key.text);
  member.value.kind = kind;
  member.value.text = row_.from(begin);
  if (kind == json::Kind::kString) {
    member.value.text.remove_prefix(1);
    member.value.text.remove_suffix(1);
    member.value.has_escape =
        !fields_.is_plain() && has_escape(member.value.text);
  } else if (kind == json::Kind::kNumber) {
    member.value.is_integer =
        is_integer ||
        member.value.text.find_first_of(".eE") == std::string_view::npos;
  }
}

void DelimitedBody::put_text(std::string_view text) {
  if (fields_.is_plain()) {
    row_.put("\"");
    row_.put(text);
    row_.put("\"");
    return;
  }
  quoted_.clear();
  json::append_quoted(quoted_, text);
  row_.put(quoted_);
}

// What a vague date says; nulls where it cannot be understood.
void DelimitedBody::put_derived(std::string_view field) {
  const auto date =
      is_nothing(field) ? std::nullopt : dates::parse_vague_date(field);
  if (!date && !is_nothing(field) && ++remarks_.unclear_count == 1) {
    remarks_.unclear = text::excerpt(field, 60);
  }
  if (date) note_day(date->instant);
  const auto quoted = [&](std::string_view text) {
    return date ? text::concat('"', text, '"') : std::string("null");
  };
  const auto kind = [&](json::Kind known) {
    return date ? known : json::Kind::kNull;
  };
  put_member(columns_.instant, quoted(date ? date->instant : ""),
             kind(json::Kind::kString));
  put_member(columns_.precision, quoted(date ? date->precision : ""),
             kind(json::Kind::kString));
  const bool is_doubtful = date && date->is_doubtful;
  put_member(columns_.doubtful,
             date ? text::concat(is_doubtful) : std::string("null"),
             kind(is_doubtful ? json::Kind::kTrue : json::Kind::kFalse));
}

// A property of the tap's own; none where it has no name.
void DelimitedBody::put_member(std::string_view name, std::string_view value,
                               json::Kind kind) {
  if (name.empty()) return;
  const std::size_t before = row_.size();
  row_.put(",\"");
  row_.put(name);
  row_.put("\":");
  const std::size_t begin = row_.size();
  row_.put(value);
  add_member(before, begin, kind);
}

void DelimitedBody::note_day(std::string_view text) {
  if (is_dated_ || text <= remarks_.newest ||
      text.substr(0, kDaySize) > today_) {
    return;
  }
  remarks_.newest = text;
}

void DelimitedBody::fail_count(std::size_t fields) const {
  if (!lines_.is_ended() && fields < cells_.size()) {
    throw BodyError(text::concat("the body ends in the middle of line ",
                                 lines_.number(), ", after ", lines_.size(),
                                 " bytes and ", count_, " documents"));
  }
  throw BodyError(text::concat("line ", lines_.number(), " has ", fields,
                               " fields, but the header has ", cells_.size()));
}

void DelimitedBody::fail_value(const Cell& cell, std::string_view field,
                               std::string_view expected) const {
  throw BodyError(text::concat(
      "line ", lines_.number(), ": the column '", cell.name, "' must be ",
      expected, ", but is '", text::excerpt(field, 60), '\'',
      cell.column->is_key
          ? ""
          : "; left out of the selection, it would not matter"));
}

}  // namespace documents
