#include "http/libcurl.hpp"

namespace http {

Libcurl find_libcurl() {
  return {
      .global_init = &::curl_global_init,
      .getdate = &::curl_getdate,
      .slist_append = &::curl_slist_append,
      .slist_free_all = &::curl_slist_free_all,
      .easy_init = &::curl_easy_init,
      .easy_setopt = &::curl_easy_setopt,
      .easy_getinfo = &::curl_easy_getinfo,
      .easy_pause = &::curl_easy_pause,
      .easy_strerror = &::curl_easy_strerror,
      .easy_cleanup = &::curl_easy_cleanup,
      .multi_init = &::curl_multi_init,
      .multi_setopt = &::curl_multi_setopt,
      .multi_add_handle = &::curl_multi_add_handle,
      .multi_remove_handle = &::curl_multi_remove_handle,
      .multi_perform = &::curl_multi_perform,
      .multi_poll = &::curl_multi_poll,
      .multi_info_read = &::curl_multi_info_read,
      .multi_cleanup = &::curl_multi_cleanup,
  };
}

}  // namespace http
