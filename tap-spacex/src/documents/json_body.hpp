#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "documents/body.hpp"
#include "documents/splitter.hpp"
#include "json/cursor.hpp"

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
  std::optional<Document> read_document();
  std::optional<Document> try_document(std::string_view text);
  void spell_names_plainly();
  std::string_view unread() const;
  void check_beginning() const;
  [[noreturn]] void fail(const json::SyntaxError& error) const;
  [[noreturn]] void fail(std::size_t at, std::string_view fault) const;
  [[noreturn]] void fail_truncated() const;

  Root root_;
  Place place_ = Place::kStart;
  bool is_finished_ = false;
  std::string buffer_;    // what was fed, and the padding of json::Cursor
  std::size_t at_ = 0;    // of the next byte to look at, in buffer_
  std::size_t base_ = 0;  // offset of buffer_ in the body
  Splitter splitter_;     // of the document that begins at at_
  std::size_t count_ = 0;
  std::vector<json::Member> members_;
  // Names of members_ that the body spells with escapes, in quotes.
  std::deque<std::string> names_;
};

}  // namespace documents
