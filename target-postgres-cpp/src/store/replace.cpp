#include "store/replace.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "store/overwritten.hpp"
#include "store/reach.hpp"
#include "table/side_table.hpp"

namespace store {

namespace {

// In the order of the tables' names, so that two targets lock alike.
std::vector<Overwritten> lock_all(
    postgres::Connection& connection,
    std::vector<const prepare::Destination*> all) {
  std::sort(all.begin(), all.end(), [](auto left, auto right) {
    return left->table.qualified_name() < right->table.qualified_name();
  });
  std::vector<Overwritten> locked;
  for (const auto* each : all) {
    try {
      locked.push_back(lock_overwritten(connection, *each));
    } catch (const postgres::PostgresError& error) {
      throw error.in(overwritten_place(*each));
    }
  }
  return locked;
}

// The replacement of all tables, which may refer to each other: rows come
// before what refers to them and go after it.
class Replace {
 public:
  Replace(postgres::Connection& connection, std::vector<Overwritten>& all)
      : connection_(connection),
        all_(all),
        order_(order_by_reference(all)),
        reversed_(order_.rbegin(), order_.rend()) {}

  void run() {
    for (auto& each : all_) {
      at(each, [&] { survey(connection_, each); });
    }
    refuse_reach(connection_, all_);
    // A row that goes first leaves its values of unique columns to another.
    in(order_, true, [&](const Overwritten& each) {
      insert_rows(connection_, each);
      update_rows(connection_, each);
    });
    in(reversed_, false,
       [&](const Overwritten& each) { remove_rows(connection_, each); });
    in(order_, false, [&](const Overwritten& each) {
      update_rows(connection_, each);
      insert_rows(connection_, each);
    });
    in(reversed_, true,
       [&](const Overwritten& each) { remove_rows(connection_, each); });
  }

 private:
  // Errors say where.
  template <class Operation>
  static void at(const Overwritten& each, const Operation& operation) {
    try {
      operation();
    } catch (const postgres::PostgresError& error) {
      throw error.in(each.place);
    }
  }

  template <class Operation>
  void in(const std::vector<std::size_t>& order, bool is_removed_last,
          const Operation& operation) {
    for (const std::size_t index : order) {
      const Overwritten& each = all_[index];
      if (each.is_removed_last() != is_removed_last) continue;
      at(each, [&] { operation(each); });
    }
  }

  postgres::Connection& connection_;
  std::vector<Overwritten>& all_;
  std::vector<std::size_t> order_;
  std::vector<std::size_t> reversed_;
};

}  // namespace

void replace_overwritten(postgres::Connection& connection,
                         std::vector<const prepare::Destination*> all) {
  auto locked = lock_all(connection, std::move(all));
  if (locked.empty()) return;
  Replace(connection, locked).run();
  for (const auto& each : locked) {
    connection.execute(table::mark_replaced(each.destination->rows_table,
                                            each.destination->table));
  }
  // What is to be checked at the COMMIT is told here, with the table.
  try {
    connection.execute("SET CONSTRAINTS ALL IMMEDIATE");
  } catch (const postgres::PostgresError& error) {
    throw error.in("all tables keep their old content");
  }
}

}  // namespace store
