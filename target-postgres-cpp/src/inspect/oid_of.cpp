#include "inspect/oid_of.hpp"

#include "text/concat.hpp"

namespace inspect {

std::string oid_of(const table::Table& table) {
  return text::concat("pg_catalog.to_regclass(",
                      table::quoted_literal(table.qualified_name()), ")");
}

}  // namespace inspect
