#pragma once

#include <span>
#include <string_view>

// The settings a program knows, as data: what --config accepts, what
// --about prints and what the README's tables say are all made from this.
namespace settings {

enum class Kind { kString, kInteger, kNumber, kBoolean, kObject, kArray };

// One setting. All views must be string literals.
struct Definition {
  std::string_view name = {};
  Kind kind = Kind::kString;
  // JSON text of the default, e.g. "5432", "\"melty\""; empty: none.
  std::string_view default_json = {};
  std::string_view description = {};
  bool required = false;
  bool secret = false;
  // No secret to --about, but a value given by mistake may be one (the key
  // itself for the path of its file): errors do not show it.
  bool hidden = false;
  // Allowed strings, separated by '|'; empty: any.
  std::string_view choices = {};
  // Inclusive bounds of a number, as JSON text; empty: none.
  std::string_view minimum = {};
  std::string_view maximum = {};
  // Why a setting that other programs of its kind have is refused here, e.g.
  // "not supported yet". Naming it in a configuration is a UsageError unless
  // its value is null, false, "" or empty. Not part of --about.
  std::string_view refusal = {};

  constexpr bool may_be_shown() const { return !secret && !hidden; }
};

// What a program says of itself.
struct Program {
  std::string_view name = {};         // "tap-spacex"
  std::string_view version = {};      // "0.1.0"
  std::string_view description = {};  // one sentence
  std::span<const std::string_view> capabilities = {};
  std::span<const Definition> definitions = {};
};

}  // namespace settings
