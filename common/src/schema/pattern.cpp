#include "schema/pattern.hpp"

#include <algorithm>
#include <utility>

#include "schema/code_points.hpp"
#include "schema/pattern_parser.hpp"

namespace schema {

namespace {

constexpr std::uint32_t kNone = 0xFFFFFFFF;  // before the first, after the last

bool is_word(std::uint32_t point) {
  return point != kNone &&
         ((point >= '0' && point <= '9') || (point >= 'A' && point <= 'Z') ||
          (point >= 'a' && point <= 'z') || point == '_' || point >= 0x80);
}

// Where in a text the automaton stands.
struct Place {
  std::uint32_t before = kNone;
  std::uint32_t after = kNone;
  bool is_before_last_newline = false;

  bool allows(Pattern::Operation assertion) const {
    switch (assertion) {
      case Pattern::Operation::kBegin:
        return before == kNone;
      case Pattern::Operation::kEnd:
        return after == kNone || is_before_last_newline;
      case Pattern::Operation::kBoundary:
        return is_word(before) != is_word(after);
      default:
        return is_word(before) == is_word(after);
    }
  }
};

// The instructions all threads wait at, each once. Used for one text after the
// other, so that its tables are neither allocated nor cleared for each.
class Threads {
 public:
  void begin(const std::vector<Pattern::Instruction>& program) {
    program_ = &program;
    if (seen_.size() < program.size()) seen_.resize(program.size(), 0);
    clear();
  }

  const std::vector<std::uint32_t>& waiting() const { return waiting_; }

  void clear() {
    waiting_.clear();
    ++round_;
  }

  // Follows everything that reads no character; true when that is a match.
  bool add(std::uint32_t start, const Place& place) {
    stack_.push_back(start);
    while (!stack_.empty()) {
      const std::uint32_t at = stack_.back();
      stack_.pop_back();
      if (std::exchange(seen_[at], round_) == round_) continue;
      const Pattern::Instruction& instruction = (*program_)[at];
      switch (instruction.operation) {
        case Pattern::Operation::kMatch:
          stack_.clear();
          return true;
        case Pattern::Operation::kCharacter:
          waiting_.push_back(at);
          break;
        case Pattern::Operation::kSplit:
          stack_.push_back(instruction.b);
          stack_.push_back(instruction.a);
          break;
        case Pattern::Operation::kJump:
          stack_.push_back(instruction.a);
          break;
        default:
          if (place.allows(instruction.operation)) stack_.push_back(at + 1);
      }
    }
    return false;
  }

 private:
  const std::vector<Pattern::Instruction>* program_ = nullptr;
  std::vector<std::uint32_t> waiting_;
  std::vector<std::uint32_t> stack_;
  // The round in which an instruction was last reached; no round comes twice,
  // whatever the program.
  std::vector<std::uint64_t> seen_;
  std::uint64_t round_ = 0;
};

}  // namespace

bool Pattern::CharacterClass::has(std::uint32_t point) const {
  const bool is_listed =
      std::any_of(ranges.begin(), ranges.end(), [&](const Range& range) {
        return point >= range.first && point <= range.last;
      });
  return is_listed != is_negated;
}

Pattern::Pattern(std::string_view expression) {
  Program program = parse_pattern(expression);
  classes_ = std::move(program.classes);
  program_ = std::move(program.instructions);
}

bool Pattern::is_found_in(std::string_view text) const {
  // Never destroyed: glibc ends the process when there is no memory to note the
  // destructor of a thread's variable.
  static thread_local Threads& first = *new Threads;
  static thread_local Threads& second = *new Threads;
  first.begin(program_);
  second.begin(program_);
  Threads* now = &first;
  Threads* next = &second;
  Place place;
  for (;;) {
    const bool is_at_end = text.empty();
    place.is_before_last_newline = text == "\n";
    place.after = is_at_end ? kNone : take_code_point(text);
    // What the last character led to, and a new beginning here.
    next->clear();
    bool is_match = false;
    for (const std::uint32_t at : now->waiting()) {
      if (classes_[program_[at].a].has(place.before)) {
        is_match |= next->add(at + 1, place);
      }
    }
    is_match |= next->add(0, place);
    if (is_match) return true;
    if (is_at_end) return false;
    std::swap(now, next);
    place.before = place.after;
  }
}

}  // namespace schema
