#include "faults/fault_place.hpp"

#include <vector>

#include "inspect/read_table.hpp"
#include "postgres/copy_stream.hpp"
#include "postgres/transaction.hpp"
#include "row/batch.hpp"
#include "table/statements.hpp"
#include "text/concat.hpp"
#include "text/excerpt.hpp"

namespace faults {

namespace {

using table::Column;

constexpr std::size_t kShownBytes = 100;

class Inquiry {
 public:
  Inquiry(prepare::Session& session, const prepare::Destination& destination,
          std::string_view row)
      : session_(session),
        table_(destination.rows_table),
        existing_(destination.rows_existing),
        fields_(row::fields_of(row)) {}

  // "" when a key is itself what cannot be sent.
  std::string key() {
    const std::vector<Column> keys = table_.keys();
    if (keys.empty()) return "";
    std::string text;
    attempt([&] {
      stage(keys);
      const auto values =
          session_.connection().execute(table::show_staging(table_, keys));
      for (std::size_t i = 0; i < keys.size(); ++i) {
        text += text::concat(
            i == 0 ? "" : ", ", keys[i].property, "=",
            text::excerpt(values.text(0, static_cast<int>(i)), kShownBytes));
      }
    });
    return text;
  }

  // The first column of which the value alone is refused.
  void find_column(FaultPlace& place) {
    for (const Column& column : table_.columns) {
      std::string value;
      const bool is_taken = attempt([&] {
        stage({column});
        const auto shown = session_.connection().execute(
            table::show_staging(table_, {column}));
        value = text::excerpt(shown.text(0, 0), kShownBytes);
        session_.connection().execute(
            table::try_value(table_, column, existing_));
      });
      if (is_taken) continue;
      place.column = column.name.name();
      place.value = value;
      return;
    }
  }

 private:
  // Undoes what `operation` did; false when the server refused it.
  template <class Operation>
  bool attempt(const Operation& operation) {
    bool is_done = true;
    try {
      const postgres::Savepoint savepoint(session_.connection());
      operation();
    } catch (const postgres::PostgresError& error) {
      if (!session_.connection().is_alive()) throw;
      is_done = false;
    }
    session_.forget_staging();
    return is_done;
  }

  // Those columns of the row, alone in a new staging table.
  void stage(const std::vector<Column>& columns) {
    session_.forget_staging();
    session_.ensure_staging(table_);
    row::CopyBuffer bytes;
    bytes.put_int16(static_cast<std::int16_t>(columns.size()));
    for (std::size_t i = 0; i < fields_.size(); ++i) {
      for (const Column& column : columns) {
        if (column.name == table_.columns[i].name) bytes.put_bytes(fields_[i]);
      }
    }
    postgres::CopyStream stream(session_.connection(),
                                table::copy_into_staging(table_, columns));
    stream.write(row::copy_header());
    stream.write(bytes.bytes());
    stream.write(row::copy_trailer());
    stream.complete();
  }

  prepare::Session& session_;
  const table::Table& table_;
  const table::ExistingTable& existing_;
  std::vector<std::string_view> fields_;
};

}  // namespace

FaultPlace place_of(prepare::Session& session,
                    const prepare::Destination& destination,
                    std::string_view row,
                    const postgres::PostgresError& error) {
  Inquiry inquiry(session, destination, row);
  FaultPlace place;
  place.key = inquiry.key();
  const auto& fields = error.fields();
  place.column = fields.column;
  const bool has_constraint = !fields.schema.empty() && !fields.table.empty() &&
                              !fields.constraint.empty();
  if (place.column.empty() && has_constraint) {
    place.column = text::joined(
        inspect::columns_of_constraint(session.connection(), fields), ", ");
  }
  if (place.column.empty()) inquiry.find_column(place);
  return place;
}

}  // namespace faults
