#include "extract/stream_plan.hpp"

#include <algorithm>
#include <limits>

#include "cli/errors.hpp"
#include "extract/catalog_check.hpp"
#include "extract/fingerprint.hpp"
#include "logging/log.hpp"
#include "streams/stream_set.hpp"
#include "text/concat.hpp"
#include "text/excerpt.hpp"

namespace extract {

namespace {

using streams::StreamDefinition;

// Whether the stream is read incrementally, as the catalog asks.
bool chooses_incremental(const StreamDefinition& stream,
                         const singer::CatalogEntry& entry) {
  const std::string& method = entry.replication_method;
  if (method.empty()) return stream.is_incremental_by_default;
  if (method == "FULL_TABLE") return false;
  if (method != "INCREMENTAL") {
    throw cli::UsageError(text::concat(
        "stream '", stream.name, "' has no replication method '",
        text::excerpt(method, 40), "'; use FULL_TABLE or INCREMENTAL"));
  }
  if (stream.replication_key.empty()) {
    logging::warning(
        text::concat("stream '", stream.name,
                     "' has no replication key: read as "
                     "FULL_TABLE (an unchanged answer still costs one 304)"));
    return false;
  }
  const std::string& key = entry.replication_key;
  if (!key.empty() && key != stream.replication_key) {
    throw cli::UsageError(
        text::concat("stream '", stream.name, "' has no replication key '",
                     text::excerpt(key, 60), "'; its key is '",
                     stream.replication_key, "'"));
  }
  return true;
}

std::string text_of(const std::optional<Moment>& moment) {
  return moment ? format_moment(*moment) : "";
}

std::string fingerprint_of(const StreamPlan& plan,
                           const ReadSettings& settings) {
  const SourceSettings& source = settings.source_of(plan.stream);
  return fingerprint({text::concat(source.url, source.query), plan.stream.path,
                      plan.selected_schema,
                      plan.is_incremental ? "INCREMENTAL" : "FULL_TABLE",
                      settings.tap_version, text_of(settings.start_date),
                      text::concat(text_of(settings.end_date), settings.maps)});
}

// What stands in a state is not to write lines of its own into a request.
bool is_header_value(std::string_view text) {
  return std::none_of(text.begin(), text.end(),
                      [](unsigned char c) { return c < 0x20 || c == 0x7F; });
}

// A version that leaves room for greater ones.
std::optional<std::int64_t> usable_version(const Bookmark& bookmark,
                                           std::string_view stream) {
  constexpr std::int64_t kGreatest =
      std::numeric_limits<std::int64_t>::max() / 2;
  if (!bookmark.version || *bookmark.version <= kGreatest) {
    return bookmark.version;
  }
  logging::warning(text::concat("stream '", stream, "': the version ",
                                *bookmark.version,
                                " of its bookmark is too large to be followed "
                                "by another: ignored"));
  return std::nullopt;
}

// Leaves of the bookmark what this plan can go on from.
Bookmark usable(const Bookmark& bookmark, const StreamPlan& plan,
                const ReadSettings& settings) {
  const std::string_view stream = plan.stream.name;
  Bookmark used;
  used.version = usable_version(bookmark, stream);
  if (!bookmark.fingerprint.empty() &&
      bookmark.fingerprint != plan.fingerprint) {
    logging::warning(text::concat("stream '", stream,
                                  "': its bookmark was made with another ",
                                  plan.stream.source->url_setting,
                                  ", selection, window, method, stream maps or "
                                  "version of the tap: everything is read "
                                  "again"));
    return used;
  }
  if (plan.is_incremental && !bookmark.replication_key_value.empty()) {
    if (bookmark.replication_key != plan.stream.replication_key) {
      logging::warning(text::concat(
          "stream '", stream, "': its bookmark is for the key '",
          text::excerpt(bookmark.replication_key, 60), "', not '",
          plan.stream.replication_key, "': everything is read again"));
      return used;
    }
    if (!parse_moment(bookmark.replication_key_value)) {
      logging::warning(
          text::concat("stream '", stream, "': its bookmark '",
                       text::excerpt(bookmark.replication_key_value, 60),
                       "' is no date: everything is read again"));
      return used;
    }
    used.replication_key_value = bookmark.replication_key_value;
  }
  // Without a fingerprint nothing says what the ETag was for.
  const bool lacks_version =
      settings.emits_versions && !plan.is_incremental && !used.version;
  const bool looks_back_further = plan.lookback_days > bookmark.lookback_days;
  if (!bookmark.fingerprint.empty() && !plan.is_bounded && !lacks_version &&
      !looks_back_further) {
    used.etag = is_header_value(bookmark.etag) ? bookmark.etag : "";
    if (!used.etag.empty()) used.as_of = bookmark.as_of;
  }
  return used;
}

StreamPlan make_plan(const StreamDefinition& stream,
                     const singer::CatalogEntry& entry,
                     const singer::State& state, const ReadSettings& settings) {
  StreamPlan plan;
  plan.stream = stream;
  plan.schema = json::parse(stream.schema(), stream.name);
  std::vector<std::string> automatic = streams::key_properties(stream);
  plan.is_incremental = chooses_incremental(stream, entry);
  if (plan.is_incremental) automatic.emplace_back(stream.replication_key);
  plan.selection = singer::select(stream.name, plan.schema, entry, automatic);
  plan.selected_schema = singer::prune_schema(plan.schema, plan.selection);
  plan.is_bounded = settings.start_date || settings.end_date;
  if (plan.is_incremental && stream.has_lookback()) {
    plan.lookback_days = settings.lookback_days;
  }
  plan.fingerprint = fingerprint_of(plan, settings);
  if (!streams::is_extractions(stream)) {
    const std::string_view bookmark = state.bookmark(stream.name);
    const Bookmark parsed = Bookmark::parse(bookmark);
    if (!parsed.is_understood) {
      logging::warning(text::concat(
          "stream '", stream.name, "': its bookmark is none of this tap's: ",
          text::excerpt(bookmark, 60), ": everything is read again"));
    }
    plan.bookmark = usable(parsed, plan, settings);
    if (plan.is_incremental) {
      plan.start = starting_point(plan, settings, !bookmark.empty());
    }
  }
  return plan;
}

void warn_of_unknown_streams(const std::vector<StreamDefinition>& streams,
                             const Catalog& catalog) {
  for (const auto& item : *catalog) {
    const std::string& name = item.first;  // clang 14 captures no bindings
    const bool is_known =
        std::any_of(streams.begin(), streams.end(),
                    [&](const auto& stream) { return stream.name == name; });
    if (!is_known) {
      logging::warning(text::concat("ignoring stream '",
                                    text::excerpt(name, 60),
                                    "' of the catalog: there is none"));
    }
  }
}

}  // namespace

http::Request StreamPlan::request(Mode mode) const {
  return {std::string(stream.name),
          stream.source->is_body ? "" : std::string(stream.path),
          mode == Mode::kSync ? bookmark.etag : ""};
}

std::vector<StreamPlan> make_plans(const std::vector<StreamDefinition>& streams,
                                   const Catalog& catalog,
                                   const singer::State& state,
                                   const ReadSettings& settings) {
  if (catalog) warn_of_unknown_streams(streams, catalog);
  std::vector<StreamPlan> plans;
  for (const StreamDefinition& stream : streams) {
    singer::CatalogEntry entry;
    if (!catalog && !stream.is_selected_by_default) continue;
    if (catalog) {
      const auto found = catalog->find(std::string(stream.name));
      if (found == catalog->end()) continue;
      entry = found->second;
    }
    StreamPlan plan = make_plan(stream, entry, state, settings);
    if (!plan.selection.is_selected) continue;
    warn_of_changes(entry, streams::key_properties(stream), plan.schema);
    plans.push_back(std::move(plan));
  }
  return plans;
}

}  // namespace extract
