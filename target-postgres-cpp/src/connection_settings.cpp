#include "connection_settings.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/errors.hpp"
#include "server_authorities.hpp"
#include "text/concat.hpp"
#include "text/percent.hpp"
#include "trust/authorities.hpp"

namespace {

using postgres::Parameters;

[[noreturn]] void refuse_url(std::string_view why) {
  throw cli::UsageError(text::concat(
      "'sqlalchemy_url' ", why,
      "; expected postgresql://user:password@host:port/database, each part "
      "percent-encoded"));
}

// In a query '+' is a space, elsewhere itself.
std::string decode_query(std::string encoded) {
  std::replace(encoded.begin(), encoded.end(), '+', ' ');
  return text::percent_decode(encoded);
}

// Cuts `text` at the first `separator`: what is behind it, if there is one.
std::optional<std::string_view> cut(std::string_view& text, char separator) {
  const std::size_t at = text.find(separator);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view rest = text.substr(at + 1);
  text = text.substr(0, at);
  return rest;
}

void add(Parameters& parameters, std::string_view keyword,
         std::string_view encoded) {
  if (!encoded.empty()) {
    parameters.push_back({std::string(keyword), text::percent_decode(encoded)});
  }
}

// user:password@
void add_login(Parameters& parameters, std::string_view& authority) {
  const std::size_t at = authority.rfind('@');
  if (at == std::string_view::npos) return;
  std::string_view user = authority.substr(0, at);
  authority.remove_prefix(at + 1);
  const auto password = cut(user, ':');
  add(parameters, "user", user);
  if (password) add(parameters, "password", *password);
}

void check_port(std::string_view port) {
  // libpq would show it, and it may be half a password.
  std::uint16_t number = 0;
  const char* const end = port.data() + port.size();
  const auto read = std::from_chars(port.data(), end, number);
  if (read.ec != std::errc() || read.ptr != end || number == 0) {
    refuse_url("has a port that is no number from 1 to 65535");
  }
}

// host:port or [IPv6]:port
void add_host(Parameters& parameters, std::string_view authority) {
  std::string_view host = authority;
  std::optional<std::string_view> port;
  if (authority.starts_with('[')) {
    host.remove_prefix(1);
    const auto rest = cut(host, ']');
    if (!rest) refuse_url("has a '[' without ']'");
    if (rest->starts_with(':')) port = rest->substr(1);
  } else {
    port = cut(host, ':');
  }
  add(parameters, "host", host);
  if (!port || port->empty()) return;
  check_port(*port);
  add(parameters, "port", *port);
}

// Not a socket's folder, nor libpq's own list of hosts.
bool is_name_with_port(std::string_view host) {
  const std::size_t colon = host.find(':');
  return colon != std::string_view::npos &&
         host.substr(0, colon).find_first_not_of(
             "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
             ".-") == std::string_view::npos;
}

// SQLAlchemy's host=h1:p1&host=h2:p2, as libpq's lists.
void add_query_hosts(Parameters& parameters,
                     const std::vector<std::string>& hosts, bool has_port) {
  if (hosts.empty()) return;
  if (hosts.size() == 1 && (has_port || !is_name_with_port(hosts.front()))) {
    parameters.push_back({"host", hosts.front()});
    return;
  }
  if (has_port) refuse_url("has several 'host' and a 'port' in its query");
  std::vector<std::string> names;
  std::vector<std::string> ports;
  for (std::string_view name : hosts) {
    const std::string_view port = cut(name, ':').value_or(std::string_view());
    if (!port.empty()) check_port(port);
    names.emplace_back(name);
    ports.emplace_back(port);
  }
  parameters.push_back({"host", text::joined(names, ",")});
  const std::string list = text::joined(ports, ",");
  if (!list.empty()) parameters.push_back({"port", list});
}

void add_query(Parameters& parameters, std::string_view query) {
  std::vector<std::string> hosts;
  bool has_port = false;
  while (!query.empty()) {
    std::string_view each = query;
    query = cut(each, '&').value_or(std::string_view());
    const auto encoded = cut(each, '=');
    if (!encoded) refuse_url("has a query part without '='");
    std::string keyword = decode_query(std::string(each));
    std::string value = decode_query(std::string(*encoded));
    if (value.empty()) continue;
    if (keyword == "host") {
      hosts.push_back(std::move(value));
    } else {
      has_port = has_port || keyword == "port";
      parameters.push_back({std::move(keyword), std::move(value)});
    }
  }
  add_query_hosts(parameters, hosts, has_port);
}

std::string expand_home(std::string path) {
  const char* const home = std::getenv("HOME");
  if (path.starts_with("~/") && home != nullptr) path.replace(0, 1, home);
  return path;
}

bool is_file(const std::string& path) {
  struct stat status {};
  return stat(path.c_str(), &status) == 0;
}

// A default that names no file is no setting, also where it was handed on, as
// by Meltano: then libpq looks where it looks.
void add_file(Parameters& parameters, std::string_view keyword,
              const settings::Values& values, std::string_view setting) {
  const std::string path = expand_home(values.text(setting));
  if (is_file(path)) {
    parameters.push_back({std::string(keyword), path});
  } else if (!values.is_default(setting)) {
    throw cli::UsageError(
        text::concat("'", setting,
                     "' names no file that can be read (a certificate's own "
                     "text is not supported yet)"));
  }
}

[[noreturn]] void refuse_to_trust_nobody(const settings::Values& values) {
  throw cli::UsageError(text::concat(
      "'ssl_certificate_authority' is not set, and there is neither ",
      values.text("ssl_certificate_authority"),
      " nor ~/.postgresql/root.crt, nor any of ", trust::places(),
      ": ssl_mode \"", values.text("ssl_mode"),
      "\" needs the certificates of the authorities to trust"));
}

void add_tls(Parameters& parameters, const settings::Values& values) {
  if (values.boolean("ssl_enable")) {
    parameters.push_back({"sslmode", values.text("ssl_mode")});
    add_file(parameters, "sslrootcert", values, "ssl_certificate_authority");
  }
  if (values.boolean("ssl_client_certificate_enable")) {
    add_file(parameters, "sslcert", values, "ssl_client_certificate");
    add_file(parameters, "sslkey", values, "ssl_client_private_key");
  }
}

}  // namespace

