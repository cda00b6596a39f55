#pragma once

#include <string_view>

// Reads `bytes` as the target reads its standard input: lines, messages,
// tables, rows. Broken input must end in singer::ProtocolError and leave the
// batch as it was; anything else ends the process. No server is needed.
void feed(std::string_view bytes);
