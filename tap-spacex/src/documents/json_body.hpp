#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "documents/body.hpp"
#include "json/scanner.hpp"

namespace documents {

// What a JSON body holds at its top.
enum class Root { kArray, kObject };

// The documents of a JSON body: the elements of its array, or its one object.
// Their text is as the body has it.
class JsonBody final : public Body {
 public:
  explicit JsonBody(Root root) : root_(root) {}

  void feed(std::string_view piece) override;
  void finish() override { is_finished_ = true; }
  std::optional<Document> next() override;
  std::size_t count() const override { return count_; }

 private:
  enum class Place { kStart, kFirstOrEnd, kElement, kBehindElement, kEnd };

  bool skip_spaces();
  bool start();
  std::optional<Document> scan_document();
  void spell_names_plainly();
  [[noreturn]] void fail(std::size_t at, std::string_view fault) const;
  [[noreturn]] void fail_truncated() const;

  Root root_;
  Place place_ = Place::kStart;
  bool is_finished_ = false;
  std::string buffer_;
  std::size_t at_ = 0;    // of the next byte to look at, in buffer_
  std::size_t base_ = 0;  // offset of buffer_ in the body
  // An incomplete document is scanned again when this much of it is there:
  // doubled each time, so that a long one costs linear time.
  std::size_t wanted_ = 0;
  std::size_t count_ = 0;
  std::vector<json::TextMember> members_;
  // Names of members_ that the body spells with escapes.
  std::deque<std::string> names_;
};

}  // namespace documents
