#include "patterns/pattern.hpp"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <new>
#include <optional>
#include <utility>
#include <vector>

#include "patterns/translation.hpp"
#include "text/concat.hpp"

namespace patterns {

namespace {

// Steps that are taken for a text, and so many more for each byte of it. A step
// is a callout or a character between two of them: some 10 ns. Few are enough
// where there is another way, so that a record of many values ends, too.
constexpr std::int64_t kFewSteps = 20'000;
constexpr std::int64_t kManySteps = 10'000'000;
constexpr std::int64_t kStepsPerByte = 1'000;

// The machine stack has room for 32 KiB, enough for nearly all; this much is
// mapped when it is not.
constexpr std::size_t kFirstStack = std::size_t{64} << 10U;
constexpr std::size_t kLargestStack = std::size_t{16} << 20U;

// For the interpreter, where no machine code may be made: KiB.
constexpr std::uint32_t kHeapLimit = 65'536;

constexpr std::uint32_t kOptions =
    PCRE2_UTF | PCRE2_UCP | PCRE2_ALT_CIRCUMFLEX | PCRE2_NEVER_BACKSLASH_C;

PCRE2_SPTR bytes(std::string_view text) {
  return reinterpret_cast<PCRE2_SPTR>(text.data());
}

template <class Handle>
Handle* made(Handle* handle) {
  if (handle == nullptr) throw std::bad_alloc();
  return handle;
}

std::string message_of(int error) {
  std::array<PCRE2_UCHAR, 256> message{};
  pcre2_get_error_message(error, message.data(), message.size());
  return reinterpret_cast<const char*>(message.data());
}

// Whether it was found; nothing when PCRE2 did not come to an end.
std::optional<bool> answer_of(int result) {
  if (result >= 0) return true;
  if (result == PCRE2_ERROR_NOMATCH) return false;
  if (result == PCRE2_ERROR_NOMEMORY) throw std::bad_alloc();
  return std::nullopt;
}

pcre2_compile_context* new_compile_context() {
  pcre2_compile_context* const context =
      made(pcre2_compile_context_create(nullptr));
  pcre2_set_newline(context, PCRE2_NEWLINE_LF);
  pcre2_set_compile_extra_options(context, PCRE2_EXTRA_ALLOW_SURROGATE_ESCAPES);
  return context;
}

// Counts what the matcher does; ends it when that is too much.
class Steps {
 public:
  void begin(std::string_view text, std::int64_t free_steps) {
    left_ = free_steps + kStepsPerByte * static_cast<std::int64_t>(text.size());
    last_ = 0;
  }

  static int count(pcre2_callout_block* block, void* steps) {
    return static_cast<Steps*>(steps)->at(block->current_position);
  }

 private:
  int at(std::size_t position) {
    // It goes back at once, and forward character by character.
    left_ -= position > last_ ? static_cast<std::int64_t>(position - last_) : 1;
    last_ = position;
    return left_ < 0 ? PCRE2_ERROR_CALLOUT : 0;
  }

  std::int64_t left_ = 0;
  std::size_t last_ = 0;
};

// What matching needs besides the pattern, one for each thread.
class Matcher {
 public:
  Matcher()
      : data_(made(pcre2_match_data_create(1, nullptr))),
        context_(made(pcre2_match_context_create(nullptr))) {
    pcre2_set_callout(context_, &Steps::count, &steps_);
    pcre2_set_heap_limit(context_, kHeapLimit);
  }

  int match(const pcre2_code* code, std::string_view text,
            std::int64_t free_steps) {
    steps_.begin(text, free_steps);
    int result = pcre2_match(code, bytes(text), text.size(), 0,
                             PCRE2_NO_UTF_CHECK, data_, context_);
    if (result == PCRE2_ERROR_JIT_STACKLIMIT && stack_ == nullptr) {
      stack_ =
          made(pcre2_jit_stack_create(kFirstStack, kLargestStack, nullptr));
      pcre2_jit_stack_assign(context_, nullptr, stack_);
      return match(code, text, free_steps);
    }
    return result;
  }

