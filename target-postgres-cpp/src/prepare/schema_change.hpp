#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "prepare/destination.hpp"
#include "prepare/session.hpp"
#include "table/migration.hpp"

namespace prepare {

// Others wait behind our queued lock no longer than this.
inline constexpr std::string_view kLockTimeout =
    "SET LOCAL lock_timeout = '3s'; ";

// Whether rows have been encoded in the types of the destination's table, which
// must then stay.
enum class RowsWaiting { kNone, kSome };

// Makes the destination's tables what the stream wants and reads what is there
// afterwards. While no rows wait, the table's types become those that its rows
// are to be encoded in (table::loaded_table). Each change of the schema is a
// short transaction of its own, with a lock_timeout: nobody queues behind it
// for long, and no ACCESS EXCLUSIVE lock is held while rows are copied. Two
// targets may do the same at once. Throws PostgresError (lock timeouts are
// retriable) and table::SchemaConflict.
void apply_schema(Session& session, Destination& destination,
                  RowsWaiting waiting, table::MayAlter may);

// Runs the statements in one transaction that waits for locks no longer than
// others may wait behind it.
void execute_change(postgres::Connection& connection,
                    const std::vector<std::string>& statements);

}  // namespace prepare
