#include "setting_definitions.hpp"

#include <array>

#include "mapping/setting_definitions.hpp"

namespace {

using settings::Definition;
using settings::Kind;

constexpr std::string_view kNotSupported = "not supported yet";
// More would overflow where times are reckoned in nanoseconds.
constexpr std::string_view kYearOfSeconds = "31536000";

constexpr std::array kCapabilities = {
    std::string_view("about"),
    std::string_view("structured-logging"),
    std::string_view("validate-records"),
    std::string_view("activate-version"),
    std::string_view("target-schema"),
    std::string_view("soft-delete"),
    std::string_view("hard-delete"),
    std::string_view("stream-maps"),
    std::string_view("schema-flattening"),
};

constexpr Definition text(std::string_view name, std::string_view default_json,
                          std::string_view description) {
  return {.name = name,
          .kind = Kind::kString,
          .default_json = default_json,
          .description = description};
}

constexpr Definition choice(std::string_view name, std::string_view choices,
                            std::string_view default_json,
                            std::string_view description) {
  return {.name = name,
          .kind = Kind::kString,
          .default_json = default_json,
          .description = description,
          .choices = choices};
}

constexpr Definition flag(std::string_view name, std::string_view default_json,
                          std::string_view description) {
  return {.name = name,
          .kind = Kind::kBoolean,
          .default_json = default_json,
          .description = description};
}

constexpr Definition whole(std::string_view name, std::string_view default_json,
                           std::string_view minimum, std::string_view maximum,
                           std::string_view description) {
  return {.name = name,
          .kind = Kind::kInteger,
          .default_json = default_json,
          .description = description,
          .minimum = minimum,
          .maximum = maximum};
}

constexpr Definition secret(std::string_view name,
                            std::string_view description) {
  return {.name = name,
          .kind = Kind::kString,
          .description = description,
          .secret = true};
}

constexpr Definition refused(std::string_view name, Kind kind,
                             std::string_view refusal = kNotSupported) {
  return {.name = name,
          .kind = kind,
          .description = "Refused.",
          .refusal = refusal};
}

// Accepted from a configuration made for another target, where it changes
// nothing here.
constexpr Definition idle(std::string_view name, Kind kind,
                          std::string_view description) {
  return {.name = name, .kind = kind, .description = description};
}

constexpr std::array kDefinitions = {
    text("host", "", "Host of the server, or the folder of its socket."),
    whole("port", "5432", "1", "65535", "Port of the server."),
    text("user", "", "Role to connect as."),
    secret("password",
           "Its password; not needed where the server asks for none or libpq "
           "finds one (PGPASSWORD, .pgpass)."),
    text("database", "", "Database to load into."),
    secret("sqlalchemy_url",
           "postgresql://user:password@host:port/database?sslmode=…; replaces "
           "host, port, user, password, database and the ssl settings."),
    choice("load_method", "append-only|upsert|overwrite", "\"append-only\"",
           "upsert: the last record of a key wins. overwrite: the content is "
           "replaced when the input has ended. append-only: rows are added; a "
           "stream with keys is upserted nevertheless, as MeltanoLabs' target "
           "does, unless strict_load_method is set."),
    flag("strict_load_method", "false",
         "append-only means it: no primary key is made and every record "
         "becomes a row."),
    text("default_target_schema", "\"melty\"",
         "Schema of all tables. Empty or null: taken from the stream's name "
         "(<schema>-<table>)."),
    flag("add_record_metadata", "true", "Add the _sdc_… columns."),
    flag("activate_version", "true", "Heed ACTIVATE_VERSION messages."),
    flag("process_activate_version_messages", "true",
         "The same, by the SDK's name."),
    flag("hard_delete", "false",
         "Delete rows of older versions, and rows whose records carry "
         "_sdc_deleted_at, instead of marking them in _sdc_deleted_at."),
    flag("validate_records", "true",
         "Check each record against its stream's SCHEMA."),
    flag("allow_column_alter", "true",
         "Change a column's type where its values and keys read as before "
         "(integer to bigint, number to text, …) instead of stopping."),
    flag("recreate_dependent_views", "true",
         "Where views show such a column, drop them and make them again as "
         "they were, in the same transaction, instead of stopping."),
    flag("interpret_content_encoding", "false",
         "Strings with contentEncoding base16 become bytea."),
    flag("sanitize_null_text_characters", "false",
         "NUL in strings becomes U+FFFD instead of an error."),
    whole("batch_size_rows", "", "1", "",
          "Load when a stream has this many rows waiting. Unset: no limit."),
    whole("batch_size_bytes", "16777216", "1", "1073741824",
          "Load when the waiting rows of all streams take this many bytes."),
    whole("batch_wait_limit_seconds", "60", "1", kYearOfSeconds,
          "Load when rows have waited this long, also while the tap is "
          "silent."),
    whole("max_line_bytes", "268435456", "1024", "",
          "A longer line of input is an error."),
    whole("retry_budget_seconds", "60", "0", kYearOfSeconds,
          "How long to wait for a server that is away, before giving up."),
    flag("ssl_enable", "false", "Connect by TLS as the ssl settings say."),
    choice("ssl_mode", "disable|allow|prefer|require|verify-ca|verify-full",
           "\"verify-full\"", "libpq's sslmode."),
    text("ssl_certificate_authority", "\"~/.postgresql/root.crl\"",
         "Path of the certificates of the authorities to trust."),
    flag("ssl_client_certificate_enable", "false",
         "Show the server a certificate."),
    text("ssl_client_certificate", "\"~/.postgresql/postgresql.crt\"",
         "Path of the client's certificate."),
    Definition{.name = "ssl_client_private_key",
               .kind = Kind::kString,
               .default_json = "\"~/.postgresql/postgresql.key\"",
               .description = "Path of its private key.",
               .hidden = true},
    idle("ssl_storage_directory", Kind::kString,
         "Changes nothing: certificates are read where they are."),
    idle("use_copy", Kind::kBoolean,
         "Changes nothing: rows are always copied."),
    idle("dialect+driver", Kind::kString,
         "Changes nothing: libpq is the one driver."),
    Definition{.name = "ssh_tunnel",
               .kind = Kind::kObject,
               .description =
                   "Not supported yet: only {\"enable\": false} is accepted.",
               .hidden = true},
    refused("batch_config", Kind::kObject),
    mapping::kStreamMaps,
    mapping::kStreamMapConfig,
    mapping::kFlatteningEnabled,
    mapping::kFlatteningMaxDepth,
    mapping::kFlatteningSeparator,
    mapping::kFlatteningMaxKeyLength,
    mapping::kFakerConfig,
};

constexpr settings::Program kProgram = {
    .name = "target-postgres",
    .version = PROJECT_VERSION,
    .description = "Singer target for PostgreSQL: exact, safe and fast.",
    .capabilities = kCapabilities,
    .definitions = kDefinitions,
};

}  // namespace

const settings::Program& program() { return kProgram; }
