#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>

// What `body` writes to stderr, by whatever way.
inline std::string captured(const std::function<void()>& body) {
  const std::string path = (std::filesystem::temp_directory_path() /
                            ("captured_stderr_" + std::to_string(::getpid())))
                               .string();
  const int saved = ::dup(STDERR_FILENO);
  const int file = ::open(path.c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0600);
  ::dup2(file, STDERR_FILENO);
  body();
  ::dup2(saved, STDERR_FILENO);
  ::close(file);
  ::close(saved);
  std::ifstream in(path);
  std::string out((std::istreambuf_iterator<char>(in)),
                  std::istreambuf_iterator<char>());
  std::filesystem::remove(path);
  return out;
}
