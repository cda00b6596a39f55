#pragma once

#include <exception>
#include <mutex>
#include <string>
#include <vector>

#include "load/work_loader.hpp"
#include "text/concat.hpp"

// Notes what it loads, when it may, or fails.
class KeptWork final : public load::WorkLoader {
 public:
  load::Report load(const load::Work& work) override {
    const std::lock_guard lock(may_load);
    if (failure) std::rethrow_exception(failure);
    loaded.push_back(described(work));
    load::Report report;
    for (const auto& each : work.batches) {
      report.push_back({each.stream, each.batch.row_count()});
    }
    return report;
  }

  // Held: it waits.
  std::mutex may_load;
  std::exception_ptr failure;
  // "a:2 b:1 a@3 replaced": rows of streams, activations, overwriting. To be
  // read while nothing is under way.
  std::vector<std::string> loaded;

 private:
  static std::string described(const load::Work& work) {
    std::vector<std::string> parts;
    for (const auto& each : work.batches) {
      parts.push_back(text::concat(each.stream, ":", each.batch.row_count()));
    }
    for (const auto& each : work.activations) {
      parts.push_back(text::concat(each.stream, "@", each.version));
    }
    if (work.replaces_overwritten) parts.emplace_back("replaced");
    return text::joined(parts, " ");
  }
};