Parameters parse_sqlalchemy_url(std::string_view url) {
  const std::size_t scheme_end = url.find("://");
  const std::string_view scheme = url.substr(0, scheme_end);
  if (scheme_end == std::string_view::npos ||
      !(scheme == "postgresql" || scheme == "postgres" ||
        scheme.starts_with("postgresql+"))) {
    refuse_url("does not begin with postgresql://");
  }
  std::string_view authority = url.substr(scheme_end + 3);
  const auto query = cut(authority, '?');
  const auto database = cut(authority, '/');
  // A password with '/' or '?' as they are: what is behind them would be taken
  // for the database, and its beginning be shown as host or port.
  const bool has_late_at = url.rfind('@') != std::string_view::npos &&
                           authority.find('@') == std::string_view::npos;
  if (has_late_at) {
    refuse_url(
        "has a '@' only behind a '/' or '?': write these as %2F and %3F in a "
        "password, and '@' as %40 elsewhere");
  }
  Parameters parameters;
  add_login(parameters, authority);
  add_host(parameters, authority);
  if (database) add(parameters, "dbname", *database);
  if (query) add_query(parameters, *query);
  return parameters;
}

Parameters connection_parameters(const settings::Values& values) {
  const auto url = values.optional_text("sqlalchemy_url");
  if (url && !url->empty()) {
    Parameters parameters = parse_sqlalchemy_url(*url);
    // Where there are none, libpq says so, if it comes to that.
    add_server_authorities(parameters);
    return parameters;
  }
  if (!values.has("host") || !values.has("user")) {
    throw cli::UsageError(
        "'host' and 'user' must be set, or 'sqlalchemy_url'; set them to \"\" "
        "to leave them to libpq (PGHOST, PGUSER)");
  }
  Parameters parameters;
  const auto add_given = [&](std::string_view keyword,
                             std::string_view setting) {
    if (const auto value = values.optional_text(setting)) {
      if (!value->empty()) {
        parameters.push_back({std::string(keyword), *value});
      }
    }
  };
  add_given("host", "host");
  add_given("user", "user");
  add_given("password", "password");
  add_given("dbname", "database");
  parameters.push_back({"port", std::to_string(values.integer("port"))});
  add_tls(parameters, values);
  if (!add_server_authorities(parameters) && values.boolean("ssl_enable")) {
    refuse_to_trust_nobody(values);
  }
  return parameters;
}
