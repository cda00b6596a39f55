#include "server_authorities.hpp"

#include <sys/stat.h>

#include <cstdlib>
#include <string>
#include <string_view>

#include "text/concat.hpp"
#include "trust/authorities.hpp"

namespace {

using postgres::Parameter;
using postgres::Parameters;

std::string variable(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// What libpq goes by: of a keyword given twice the last, else the variable.
std::string given(const Parameters& parameters, std::string_view keyword,
                  const char* name) {
  std::string value = variable(name);
  for (const Parameter& each : parameters) {
    if (each.keyword == keyword) value = each.value;
  }
  return value;
}

bool is_in_home(std::string_view file) {
  struct stat status {};
  return stat(text::concat(variable("HOME"), file).c_str(), &status) == 0;
}

// A service's file is libpq's to read; what is in it would be overruled.
bool names_authorities(const Parameters& parameters) {
  return !given(parameters, "sslrootcert", "PGSSLROOTCERT").empty() ||
         !given(parameters, "service", "PGSERVICE").empty() ||
         is_in_home("/.postgresql/root.crt");
}

}  // namespace

bool add_server_authorities(Parameters& parameters) {
  const std::string mode = given(parameters, "sslmode", "PGSSLMODE");
  if (!mode.starts_with("verify") || names_authorities(parameters)) return true;
  const trust::Authorities found = trust::of_this_machine();
  if (found.empty()) return false;
  parameters.push_back({"sslrootcert", trust::as_one_file(found)});
  return true;
}
