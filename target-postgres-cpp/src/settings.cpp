#include "settings.hpp"

#include "cli/errors.hpp"
#include "connection_settings.hpp"
#include "logging/log.hpp"
#include "text/concat.hpp"

namespace {

using intake::LoadMethod;

LoadMethod load_method(const std::string& name) {
  if (name == "upsert") return LoadMethod::kUpsert;
  if (name == "overwrite") return LoadMethod::kOverwrite;
  return LoadMethod::kAppendOnly;
}

void refuse_ssh_tunnel(const settings::Values& values) {
  if (!values.has("ssh_tunnel")) return;
  const auto* const enable = json::find(values.value("ssh_tunnel"), "enable");
  if (enable == nullptr || enable->IsNull() || enable->IsFalse()) return;
  if (!enable->IsTrue()) {
    throw cli::UsageError("'enable' of 'ssh_tunnel' must be true or false");
  }
  throw cli::UsageError(
      "'ssh_tunnel' is not supported yet; open the tunnel with ssh -L and "
      "set host and port to its near end");
}

// As MeltanoLabs' target does; what is on by default is just off then.
void refuse_activation_without_metadata(const settings::Values& values) {
  if (values.boolean("add_record_metadata")) return;
  for (const char* const name :
       {"activate_version", "process_activate_version_messages"}) {
    if (!values.is_given(name) || !values.boolean(name)) continue;
    throw cli::UsageError(text::concat(
        "'", name, "' needs the metadata columns: set add_record_metadata to ",
        "true or ", name, " to false"));
  }
}

void refuse_deletion_without_metadata(const settings::Values& values) {
  if (values.boolean("hard_delete") && !values.boolean("add_record_metadata")) {
    throw cli::UsageError(
        "'hard_delete' needs the metadata columns: set add_record_metadata to "
        "true or hard_delete to false");
  }
}

void warn_of_another_driver(const settings::Values& values) {
  const auto driver = values.optional_text("dialect+driver");
  if (!driver || *driver == "postgresql+psycopg") return;
  logging::warning("'dialect+driver' changes nothing: libpq is the one driver");
}

// Null is not set, as for every setting; but here, as MeltanoLabs' target has
// it, it is the way to say: no schema.
std::string default_target_schema(const settings::Values& values) {
  if (values.is_null("default_target_schema")) return {};
  return values.text("default_target_schema");
}

load::Options load_options(const settings::Values& values) {
  load::Options options;
  options.connection = connection_parameters(values);
  options.hard_delete = values.boolean("hard_delete");
  options.allow_column_alter = values.boolean("allow_column_alter");
  options.recreate_dependent_views = values.boolean("recreate_dependent_views");
  options.retry_budget =
      std::chrono::seconds(values.integer("retry_budget_seconds"));
  return options;
}

intake::BatchLimits::Bounds batch_limits(const settings::Values& values) {
  intake::BatchLimits::Bounds bounds;
  if (const auto rows = values.optional_integer("batch_size_rows")) {
    bounds.rows = static_cast<std::uint64_t>(*rows);
  }
  bounds.bytes = static_cast<std::uint64_t>(values.integer("batch_size_bytes"));
  bounds.wait =
      std::chrono::seconds(values.integer("batch_wait_limit_seconds"));
  return bounds;
}

intake::Options intake_options(const settings::Values& values) {
  intake::Options options;
  options.maps = mapping::read_options(values);
  options.load_method = load_method(values.text("load_method"));
  options.strict_load_method = values.boolean("strict_load_method");
  options.heeds_activate_version =
      values.boolean("activate_version") &&
      values.boolean("process_activate_version_messages") &&
      values.boolean("add_record_metadata");

  options.table.default_target_schema = default_target_schema(values);
  options.table.add_record_metadata = values.boolean("add_record_metadata");
  options.table.use_keys = !(options.load_method == LoadMethod::kAppendOnly &&
                             options.strict_load_method);
  options.table.types.interpret_content_encoding =
      values.boolean("interpret_content_encoding");

  options.encoder.validate_records = values.boolean("validate_records");
  options.encoder.sanitize_null_text_characters =
      values.boolean("sanitize_null_text_characters");

  options.limits = batch_limits(values);
  return options;
}

}  // namespace

Settings interpret(const settings::Values& values) {
  refuse_ssh_tunnel(values);
  refuse_activation_without_metadata(values);
  refuse_deletion_without_metadata(values);
  warn_of_another_driver(values);
  Settings settings;
  settings.intake = intake_options(values);
  settings.load = load_options(values);
  settings.load.overwrite = settings.intake.overwrites();
  settings.max_line_bytes =
      static_cast<std::size_t>(values.integer("max_line_bytes"));
  return settings;
}
