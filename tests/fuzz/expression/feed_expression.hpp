#pragma once

#include <string_view>

// Compiles the first line of `bytes` as an expression and evaluates it on a
// record that is the rest. What is wrong must end in the errors of the
// language; aborts when what is written as JSON is none.
void feed_expression(std::string_view bytes);
