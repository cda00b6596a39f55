#include "patterns/translation.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

#include "patterns/bracket.hpp"
#include "patterns/character_class.hpp"
#include "patterns/escape.hpp"
#include "patterns/expression_reader.hpp"
#include "patterns/flags.hpp"
#include "patterns/groups.hpp"
#include "patterns/pattern.hpp"
#include "patterns/width.hpp"
#include "text/concat.hpp"

namespace patterns {

namespace {

// PCRE2's own bound is 250.
constexpr int kMaxNesting = 200;
// As many as PCRE2 repeats.
constexpr std::uint64_t kMaxCount = 65'535;

// Recursive descent, which writes as it reads; each method returns the width of
// what it has read.
class Translator {
 public:
  explicit Translator(std::string_view expression) : reader_(expression) {}

  Translation run() {
    Flags flags;
    alternatives(flags, 0);
    if (!reader_.is_at_end()) refuse("unbalanced parenthesis");
    groups_.check_asked_for();
    return std::move(result_);
  }

 private:
  // What a quantifier may follow.
  enum class Item : std::uint8_t {
    kNone,
    kAssertion,
    kCharacter,
    kOther,
    kRepeated
  };

  // A sequence as far as it is read.
  struct Sequence {
    Width width;  // without the last item
    Width last;
    Item item = Item::kNone;
    std::size_t start = 0;  // of what is written of it

    void begin(Item next, const Width& next_width) {
      width = width + last;
      last = next_width;
      item = next;
    }
  };

  void write(std::string_view text) { result_.expression += text; }

  // Flags for the whole, at the begin, hold from here on for `flags` too.
  Width alternatives(Flags& flags, int depth) {
    if (depth > kMaxNesting) throw NotSupported("it is nested too deep");
    Width width = sequence(flags, depth, depth == 0);
    const bool is_one = !reader_.next_is('|');
    while (reader_.skip('|')) {
      write(text::concat(depth == 0 ? "" : kCallout, '|'));
      width = width.either(sequence(flags, depth, false));
    }
    if (!is_one && depth != 0) write(kCallout);
    return width;
  }

  Width sequence(Flags& flags, int depth, bool may_set_flags) {
    Sequence sequence;
    while (!reader_.is_at_end() && !reader_.next_is_one_of("|)")) {
      const std::uint32_t point = reader_.take();
      if (flags.verbose && is_skipped(point)) continue;
      if (point == '(') {
        const bool is_first = may_set_flags && sequence.item == Item::kNone;
        group(sequence, flags, depth, is_first);
      } else if (!is_quantified(point, sequence)) {
        atom(point, sequence, flags);
      }
    }
    return sequence.width + sequence.last;
  }

  // White space and comments, where the flag x is set.
  bool is_skipped(std::uint32_t point) {
    if (point == '#') {
      while (!reader_.is_at_end() && reader_.take() != '\n') {
      }
      return true;
    }
    return point == ' ' || (point >= '\t' && point <= '\r');
  }

  void character_wide(const CharacterClass& characters, Sequence& sequence,
                      const Flags& flags) {
    flags.check_characters();
    character(characters.to_pcre2(), sequence);
  }

  void literal(std::uint32_t point, Sequence& sequence, const Flags& flags) {
    flags.check_characters();
    character(to_pcre2(point, flags), sequence);
  }

  void character(std::string_view text, Sequence& sequence) {
    sequence.start = result_.expression.size();
    write(text);
    sequence.begin(Item::kCharacter, Width::of(1));
  }

  void assertion(std::string_view text, Sequence& sequence) {
    write(text);
    sequence.begin(Item::kAssertion, {});
  }

  void atom(std::uint32_t point, Sequence& sequence, const Flags& flags) {
    switch (point) {
      case '[':
        return character_wide(read_class(reader_, flags), sequence, flags);
      case '\\':
        return escape(sequence, flags);
      case '^':
        return assertion("^", sequence);
      case '$':
        return assertion("$", sequence);
      case '.':
        return character(".", sequence);
      default:
        return literal(point, sequence, flags);
    }
  }