  // Follows all ways at once, in `workspace`; each character takes time that
  // grows with the square of its size.
  int match_at_once(const pcre2_code* code, std::string_view text,
                    std::vector<int>& workspace) {
    return pcre2_dfa_match(code, bytes(text), text.size(), 0,
                           PCRE2_NO_UTF_CHECK | PCRE2_DFA_SHORTEST, data_,
                           nullptr, workspace.data(), workspace.size());
  }

 private:
  pcre2_match_data* data_;
  pcre2_match_context* context_;
  pcre2_jit_stack* stack_ = nullptr;
  Steps steps_;
};

// Never destroyed: glibc ends the process when there is no memory to note the
// destructor of a thread's variable.
Matcher& matcher() {
  static thread_local Matcher& matcher = *new Matcher;
  return matcher;
}

// They would be ways, too.
std::string without_callouts(std::string expression) {
  for (std::size_t at = 0;
       (at = expression.find(kCallout, at)) != std::string::npos;) {
    expression.erase(at, kCallout.size());
  }
  return expression;
}

}  // namespace

struct Pattern::Compiled {
  Compiled(const std::string& expression, std::uint32_t options) {
    static pcre2_compile_context* const kContext = new_compile_context();
    int error = 0;
    std::size_t offset = 0;
    code = pcre2_compile(bytes(expression), expression.size(),
                         kOptions | options, &error, &offset, kContext);
    if (code != nullptr) return;
    if (error == PCRE2_ERROR_HEAP_FAILED) throw std::bad_alloc();
    throw NotSupported(message_of(error));
  }
  Compiled(const Compiled&) = delete;
  Compiled& operator=(const Compiled&) = delete;
  ~Compiled() { pcre2_code_free(code); }

  pcre2_code* code = nullptr;
};

Pattern::Pattern(std::string_view expression) {
  Translation translation = to_pcre2(expression);
  expression_ = std::move(translation.expression);
  is_regular_ = translation.is_regular;
  compiled_ = std::make_unique<Compiled>(
      expression_, translation.looks_ahead ? PCRE2_NO_START_OPTIMIZE : 0);
  // Where it may not make machine code, the interpreter does.
  pcre2_jit_compile(compiled_->code, PCRE2_JIT_COMPLETE);
}

Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;
Pattern::~Pattern() = default;

bool Pattern::is_found_in(std::string_view text) const {
  std::optional<bool> answer;
  if (is_regular_) {
    answer = answer_of(matcher().match(compiled_->code, text, kFewSteps));
    if (!answer) answer = is_found_at_once(text);
  }
  if (!answer) {
    answer = answer_of(matcher().match(compiled_->code, text, kManySteps));
  }
  if (answer) return *answer;
  throw TooManySteps("pattern: more steps than can be taken");
}

// Takes time linear in the text, slower than the first way by far.
std::optional<bool> Pattern::is_found_at_once(std::string_view text) const {
  // So many ways may be followed at once that a text takes some seconds, and 20
  // us for each byte: each looks at all others, half a nanosecond each.
  constexpr std::size_t kFree = 10'000'000'000;
  constexpr std::size_t kPerByte = 40'000;
  constexpr std::size_t kMost = 4'000;
  constexpr std::size_t kIntegersPerWay = 6;
  const std::size_t square = kFree / (text.size() + 1) + kPerByte;
  const std::size_t ways = std::min(
      static_cast<std::size_t>(std::sqrt(static_cast<double>(square))), kMost);
  std::vector<int> workspace(ways * kIntegersPerWay);
  const Compiled anywhere(
      text::concat("(?s:.*?)(?:", without_callouts(expression_), ')'),
      PCRE2_ANCHORED);
  return answer_of(matcher().match_at_once(anywhere.code, text, workspace));
}

}  // namespace patterns
