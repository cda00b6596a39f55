#include "load/find_fault.hpp"

#include "load/write_rows.hpp"
#include "postgres/transaction.hpp"

namespace load {

namespace {

class Search {
 public:
  Search(Session& session, Destination& destination, const row::Batch& batch)
      : session_(session),
        destination_(destination),
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
    const Rows rows{
        bytes_.substr(offsets_[begin], offsets_[end] - offsets_[begin]),
        end - begin, table::KeyOrder::kUnknown};
    try {
      postgres::Savepoint savepoint(session_.connection());
      write_rows(session_, destination_, rows);
      savepoint.release();
      return std::nullopt;
    } catch (const postgres::PostgresError& error) {
      // What the savepoint undid may have been the staging table's creation.
      session_.forget_staging();
      if (!error.is_data_error()) throw;
      return error;
    }
  }

  Session& session_;
  Destination& destination_;
  std::string_view bytes_;
  std::vector<std::size_t> offsets_;
};

}  // namespace

std::optional<Fault> find_fault(Session& session, Destination& destination,
                                const row::Batch& batch) {
  const postgres::Transaction transaction(session.connection());
  auto fault = Search(session, destination, batch).search(0, batch.row_count());
  session.forget_staging();
  return fault;
}

}  // namespace load
