#pragma once

#include <string_view>

// The one writer of stderr: lines of the log, and on a terminal a last line
// that is drawn over and over. Safe to call from several threads.
namespace logging {

// Asked before and while a stderr that nobody reads is waited for: whether that
// is still to be done. Set before any thread starts; always, by default.
void wait_for_standard_error(bool (*may_wait)());

// Writes whole lines, in place of a line that is drawn. A stderr that is closed
// is ignored; one that nobody reads is waited for once, for five seconds, and
// then lines are lost. Asks for no memory.
void write_standard_error(std::string_view lines);

// Whether stderr is a terminal on which a line can be drawn over.
bool can_draw();

// Draws `text` as the terminal's last line, cut to its width, in place of what
// was drawn before. Only where can_draw().
void draw_last_line(std::string_view text);
// Takes it away; nothing where nothing is drawn.
void erase_last_line();

}  // namespace logging
