#include "load/replace.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "load/overwritten.hpp"
#include "load/reach.hpp"
#include "table/side_table.hpp"

namespace load {

namespace {

using Stream = std::pair<const std::string, Destination>;

// In the order of the tables' names, so that two targets lock alike.
std::vector<const Stream*> in_table_order(
    const std::map<std::string, Destination>& all) {
  std::vector<const Stream*> ordered;
  for (const Stream& each : all) {
    const Destination& destination = each.second;
    if (destination.is_overwritten && destination.is_touched) {
      ordered.push_back(&each);
    }
  }
  std::sort(ordered.begin(), ordered.end(), [](auto left, auto right) {
    return left->second.table.qualified_name() <
           right->second.table.qualified_name();
  });
  return ordered;
}

std::vector<Overwritten> lock_all(
    postgres::Connection& connection,
    const std::map<std::string, Destination>& all) {
  std::vector<Overwritten> locked;
  for (const Stream* each : in_table_order(all)) {
    try {
      locked.push_back(lock_overwritten(connection, each->first, each->second));
    } catch (const postgres::PostgresError& error) {
      throw error.in(overwritten_place(each->first, each->second));
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
                         const std::map<std::string, Destination>& all) {
  auto locked = lock_all(connection, all);
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

}  // namespace load
