// Searches what expressions.py makes up; like_python_test.py compares.
//
// Each line of stdin is one JSON array, an expression and its texts:
// ["^a","abc","b"]. Each line of stdout is its answer: one of 0, 1 and ? (given
// up) for each text, or "refused: why", or "not supported: why".

#include <iostream>
#include <string>

#include "json/document.hpp"
#include "patterns/pattern.hpp"
#include "text/concat.hpp"

namespace {

char answer_for(const patterns::Pattern& pattern, std::string_view text) {
  try {
    return pattern.is_found_in(text) ? '1' : '0';
  } catch (const patterns::TooManySteps&) {
    return '?';
  }
}

std::string answer(const json::Value& line) {
  try {
    const patterns::Pattern pattern(json::string_view(line[0]));
    std::string found;
    for (rapidjson::SizeType i = 1; i < line.Size(); ++i) {
      found += answer_for(pattern, json::string_view(line[i]));
    }
    return found;
  } catch (const patterns::NotSupported& error) {
    return text::concat("not supported: ", error.what());
  } catch (const std::invalid_argument& error) {
    return text::concat("refused: ", error.what());
  }
}

}  // namespace

int main() {
  std::string line;
  while (std::getline(std::cin, line)) {
    std::cout << answer(json::parse(line, "the line")) << '\n';
  }
  return 0;
}
