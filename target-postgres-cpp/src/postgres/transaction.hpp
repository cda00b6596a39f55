#pragma once

#include <string>

#include "postgres/connection.hpp"

namespace postgres {

// The connection was lost after COMMIT was sent: whether the server did it is
// not known. inspect::find_out() asks.
class CommitInDoubt : public PostgresError {
 public:
  CommitInDoubt(const PostgresError& error, std::string transaction_id,
                ServerIdentity server)
      : PostgresError(error),
        transaction_id_(std::move(transaction_id)),
        server_(std::move(server)) {}

  const std::string& transaction_id() const { return transaction_id_; }
  const ServerIdentity& server() const { return server_; }

 private:
  std::string transaction_id_;
  ServerIdentity server_;
};

// BEGIN … COMMIT. Destroyed without commit(): ROLLBACK.
class Transaction {
 public:
  explicit Transaction(Connection& connection);
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();

  // Returns when the server has made it durable, as far as its settings say.
  // Throws CommitInDoubt when the connection breaks off meanwhile, another
  // PostgresError when the server refused: then nothing is stored.
  void commit();

 private:
  Connection& connection_;
  std::string id_;
  bool is_open_ = true;
};

// SAVEPOINT … RELEASE inside a transaction. Destroyed without release(): back
// to it, what was done since is undone and the transaction is usable again.
class Savepoint {
 public:
  explicit Savepoint(Connection& connection);
  Savepoint(const Savepoint&) = delete;
  Savepoint& operator=(const Savepoint&) = delete;
  ~Savepoint();

  void release();

 private:
  Connection& connection_;
  bool is_open_ = true;
};

}  // namespace postgres
