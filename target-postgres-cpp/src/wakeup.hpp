#pragma once

#include <initializer_list>

// Several descriptors as one: readable while any of them is.
class Wakeup {
 public:
  // The descriptors must outlive this.
  Wakeup(std::initializer_list<int> descriptors);
  Wakeup(const Wakeup&) = delete;
  Wakeup& operator=(const Wakeup&) = delete;
  ~Wakeup();

  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};
