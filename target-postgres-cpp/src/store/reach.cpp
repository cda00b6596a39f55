#include "store/reach.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>

#include "text/concat.hpp"

namespace store {

namespace {

using table::Reference;
using Action = Reference::Action;

const Overwritten* find_referring(const std::vector<Overwritten>& all,
                                  const Reference& reference) {
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Overwritten& each) {
        return each.destination->existing.oid == reference.oid;
      });
  return found == all.end() ? nullptr : &*found;
}

// The check of one foreign key.
class Reach {
 public:
  Reach(postgres::Connection& connection, const Overwritten& overwritten,
        const Reference& reference)
      : connection_(connection),
        overwritten_(overwritten),
        reference_(reference) {}

  // `referring`: the rows that refer.
  void check(const std::string& referring) const {
    if (reference_.on_delete != Action::kNone) check_removed(referring);
    check_changed(referring);
  }

 private:
  void check_removed(const std::string& referring) const {
    if (!overwritten_.has_removed) return;
    const auto row =
        find(find_removed(overwritten_.replacement, reference_, referring));
    if (row.empty()) return;
    refuse(row, "that its new content does not have", "ON DELETE ",
           reference_.on_delete);
  }

  void check_changed(const std::string& referring) const {
    // A row that changes its partition is deleted and inserted: before
    // PostgreSQL 15 for foreign keys too.
    const bool may_move = reference_.on_delete != Action::kNone &&
                          overwritten_.destination->existing.is_partitioned;
    if (reference_.on_update == Action::kNone && !may_move) return;
    const auto query =
        find_changed(overwritten_.replacement, reference_, referring);
    const auto row = query ? find(*query) : "";
    if (row.empty()) return;
    if (reference_.on_update == Action::kNone) {
      refuse(row, "that change", "ON DELETE ", reference_.on_delete);
    }
    refuse(row, "that change", "ON UPDATE ", reference_.on_update);
  }

  std::string find(const std::string& query) const {
    const auto result = connection_.execute(query);
    return result.row_count() == 0 ? "" : std::string(result.text(0, 0));
  }

  [[noreturn]] void refuse(const std::string& row, std::string_view which,
                           std::string_view event, Action action) const {
    const std::string rule =
        text::concat(event, sql(action), " of its foreign key \"",
                     reference_.constraint, "\"");
    if (reference_.is_hidden) {
      throw std::runtime_error(text::concat(
          overwritten_.place, ": table ", reference_.table,
          ", which this role may not read as a whole, may refer to rows ",
          which, ", such as ", row, ", and ", rule,
          " would reach its rows; GRANT the role SELECT on it, past its "
          "policies"));
    }
    throw std::runtime_error(text::concat(
        overwritten_.place, ": table ", reference_.table, " refers to rows ",
        which, ", such as ", row, ", and ", rule,
        " would reach its rows; delete or change those first, drop the "
        "constraint, or set load_method to \"upsert\""));
  }

  postgres::Connection& connection_;
  const Overwritten& overwritten_;
  const Reference& reference_;
};

// The rows that will refer when all is done; nothing: none will, or they go
// before. All that might: empty.
std::optional<std::string> rows_that_refer(
    const Overwritten& overwritten, const Reference& reference,
    const std::vector<Overwritten>& all) {
  const Overwritten* const other = find_referring(all, reference);
  if (other == nullptr) {
    return reference.is_hidden ? "" : referring_rows(reference);
  }
  if (overwritten.replacement.is_by_difference()) {
    return referring_rows_after(reference, other->replacement);
  }
  if (!other->replacement.is_by_difference()) return std::nullopt;
  return referring_rows(reference);
}

void visit(const std::vector<std::vector<std::size_t>>& referred,
           std::size_t each, std::vector<bool>& is_visited,
           std::vector<std::size_t>& order) {
  if (is_visited[each]) return;
  is_visited[each] = true;
  for (const std::size_t other : referred[each]) {
    visit(referred, other, is_visited, order);
  }
  order.push_back(each);
}

}  // namespace

void refuse_reach(postgres::Connection& connection,
                  const std::vector<Overwritten>& all) {
  for (const auto& each : all) {
    for (const auto& reference : each.references) {
      if (!reference.has_action()) continue;
      const auto referring = rows_that_refer(each, reference, all);
      if (!referring) continue;
      try {
        Reach(connection, each, reference).check(*referring);
      } catch (const postgres::PostgresError& error) {
        throw error.in(each.place);
      }
    }
  }
}

std::vector<std::size_t> order_by_reference(std::vector<Overwritten>& all) {
  std::vector<std::vector<std::size_t>> referred(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (const auto& reference : all[i].references) {
      const Overwritten* const other = find_referring(all, reference);
      if (other == nullptr) continue;
      all[i].is_referred_to = true;
      referred[static_cast<std::size_t>(other - all.data())].push_back(i);
    }
  }
  std::vector<std::size_t> order;
  std::vector<bool> is_visited(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    visit(referred, i, is_visited, order);
  }
  return order;
}

}  // namespace store
