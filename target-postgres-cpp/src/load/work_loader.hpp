#pragma once

#include "load/work.hpp"

namespace load {

// Who loads work: the Loader.
class WorkLoader {
 public:
  WorkLoader() = default;
  WorkLoader(const WorkLoader&) = delete;
  WorkLoader& operator=(const WorkLoader&) = delete;
  virtual ~WorkLoader() = default;

  // Loads all of the work in one transaction and returns when it is committed.
  // Throws when nothing of it is stored, or that is not known.
  virtual Report load(const Work& work) = 0;
};

}  // namespace load
