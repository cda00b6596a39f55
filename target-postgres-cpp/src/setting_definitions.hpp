#pragma once

#include "settings/definition.hpp"

// What the program is and the settings it takes; the names and defaults of
// MeltanoLabs' target-postgres, and a few of its own.
const settings::Program& program();
