#include "http/libcurl.hpp"

#include <dlfcn.h>

#include <stdexcept>
#include <string>

#include "text/concat.hpp"

namespace http {

namespace {

[[noreturn]] void fail() {
  const char* const reason = ::dlerror();
  throw std::runtime_error(text::concat(
      "libcurl cannot be loaded: ", reason == nullptr ? "" : reason,
      "; install the package that has " LIBCURL_SONAME));
}

class Loader {
 public:
  Loader() : library_(::dlopen(LIBCURL_SONAME, RTLD_NOW | RTLD_LOCAL)) {
    if (library_ == nullptr) fail();
  }

  // Sets `function` to the library's one of that name. The library is never
  // unloaded.
  template <typename Function>
  void get(Function& function, const char* name) const {
    function = reinterpret_cast<Function>(::dlsym(library_, name));
    if (function == nullptr) fail();
  }

 private:
  void* library_;
};

}  // namespace

Libcurl find_libcurl() {
  const Loader loader;
  Libcurl out{};
  loader.get(out.global_init, "curl_global_init");
  loader.get(out.getdate, "curl_getdate");
  loader.get(out.slist_append, "curl_slist_append");
  loader.get(out.slist_free_all, "curl_slist_free_all");
  loader.get(out.easy_init, "curl_easy_init");
  loader.get(out.easy_setopt, "curl_easy_setopt");
  loader.get(out.easy_getinfo, "curl_easy_getinfo");
  loader.get(out.easy_pause, "curl_easy_pause");
  loader.get(out.easy_strerror, "curl_easy_strerror");
  loader.get(out.easy_cleanup, "curl_easy_cleanup");
  loader.get(out.multi_init, "curl_multi_init");
  loader.get(out.multi_setopt, "curl_multi_setopt");
  loader.get(out.multi_add_handle, "curl_multi_add_handle");
  loader.get(out.multi_remove_handle, "curl_multi_remove_handle");
  loader.get(out.multi_perform, "curl_multi_perform");
  loader.get(out.multi_poll, "curl_multi_poll");
  loader.get(out.multi_info_read, "curl_multi_info_read");
  loader.get(out.multi_cleanup, "curl_multi_cleanup");
  return out;
}

}  // namespace http
