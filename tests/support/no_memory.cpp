// Lets memory run out in a program, by LD_PRELOAD; for glibc.
//
// malloc, calloc, realloc and the aligned ones are counted, over all threads,
// from the beginning of main() on. NO_MEMORY_AT=n: the n-th call fails;
// NO_MEMORY_FROM=n: that one and all behind it. At exit the file
// NO_MEMORY_REPORT gets the number of calls, and of those that failed.
//
// Before main() the loader and the libraries' own beginnings ask for memory: a
// program that gets none there never starts, which proves nothing about it.

#include <dlfcn.h>
#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <climits>
#include <cstddef>
#include <cstdio>
#include <cstdlib>

extern "C" {

// glibc's own, which need no dlsym(): that may ask for memory itself.
void* __libc_malloc(std::size_t);                 // NOLINT
void* __libc_calloc(std::size_t, std::size_t);    // NOLINT
void* __libc_realloc(void*, std::size_t);         // NOLINT
void* __libc_memalign(std::size_t, std::size_t);  // NOLINT
using Main = int(int, char**, char**);
using StartMain = int(Main*, int, char**, void (*)(), void (*)(), void (*)(),
                      void*);
}

namespace {

Main* g_main = nullptr;
std::atomic<bool> g_is_counting{false};
std::atomic<long> g_calls{0};
std::atomic<long> g_failures{0};
long g_first = LONG_MAX;
long g_last = LONG_MAX;

bool fails() {
  if (!g_is_counting.load()) return false;
  const long call = g_calls.fetch_add(1) + 1;
  if (call < g_first || call > g_last) return false;
  g_failures.fetch_add(1);
  errno = ENOMEM;
  return true;
}

int counted_main(int count, char** arguments, char** environment) {
  if (const char* const at = std::getenv("NO_MEMORY_AT")) {
    g_first = g_last = std::atol(at);
  }
  if (const char* const from = std::getenv("NO_MEMORY_FROM")) {
    g_first = std::atol(from);
  }
  g_is_counting.store(true);
  return g_main(count, arguments, environment);
}

__attribute__((destructor)) void report() {
  g_is_counting.store(false);
  const char* const path = std::getenv("NO_MEMORY_REPORT");
  if (path == nullptr || g_main == nullptr) return;
  const int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file < 0) return;
  dprintf(file, "%ld %ld\n", g_calls.load(), g_failures.load());
  close(file);
}

}  // namespace

extern "C" {

void* malloc(std::size_t size) noexcept {
  return fails() ? nullptr : __libc_malloc(size);
}

void* calloc(std::size_t count, std::size_t size) noexcept {
  return fails() ? nullptr : __libc_calloc(count, size);
}

void* realloc(void* block, std::size_t size) noexcept {
  return fails() ? nullptr : __libc_realloc(block, size);
}

void* memalign(std::size_t alignment, std::size_t size) noexcept {
  return fails() ? nullptr : __libc_memalign(alignment, size);
}

void* aligned_alloc(std::size_t alignment, std::size_t size) noexcept {
  return memalign(alignment, size);
}

int posix_memalign(void** block, std::size_t alignment,
                   std::size_t size) noexcept {
  void* const found = memalign(alignment, size);
  if (found == nullptr) return ENOMEM;
  *block = found;
  return 0;
}

// What a program's first instructions call, with its main().
int __libc_start_main(Main* main, int count, char** arguments,  // NOLINT
                      void (*init)(), void (*fini)(), void (*end)(),
                      void* stack) {
  auto* const start =
      reinterpret_cast<StartMain*>(dlsym(RTLD_NEXT, "__libc_start_main"));
  g_main = main;
  return start(counted_main, count, arguments, init, fini, end, stack);
}
}
