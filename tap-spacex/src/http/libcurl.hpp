#pragma once

#include <curl/curl.h>

namespace http {

// The functions of libcurl that the tap calls. A shared library is loaded with
// the first call of libcurl(), not with the program: it brings some thirty
// others with it, and to relocate them takes several times as long as --help
// and
// --discover do, which Meltano calls before every run.
struct Libcurl {
  decltype(&::curl_global_init) global_init;
  decltype(&::curl_getdate) getdate;
  decltype(&::curl_slist_append) slist_append;
  decltype(&::curl_slist_free_all) slist_free_all;
  decltype(&::curl_easy_init) easy_init;
  decltype(&::curl_easy_setopt) easy_setopt;
  decltype(&::curl_easy_getinfo) easy_getinfo;
  decltype(&::curl_easy_pause) easy_pause;
  decltype(&::curl_easy_strerror) easy_strerror;
  decltype(&::curl_easy_cleanup) easy_cleanup;
  decltype(&::curl_multi_init) multi_init;
  decltype(&::curl_multi_setopt) multi_setopt;
  decltype(&::curl_multi_add_handle) multi_add_handle;
  decltype(&::curl_multi_remove_handle) multi_remove_handle;
  decltype(&::curl_multi_perform) multi_perform;
  decltype(&::curl_multi_poll) multi_poll;
  decltype(&::curl_multi_info_read) multi_info_read;
  decltype(&::curl_multi_cleanup) multi_cleanup;
};

// Where the functions are: in the library, loaded now (loaded/), or in
// the program itself (linked/, with -DSTATIC_LIBRARIES=ON). Throws as below.
Libcurl find_libcurl();

// Loaded and initialised once per process. Throws std::runtime_error, naming
// what is missing.
const Libcurl& libcurl();

}  // namespace http
