#pragma once

#include "options.hpp"

// Does what the options ask for; returns the exit status. Failures are thrown.
int run_tap(const Options& options);
