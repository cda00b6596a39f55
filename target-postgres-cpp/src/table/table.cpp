#include "table/table.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>
#include <utility>

#include "singer/protocol_error.hpp"
#include "text/ascii.hpp"
#include "text/concat.hpp"
#include "text/excerpt.hpp"

namespace table {

namespace {

// What PostgreSQL allows (MaxHeapAttributeNumber, htup_details.h).
constexpr std::size_t kMaxColumns = 1600;
// Of an index (INDEX_MAX_KEYS, pg_config_manual.h).
constexpr std::size_t kMaxKeys = 32;

struct Metadata {
  Source source;
  std::string_view name;
  BaseType type;
};

constexpr std::array<Metadata, 7> kMetadata = {{
    {Source::kExtractedAt, "_sdc_extracted_at", BaseType::kTimestamp},
    {Source::kReceivedAt, "_sdc_received_at", BaseType::kTimestamp},
    {Source::kBatchedAt, "_sdc_batched_at", BaseType::kTimestamp},
    {Source::kDeletedAt, "_sdc_deleted_at", BaseType::kTimestamp},
    {Source::kSequence, "_sdc_sequence", BaseType::kBigint},
    {Source::kTableVersion, "_sdc_table_version", BaseType::kBigint},
    {Source::kSyncStartedAt, "_sdc_sync_started_at", BaseType::kBigint},
}};

const Metadata* find_metadata(std::string_view name) {
  const auto* const found =
      std::find_if(kMetadata.begin(), kMetadata.end(),
                   [&](const Metadata& each) { return each.name == name; });
  return found == kMetadata.end() ? nullptr : found;
}

Column metadata_column(const Metadata& metadata) {
  return {Identifier::of(metadata.name), ColumnType{metadata.type},
          std::string(metadata.name), metadata.source, false};
}

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Builds the table of one SCHEMA; throws ProtocolError with its line.
class Design {
 public:
  Design(const singer::SchemaMessage& message, const TableOptions& options)
      : message_(message), options_(options) {}

  TableDesign make() {
    name_table();
    add_properties();
    add_metadata();
    check_columns();
    check_keys();
    return std::move(design_);
  }

 private:
  [[noreturn]] void fail(std::string_view reason) const {
    throw singer::ProtocolError(
        message_.line, text::concat("stream '", text::excerpt(message_.stream),
                                    "': ", reason));
  }

  void warn(std::string_view name, std::string_view what,
            const Identifier& identifier) {
    design_.warnings.push_back(
        text::concat("stream '", text::excerpt(message_.stream), "': ", what,
                     " '", text::excerpt(name), "' is named '",
                     identifier.name(), "' in PostgreSQL"));
  }

  // a-b-c: schema b, table c.
  void name_table() {
    std::vector<std::string_view> parts;
    std::string_view rest = message_.stream;
    for (std::size_t dash = 0; dash != std::string_view::npos;) {
      dash = rest.find('-');
      parts.push_back(rest.substr(0, dash));
      if (dash != std::string_view::npos) rest.remove_prefix(dash + 1);
    }
    try {
      Table& table = design_.table;
      table.name = Identifier::of(parts.back());
      if (!options_.default_target_schema.empty()) {
        table.schema = Identifier::of(options_.default_target_schema);
      } else if (parts.size() == 2 || parts.size() == 3) {
        table.schema = Identifier::of(parts[parts.size() - 2]);
      }
      if (table.name.name() != parts.back()) {
        warn(parts.back(), "table", table.name);
      }
    } catch (const std::invalid_argument& error) {
      fail(text::concat("cannot be a table: ", error.what()));
    }
  }

  void add_properties() {
    const json::Value* const properties =
        json::find(message_.schema, "properties");
    if (properties == nullptr || !properties->IsObject()) {
      fail("the schema has no 'properties'");
    }
    for (const auto& member : properties->GetObject()) {
      add_property(json::string_view(member.name), member.value);
    }
  }

  void add_property(std::string_view name, const json::Value& schema) {
    if (const Metadata* const metadata = find_metadata(name)) {
      if (options_.add_record_metadata) add(metadata_column(*metadata));
      return;
    }
    try {
      const Choice choice = map_type(schema, options_.types);
      Column column{Identifier::of_column(name), choice.any, std::string(name)};
      if (choice.first != choice.any) column.choice = choice;
      column.is_key =
          options_.use_keys && contains(message_.key_properties, name);
      if (column.name.name() != name) warn(name, "property", column.name);
      add(std::move(column));
    } catch (const std::invalid_argument& error) {
      fail(text::concat("property '", text::excerpt(name),
                        "' cannot be a column: ", error.what()));
    }
  }

  void add_metadata() {
    if (!options_.add_record_metadata) return;
    design_.table.has_metadata = true;
    for (const Metadata& metadata : kMetadata) {
      if (!names_.contains(std::string(metadata.name))) {
        add(metadata_column(metadata));
      }
    }
  }

  void add(Column column) {
    if (!names_.insert(column.name.name()).second) {
      fail(text::concat("property '", text::excerpt(column.property),
                        "' would share its column with another one; rename it "
                        "in the tap"));
    }
    design_.table.columns.push_back(std::move(column));
  }

  void check_columns() const {
    const std::size_t count = design_.table.columns.size();
    if (count == 0) fail("the schema has no properties: nothing to load");
    if (count > kMaxColumns) {
      fail(text::concat("has ", count, " columns; PostgreSQL allows ",
                        kMaxColumns, ": select fewer in the tap"));
    }
  }

  void check_keys() const {
    if (!options_.use_keys) return;
    for (const std::string& key : message_.key_properties) {
      const auto& columns = design_.table.columns;
      const bool is_found = std::any_of(
          columns.begin(), columns.end(), [&](const Column& column) {
            return column.is_key && column.property == key;
          });
      if (!is_found) {
        fail(text::concat("key property '", text::excerpt(key),
                          "' is not among the schema's properties",
                          hint_about_case(key)));
      }
    }
    const std::size_t count = design_.table.keys().size();
    if (count > kMaxKeys) {
      fail(text::concat("has ", count, " keys; PostgreSQL allows ", kMaxKeys,
                        ": declare fewer in the tap"));
    }
  }

  std::string hint_about_case(std::string_view key) const {
    for (const Column& column : design_.table.columns) {
      if (text::lower(column.property) != text::lower(key)) continue;
      return text::concat(", but '", text::excerpt(column.property),
                          "' is: names that differ in case are two");
    }
    return {};
  }

  const singer::SchemaMessage& message_;
  const TableOptions& options_;
  TableDesign design_;
  std::set<std::string, std::less<>> names_;
};

}  // namespace

std::vector<Column> Table::keys() const {
  std::vector<Column> result;
  std::copy_if(columns.begin(), columns.end(), std::back_inserter(result),
               [](const Column& column) { return column.is_key; });
  return result;
}

bool is_metadata_name(std::string_view name) {
  return find_metadata(name) != nullptr;
}

std::string_view metadata_name(Source source) {
  for (const Metadata& metadata : kMetadata) {
    if (metadata.source == source) return metadata.name;
  }
  throw std::logic_error("no metadata column");
}

TableDesign design_table(const singer::SchemaMessage& message,
                         const TableOptions& options) {
  return Design(message, options).make();
}

}  // namespace table
