#include <array>

#include "streams/source.hpp"

namespace streams {

namespace {

constexpr std::array kSources{&kCelestrak, &kGcat, &kSpacex};

}  // namespace

std::span<const Source* const> all_sources() { return kSources; }

}  // namespace streams
