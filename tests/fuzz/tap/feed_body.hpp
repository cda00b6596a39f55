#pragma once

#include <string_view>

// Takes a body to messages as the tap does. The first byte of `bytes` chooses
// stream, selection and validation, the second how the body is cut into pieces;
// the rest is the body. A wrong body must end in an http::HttpError or
// ValidationError. Aborts when a message is no line of JSON by another parser,
// or when cutting the body elsewhere changes what comes out.
void feed_body(std::string_view bytes);
