#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace settings {

struct DotenvVariable {
  std::string name;
  std::string value;
};

// What one line of a .env file sets, as python-dotenv (and so Meltano) reads
// it: `export ` may stand before it, quotes around the value, a comment behind
// white space. Nothing for a line that sets nothing or that is no such line.
// Not understood: values over several lines, ${NAME} within a value.
std::optional<DotenvVariable> read_dotenv_line(std::string_view line);

}  // namespace settings
