#include "prepare/session.hpp"

#include "text/concat.hpp"

namespace prepare {

void Session::ensure_staging(const table::Table& table) {
  const table::Identifier name = table::staging_name(table);
  const std::string statement = table::create_staging(
      table, connection_.is_pooled() ? table::OnCommit::kDrop
                                     : table::OnCommit::kDeleteRows);
  std::string& made = staging_[name.name()];
  if (made == statement) return;
  made.clear();
  connection_.execute(text::concat("DROP TABLE IF EXISTS pg_temp.",
                                   name.quoted(), "; ", statement));
  made = statement;
}

}  // namespace prepare