  void escape(Sequence& sequence, const Flags& flags) {
    const Escape escape = read_escape(reader_);
    switch (escape.kind) {
      case Escape::Kind::kCharacter:
        return literal(escape.value, sequence, flags);
      case Escape::Kind::kCategory: {
        CharacterClass characters(flags);
        characters.add_category(static_cast<char>(escape.value));
        return character_wide(characters, sequence, flags);
      }
      case Escape::Kind::kReference:
        return reference(escape.value, sequence, flags);
      case Escape::Kind::kAssertion:
        break;
    }
    if (escape.value == 'A') return assertion(R"(\A)", sequence);
    if (escape.value == 'Z') return assertion(R"(\z)", sequence);
    assertion(boundary(escape.value == 'b', flags), sequence);
  }

  // PCRE2's \b goes by its \w, which differs among its versions.
  static std::string boundary(bool is_one, const Flags& flags) {
    flags.check_characters();
    CharacterClass words(flags);
    words.add_category('w');
    const std::string word = words.to_pcre2();
    const auto both = [&](std::string_view behind, std::string_view ahead) {
      return text::concat("(?<", behind, word, ")(?", ahead, word, ')');
    };
    return is_one
               ? text::concat("(?:", both("=", "!"), '|', both("!", "="), ')')
               : text::concat("(?:", both("=", "="), '|', both("!", "!"), ')');
  }

  void reference(std::size_t group, Sequence& sequence, const Flags& flags) {
    flags.check_characters();
    const Width width = groups_.refer_to(group);
    write(text::concat(R"(\g{)", group, '}'));
    result_.is_regular = false;
    sequence.begin(Item::kOther, width);
  }

  // Whether the character begins a quantifier, which is then read.
  bool is_quantified(std::uint32_t point, Sequence& sequence) {
    std::uint64_t minimum = 0;
    std::uint64_t maximum = Width::kUnlimited;
    if (point == '+') {
      minimum = 1;
    } else if (point == '?') {
      maximum = 1;
    } else if (point == '{') {
      if (!counts(minimum, maximum)) return false;
    } else if (point != '*') {
      return false;
    }
    if (sequence.item == Item::kNone || sequence.item == Item::kAssertion) {
      refuse("nothing to repeat");
    }
    if (sequence.item == Item::kRepeated) refuse("multiple repeat");
    write_quantifier(minimum, maximum, sequence);
    if (reader_.skip('?')) {
      write("?");
    } else if (reader_.skip('+')) {
      write("+");
      result_.is_regular = false;
    }
    write(kCallout);
    sequence.item = Item::kRepeated;
    sequence.last = sequence.last.times(minimum, maximum);
    return true;
  }

  // {2}, {2,}, {2,5}, {,5}, {,}; anything else is literal.
  bool counts(std::uint64_t& minimum, std::uint64_t& maximum) {
    constexpr std::size_t kAny = SIZE_MAX;
    const std::size_t start = reader_.position();
    if (reader_.next_is('}')) return false;
    const auto low = reader_.number(10, kAny);
    const auto high = reader_.skip(',') ? reader_.number(10, kAny) : low;
    if (!reader_.skip('}')) {
      reader_.go_back_to(start);
      return false;
    }
    minimum = low.value_or(0);
    maximum = high.value_or(Width::kUnlimited);
    if ((low && *low >= Width::kUnlimited) ||
        (high && *high >= Width::kUnlimited)) {
      refuse("the repetition number is too large");
    }
    if (maximum < minimum) refuse("min repeat greater than max repeat");
    return true;
  }

  void write_quantifier(std::uint64_t minimum, std::uint64_t maximum,
                        const Sequence& sequence) {
    const bool is_unlimited = maximum == Width::kUnlimited;
    if (minimum > kMaxCount || (!is_unlimited && maximum > kMaxCount)) {
      throw NotSupported("it repeats more than 65,535 times");
    }
    // aa* for a+: where all ways are followed at once, PCRE2 takes a+ for as
    // many ways as there are a.
    if (minimum == 1 && is_unlimited && sequence.item == Item::kCharacter) {
      write(result_.expression.substr(sequence.start));
      minimum = 0;
    }
    write(text::concat('{', minimum, ','));
    if (!is_unlimited) write(text::concat(maximum));
    write("}");
  }

