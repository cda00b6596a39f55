#pragma once

#include <cstddef>
#include <vector>

#include "postgres/connection.hpp"
#include "store/overwritten.hpp"

namespace store {

// Throws std::runtime_error when replacing one of the tables would delete or
// change rows of another one through ON DELETE or ON UPDATE of a foreign key:
// when a row that goes, or whose referenced columns change, is referred to.
// Rows of tables that are overwritten too count as they will be then.
void refuse_reach(postgres::Connection& connection,
                  const std::vector<Overwritten>& all);

// The order in which rows can be inserted: a table comes after those that it
// refers to. Sets is_referred_to.
std::vector<std::size_t> order_by_reference(std::vector<Overwritten>& all);

}  // namespace store
