#include "settings/dotenv.hpp"

#include <utility>

#include "text/ascii.hpp"

namespace settings {

namespace {

// What the escape of this letter stands for, within such quotes; 0: it is no
// escape, and the backslash stays.
char escaped(char letter, char quote) {
  constexpr std::string_view kLetters = "abfnrtv\\'\"";
  constexpr std::string_view kMeanings = "\a\b\f\n\r\t\v\\'\"";
  if (quote == '\'' && letter != '\\' && letter != '\'') return 0;
  const std::size_t at = kLetters.find(letter);
  return at == std::string_view::npos ? '\0' : kMeanings[at];
}

// `text` begins with the quote; nothing unless all that follows the closing one
// is a comment.
std::optional<std::string> quoted_value(std::string_view text) {
  const char quote = text.front();
  std::string value;
  std::size_t at = 1;
  for (; at < text.size() && text[at] != quote; ++at) {
    const char meaning = text[at] == '\\' && at + 1 < text.size()
                             ? escaped(text[at + 1], quote)
                             : '\0';
    if (meaning != 0) ++at;
    value += meaning != 0 ? meaning : text[at];
  }
  if (at == text.size()) return std::nullopt;
  const std::string_view rest = text::trimmed(text.substr(at + 1));
  if (!rest.empty() && rest.front() != '#') return std::nullopt;
  return value;
}

std::string_view without_comment(std::string_view text) {
  for (std::size_t at = text.find('#'); at != std::string_view::npos;
       at = text.find('#', at + 1)) {
    if (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\t')) {
      return text::trimmed(text.substr(0, at));
    }
  }
  return text;
}

}  // namespace

std::optional<DotenvVariable> read_dotenv_line(std::string_view line) {
  line = text::trimmed(line);
  if (line.starts_with("export ")) line = text::trimmed(line.substr(7));
  if (line.empty() || line.front() == '#') return std::nullopt;
  const std::size_t equals = line.find('=');
  if (equals == std::string_view::npos) return std::nullopt;
  std::string name(text::trimmed(line.substr(0, equals)));
  const std::string_view value = text::trimmed(line.substr(equals + 1));
  if (!value.starts_with('\'') && !value.starts_with('"')) {
    return DotenvVariable{std::move(name), std::string(without_comment(value))};
  }
  auto content = quoted_value(value);
  if (!content) return std::nullopt;
  return DotenvVariable{std::move(name), std::move(*content)};
}

}  // namespace settings