  // Behind its '('.
  void group(Sequence& sequence, Flags& flags, int depth, bool is_first) {
    if (!reader_.skip('?'))
      return capturing(std::nullopt, sequence, flags, depth);
    const std::uint32_t kind = reader_.take();
    switch (kind) {
      case ':':
        return enclosed("(?:", sequence, flags, depth);
      case '>':
        result_.is_regular = false;
        return enclosed("(?>", sequence, flags, depth);
      case 'P':
        return named(sequence, flags, depth);
      case '#':
        return comment();
      case '=':
        result_.looks_ahead = true;
        return around("(?=", sequence, flags, depth);
      case '!':
        return around("(?!", sequence, flags, depth);
      case '<':
        return behind(sequence, flags, depth);
      case '(':
        return conditional(sequence, flags, depth);
      default:
        return flagged(kind, sequence, flags, depth, is_first);
    }
  }

  void close() {
    if (!reader_.skip(')')) refuse("missing ), unterminated subpattern");
    write(")");
  }

  Width inner(std::string_view begin, Flags flags, int depth) {
    write(begin);
    const Width width = alternatives(flags, depth + 1);
    close();
    return width;
  }

  void enclosed(std::string_view begin, Sequence& sequence, const Flags& flags,
                int depth) {
    sequence.begin(Item::kOther, inner(begin, flags, depth));
  }

  void capturing(const std::optional<Name>& name, Sequence& sequence,
                 const Flags& flags, int depth) {
    const std::size_t number = groups_.open(name);
    const Width width = inner("(", flags, depth);
    groups_.close(number, width);
    sequence.begin(Item::kOther, width);
  }

  void named(Sequence& sequence, const Flags& flags, int depth) {
    if (reader_.skip('<')) {
      return capturing(reader_.take_until('>'), sequence, flags, depth);
    }
    if (!reader_.skip('=')) refuse("unknown extension ?P");
    reference(groups_.number_of(reader_.take_until(')')), sequence, flags);
  }

  void comment() {
    while (reader_.take() != ')') {
    }
  }

  void around(std::string_view begin, Sequence& sequence, const Flags& flags,
              int depth) {
    result_.is_regular = false;
    inner(begin, flags, depth);
    sequence.begin(Item::kOther, {});
  }

  void behind(Sequence& sequence, const Flags& flags, int depth) {
    const bool is_wanted = reader_.skip('=');
    if (!is_wanted && !reader_.skip('!')) refuse("unknown extension ?<");
    result_.is_regular = false;
    const auto before = groups_.begin_behind();
    const Width width = inner(is_wanted ? "(?<=" : "(?<!", flags, depth);
    groups_.end_behind(before);
    if (!width.is_fixed()) refuse("look-behind requires fixed-width pattern");
    sequence.begin(Item::kOther, {});
  }

  // (?(1)yes|no)
  void conditional(Sequence& sequence, Flags& flags, int depth) {
    const std::size_t number = reader_.next_is_one_of("0123456789")
                                   ? numbered()
                                   : groups_.number_of(reader_.take_until(')'));
    groups_.ask_for(number);
    result_.is_regular = false;
    if (depth > kMaxNesting) throw NotSupported("it is nested too deep");
    write(text::concat("(?(", number, ')'));
    const Width yes = this->sequence(flags, depth + 1, false);
    Width no;
    if (reader_.skip('|')) {
      write("|");
      no = this->sequence(flags, depth + 1, false);
      if (reader_.next_is('|')) {
        refuse("conditional backref with more than two branches");
      }
    }
    close();
    sequence.begin(Item::kOther, yes.either(no));
  }

  std::size_t numbered() {
    constexpr std::uint64_t kMaxGroups = 65'535;  // PCRE2's
    const auto number = reader_.number(10, SIZE_MAX);
    if (!reader_.skip(')')) refuse("bad character in group name");
    if (*number > kMaxGroups) refuse("invalid group reference");
    return *number;
  }

  void flagged(std::uint32_t first, Sequence& sequence, Flags& flags, int depth,
               bool is_first) {
    const FlagChange change = read_flags(first, reader_);
    if (!change.is_scoped) {
      if (!is_first) {
        refuse("global flags not at the start of the expression");
      }
      flags = change.applied_to(flags);
      return write(change.to_pcre2());
    }
    enclosed(change.to_pcre2(), sequence, change.applied_to(flags), depth);
  }

  ExpressionReader reader_;
  Groups groups_;
  Translation result_;
};

}  // namespace

Translation to_pcre2(std::string_view expression) {
  return Translator(expression).run();
}

}  // namespace patterns
