#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "patterns/width.hpp"

namespace patterns {

using Name = std::vector<std::uint32_t>;

// The groups of an expression as far as it is read, and which of them may be
// referred to.
class Groups {
 public:
  // Returns its number; refuses a name that is taken.
  std::size_t open(const std::optional<Name>& name);
  void close(std::size_t group, const Width& width) { widths_[group] = width; }

  // Refuses a name that is no name, or no group's.
  std::size_t number_of(const Name& name) const;
  // The width of a group that is referred to; refuses one that is not closed.
  Width refer_to(std::size_t group) const;
  // In (?(group)…): of one that may come later, but must come. Throws
  // NotSupported for one that is open: to re, it has what it had in a way that
  // was given up.
  void ask_for(std::size_t group);

  // From here on, what is opened may not be referred to, until `end_behind`
  // with what this returned.
  std::optional<std::size_t> begin_behind();
  void end_behind(std::optional<std::size_t> before) { behind_ = before; }

  // Refuses references to groups that did not come.
  void check_asked_for() const;

 private:
  bool is_closed(std::size_t group) const {
    return group < widths_.size() && widths_[group].has_value();
  }
  void check_behind(std::size_t group) const;

  // Nothing while it is open; the first is the whole expression.
  std::vector<std::optional<Width>> widths_ = {std::nullopt};
  std::map<Name, std::size_t> names_;
  std::optional<std::size_t> behind_;
  std::size_t highest_asked_for_ = 0;
};

}  // namespace patterns
