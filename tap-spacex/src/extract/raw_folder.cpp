#include "extract/raw_folder.hpp"

#include <filesystem>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "text/concat.hpp"

namespace extract {

RawFolder::RawFolder(std::string record_dir, std::string name)
    : record_dir_(std::move(record_dir)), name_(std::move(name)) {}

const std::string& RawFolder::path() {
  namespace fs = std::filesystem;
  std::string path = text::concat(record_dir_, '/', name_);
  for (int number = 2; path_.empty(); ++number) {
    std::error_code error;
    fs::create_directories(record_dir_, error);
    if (!error && fs::create_directory(path, error)) {
      path_ = path;
    } else if (error) {
      throw std::runtime_error(text::concat(
          "record_dir: '", path, "' cannot be made: ", error.message()));
    }
    path = text::concat(record_dir_, '/', name_, '-', number);
  }
  return path_;
}

}  // namespace extract
