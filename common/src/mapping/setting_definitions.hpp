#pragma once

#include "settings/definition.hpp"

// The settings of stream maps and flattening, by the SDK's names, for both
// programs.
namespace mapping {

inline constexpr settings::Definition kStreamMaps = {
    .name = "stream_maps",
    .kind = settings::Kind::kObject,
    .description =
        "How streams and their properties are renamed, dropped, "
        "filtered and computed."};

inline constexpr settings::Definition kStreamMapConfig = {
    .name = "stream_map_config",
    .kind = settings::Kind::kObject,
    .description = "What expressions of stream maps know as config.",
    .hidden = true};

inline constexpr settings::Definition kFakerConfig = {
    .name = "faker_config",
    .kind = settings::Kind::kObject,
    .description = "Changes nothing: expressions that use fake are refused."};

inline constexpr settings::Definition kFlatteningEnabled = {
    .name = "flattening_enabled",
    .kind = settings::Kind::kBoolean,
    .default_json = "false",
    .description = "Make columns of nested objects."};

inline constexpr settings::Definition kFlatteningMaxDepth = {
    .name = "flattening_max_depth",
    .kind = settings::Kind::kInteger,
    .description =
        "How deep objects are made columns of; 0: none is. Needed "
        "with flattening_enabled.",
    .minimum = "0",
    .maximum = "500"};

inline constexpr settings::Definition kFlatteningSeparator = {
    .name = "flattening_separator",
    .kind = settings::Kind::kString,
    .default_json = "\"__\"",
    .description = "What stands between the names in a column's name."};

inline constexpr settings::Definition kFlatteningMaxKeyLength = {
    .name = "flattening_max_key_length",
    .kind = settings::Kind::kInteger,
    .default_json = "255",
    .description =
        "Names of such columns that are not shorter are "
        "abbreviated.",
    .minimum = "1",
    .maximum = "100000"};

}  // namespace mapping
