#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mapping {

// A JSON object of a schema as its members' texts, in their order: what is not
// changed stays as the tap wrote it, numbers with their digits.
class ObjectText {
 public:
  ObjectText() = default;
  // `json` must be a JSON value; one that is no object has no members. Of
  // members of one name the last counts, in the place of the first.
  explicit ObjectText(std::string_view json);

  // The member's JSON text; nullptr when there is none.
  const std::string* find(std::string_view name) const;
  // A member that is there keeps its place; a new one comes last.
  void set(std::string_view name, std::string json);
  void erase(std::string_view name);

  bool is_empty() const { return members_.empty(); }
  const std::vector<std::pair<std::string, std::string>>& members() const {
    return members_;
  }
  std::string text() const;

 private:
  std::vector<std::pair<std::string, std::string>> members_;
};

// The texts of an array's items; of any other value none.
std::vector<std::string> item_texts(std::string_view json);

// The characters of a JSON string; empty for any other value.
std::string characters_of(std::string_view json);

// The names in a schema's `type`, be it one or a list of them.
std::vector<std::string> type_names(const ObjectText& schema);

}  // namespace mapping
