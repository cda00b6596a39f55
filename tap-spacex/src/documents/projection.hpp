#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "documents/body.hpp"
#include "json/document.hpp"
#include "singer/selection.hpp"

namespace documents {

// Copies the selected part of documents, byte for byte: one memory copy when
// that is all of it.
class Projection {
 public:
  // `added` is a property that the tap fills in itself (may be empty): it is
  // not taken from documents.
  Projection(const json::Value& schema, singer::Selection selection,
             std::string_view added);

  // Appends the document as one JSON object on one line. `more` is a further
  // member ("name":value), or empty. Top-level members that the schema does not
  // declare are left out.
  void append(const Document& document, std::string_view more,
              std::string& out);

  // The names of undeclared members met so far, long ones by their start; at
  // most a hundred.
  const std::set<std::string, std::less<>>& undeclared() const {
    return undeclared_;
  }

 private:
  enum class Part { kAll, kSome, kNone };
  struct Node {
    std::string name;
    Part part = Part::kNone;
    const singer::SelectedProperty* selected = nullptr;
  };

  const Node* find(std::string_view name);

  singer::Selection selection_;
  std::vector<Node> nodes_;
  // Members come in the same order in nearly every document: the node behind
  // the last one found is tried first.
  std::size_t hint_ = 0;
  std::vector<const Node*> found_;  // of the document at hand
  std::set<std::string, std::less<>> undeclared_;
};

}  // namespace documents
