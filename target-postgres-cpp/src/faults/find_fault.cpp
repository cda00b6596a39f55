#include "faults/find_fault.hpp"

#include "postgres/transaction.hpp"
#include "prepare/table_lock.hpp"
#include "store/write_rows.hpp"

namespace faults {

namespace {

class Search {
 public:
  Search(prepare::Session& session, prepare::Destination& destination,
         const row::Batch& batch, bool hard_delete)
      : session_(session),
        destination_(destination),
        deleted_(hard_delete ? batch.deleted_rows() : 0),
        bytes_(batch.bytes()),
        offsets_(batch.row_offsets()) {}

  // Rows [begin, end). What passes stays loaded, as rows that come later may
  // only be wrong because of it: each row is sent about twice in all.
  std::optional<Fault> search(std::size_t begin, std::size_t end) {
    auto error = try_to_write(begin, end);
    if (!error) return std::nullopt;
    if (end - begin == 1) return Fault{begin, *error};
    const std::size_t middle = begin + (end - begin) / 2;
    auto fault = search(begin, middle);
    return fault ? fault : search(middle, end);
  }

 private:
  std::optional<postgres::PostgresError> try_to_write(std::size_t begin,
                                                      std::size_t end) {
    const store::Rows rows{
        bytes_.substr(offsets_[begin], offsets_[end] - offsets_[begin]),
        end - begin, table::KeyOrder::kUnknown, deleted_};
    try {
      postgres::Savepoint savepoint(session_.connection());
      store::write_rows(session_, destination_, rows);
      savepoint.release();
      return std::nullopt;
    } catch (const postgres::PostgresError& error) {
      // What the savepoint undid may have been the staging table's creation.
      session_.forget_staging();
      if (!error.is_data_error()) throw;
      return error;
    }
  }

  prepare::Session& session_;
  prepare::Destination& destination_;
  std::size_t deleted_;
  std::string_view bytes_;
  std::vector<std::size_t> offsets_;
};

// In the open transaction.
std::optional<Fault> search(prepare::Session& session,
                            const store::Delivery& delivery, bool hard_delete) {
  const row::Batch& batch = *delivery.batch;
  prepare::Destination& destination = *delivery.destination;
  prepare::lock_unchanged(session.connection(), destination.rows_table,
                          destination.rows_existing);
  auto fault = Search(session, destination, batch, hard_delete)
                   .search(0, batch.row_count());
  if (fault) {
    const auto offsets = batch.row_offsets();
    const std::size_t begin = offsets[fault->row];
    fault->place =
        place_of(session, destination,
                 batch.bytes().substr(begin, offsets[fault->row + 1] - begin),
                 fault->error);
  }
  return fault;
}

void write(prepare::Session& session, const store::Delivery& delivery,
           bool hard_delete) {
  const row::Batch& batch = *delivery.batch;
  prepare::Destination& destination = *delivery.destination;
  prepare::lock_unchanged(session.connection(), destination.rows_table,
                          destination.rows_existing);
  store::write_rows(
      session, destination,
      {batch.bytes(), batch.row_count(), table::KeyOrder::kUnknown,
       hard_delete ? batch.deleted_rows() : 0});
}

}  // namespace

std::optional<Fault> find_fault(prepare::Session& session,
                                const store::Delivery& delivery,
                                bool hard_delete) {
  const postgres::Transaction transaction(session.connection());
  auto fault = search(session, delivery, hard_delete);
  session.forget_staging();
  return fault;
}

std::optional<Fault> find_deferred_fault(
    prepare::Session& session, const std::vector<store::Delivery>& all,
    const store::Delivery& suspect, bool hard_delete) {
  std::optional<Fault> fault;
  try {
    const postgres::Transaction transaction(session.connection());
    for (const store::Delivery& each : all) {
      if (each.batch != suspect.batch) write(session, each, hard_delete);
    }
    session.connection().execute("SET CONSTRAINTS ALL IMMEDIATE");
    fault = search(session, suspect, hard_delete);
  } catch (const postgres::PostgresError& error) {
    if (!error.is_data_error()) throw;
  }
  session.forget_staging();
  return fault;
}

}  // namespace faults
