#include <array>

#include "streams/stream_definition.hpp"

namespace streams {

namespace {

// Adding a stream: one row here and one file in schemas/.
constexpr std::array kStreams{
    StreamDefinition{.name = "capsules", .path = "/v4/capsules"},
    StreamDefinition{
        .name = "company", .path = "/v4/company", .format = Format::kObject},
    StreamDefinition{.name = "cores", .path = "/v4/cores"},
    StreamDefinition{.name = "crew", .path = "/v4/crew"},
    StreamDefinition{.name = "dragons", .path = "/v4/dragons"},
    StreamDefinition{.name = "history",
                     .path = "/v4/history",
                     .replication_key = "event_date_utc",
                     .date_property = "event_date_utc"},
    StreamDefinition{.name = "landpads", .path = "/v4/landpads"},
    StreamDefinition{.name = "launch_log",
                     .path = "/space/gcat/tsv/derived/launchlog.tsv",
                     .source = &kGcat,
                     .format = Format::kGcatTsv,
                     .keys = {"Launch_Tag", "JCAT"},
                     .is_selected_by_default = false,
                     .vague_date = "Launch_Date"},
    StreamDefinition{.name = "launches",
                     .path = "/v4/launches",
                     .version = "v4",
                     .schema_name = "launches_v4",
                     .replication_key = "date_utc",
                     .date_property = "date_utc"},
    StreamDefinition{.name = "launches",
                     .path = "/v5/launches",
                     .version = "v5",
                     .replication_key = "date_utc",
                     .date_property = "date_utc"},
    StreamDefinition{.name = "launchpads", .path = "/v4/launchpads"},
    StreamDefinition{.name = "payloads", .path = "/v4/payloads"},
    StreamDefinition{
        .name = "roadster", .path = "/v4/roadster", .format = Format::kObject},
    StreamDefinition{.name = "rockets", .path = "/v4/rockets"},
    StreamDefinition{.name = "satellite_catalogue",
                     .path = "/pub/satcat.csv",
                     .source = &kCelestrak,
                     .format = Format::kCsv,
                     .keys = {"NORAD_CAT_ID"},
                     .is_selected_by_default = false},
    StreamDefinition{.name = "ships", .path = "/v4/ships"},
    StreamDefinition{.name = "starlink",
                     .path = "/v4/starlink",
                     .replication_key = "space_track_creation_date",
                     .is_incremental_by_default = true,
                     .lifted = {.name = "space_track_creation_date",
                                .parent = "spaceTrack",
                                .member = "CREATION_DATE"},
                     .date_parent = "spaceTrack",
                     .date_property = "LAUNCH_DATE"},
};

constexpr StreamDefinition kExtractions{.name = "extractions",
                                        .path = "",
                                        .source = nullptr,
                                        .keys = {"run_id", "stream"}};

}  // namespace

std::span<const StreamDefinition> all_streams() { return kStreams; }

const StreamDefinition& extractions_stream() { return kExtractions; }

std::string_view StreamDefinition::schema() const {
  return embedded_schema(schema_name.empty() ? name : schema_name);
}

}  // namespace streams
