#include "extract/fingerprint.hpp"

#include <array>
#include <cstdio>

#include "text/fnv1a.hpp"

namespace extract {

std::string fingerprint(std::initializer_list<std::string_view> parts) {
  text::Fnv1a hash;
  for (const std::string_view part : parts) {
    hash.add(part);
    hash.add("\xFF");  // is in no UTF-8 text
  }
  std::array<char, 17> out{};
  std::snprintf(out.data(), out.size(), "%016llx",
                static_cast<unsigned long long>(hash.value()));
  return out.data();
}

}  // namespace extract
