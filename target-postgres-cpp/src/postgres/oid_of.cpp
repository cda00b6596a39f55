#include "postgres/oid_of.hpp"

#include "text/concat.hpp"

namespace postgres {

std::string oid_of(const table::Table& table) {
  return text::concat("pg_catalog.to_regclass(",
                      table::quoted_literal(table.qualified_name()), ")");
}

}  // namespace postgres
