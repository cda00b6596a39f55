#include "postgres_server.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <sstream>
#include <stdexcept>

namespace {

std::string output_of(const std::string& command) {
  FILE* const pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("cannot run " + command);
  std::string output;
  std::array<char, 4096> buffer{};
  while (const std::size_t count =
             fread(buffer.data(), 1, buffer.size(), pipe)) {
    output.append(buffer.data(), count);
  }
  if (pclose(pipe) != 0) throw std::runtime_error("failed: " + command);
  return output;
}

// The value of NAME in lines NAME=value.
std::string value_of(const std::string& lines, const std::string& name) {
  std::istringstream stream(lines);
  for (std::string line; std::getline(stream, line);) {
    if (line.rfind(name + "=", 0) == 0) return line.substr(name.size() + 1);
  }
  throw std::runtime_error("scripts/postgres did not tell " + name);
}

// The checkout's path may hold a space.
const std::string kScript = "'" SOURCE_DIR "/scripts/postgres' ";

}  // namespace

PostgresServer& PostgresServer::instance() {
  static PostgresServer server;
  return server;
}

PostgresServer::PostgresServer() {
  std::string pattern =
      (std::filesystem::temp_directory_path() / "target-test-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) {
    throw std::runtime_error("cannot make a temporary folder");
  }
  folder_ = pattern;
  const std::string lines = output_of(kScript + "start " + folder_);
  host_ = value_of(lines, "PGHOST");
  port_ = value_of(lines, "PGPORT");
}

PostgresServer::~PostgresServer() {
  if (std::getenv("KEEP_TEST_DB") != nullptr) {
    std::cerr << "the server is kept in " << folder_ << '\n';
    return;
  }
  try {
    script("stop " + folder_ + " immediate");
    std::filesystem::remove_all(folder_);
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
  }
}

std::string PostgresServer::create_database() {
  std::string name = "test_" + std::to_string(++databases_);
  output_of("psql -X -q -h " + host_ + " -p " + port_ +
            " -U postgres -d postgres -c 'CREATE DATABASE " + name + "'");
  return name;
}

const char* PostgresServer::terminate_others() {
  return R"(DO $$
    DECLARE
      deadline timestamptz := clock_timestamp() + interval '5 minutes';
    BEGIN
      PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid();
      WHILE EXISTS (SELECT FROM pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid()) LOOP
        ASSERT clock_timestamp() < deadline, 'sessions that do not end';
        PERFORM pg_sleep(0.01);
        PERFORM pg_stat_clear_snapshot();
      END LOOP;
    END $$)";
}

void PostgresServer::restart(const std::string& mode) {
  script("restart " + folder_ + " " + mode);
}

void PostgresServer::script(const std::string& arguments) {
  output_of(kScript + arguments);
}
