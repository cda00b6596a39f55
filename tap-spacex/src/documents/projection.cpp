#include "documents/projection.hpp"

#include <algorithm>
#include <utility>

#include "json/members.hpp"
#include "text/excerpt.hpp"

namespace documents {

namespace {

// Bounds of what is remembered for one line of the log.
constexpr std::size_t kMaxUndeclared = 100;
constexpr std::size_t kNameBytes = 60;

void append_value(const json::RawValue& value, bool is_spaced,
                  std::string& out) {
  const std::string_view text = json::json_text(value);
  if (is_spaced) {
    json::append_compact(out, text);
  } else {
    out += text;
  }
}

void append_name(std::string_view name, std::string& out) {
  if (out.back() != '{') out += ',';
  out += '"';
  out += name;
  out += "\":";
}

const singer::SelectedProperty* find_selected(
    const std::vector<singer::SelectedProperty>& properties,
    std::string_view name) {
  const auto found =
      std::find_if(properties.begin(), properties.end(),
                   [&](const auto& property) { return property.name == name; });
  return found == properties.end() ? nullptr : &*found;
}

// The selected members of an object; what is no object (null, or drift) has no
// parts and is copied.
void append_some(const json::RawValue& value, bool is_spaced,
                 const singer::SelectedProperty& selected, std::string& out) {
  if (value.kind != json::Kind::kObject) {
    append_value(value, is_spaced, out);
    return;
  }
  out += '{';
  for (const json::Member& member : json::members_of(value)) {
    const singer::SelectedProperty* const child =
        find_selected(selected.children, member.key.text);
    if (child == nullptr) continue;
    append_name(member.key.text, out);
    if (child->is_whole) {
      append_value(member.value, is_spaced, out);
    } else {
      append_some(member.value, is_spaced, *child, out);
    }
  }
  out += '}';
}

}  // namespace

Projection::Projection(const json::Value& schema, singer::Selection selection,
                       std::string_view added)
    : selection_(std::move(selection)) {
  for (const auto& property : json::find(schema, "properties")->GetObject()) {
    Node node{std::string(json::string_view(property.name))};
    node.selected = find_selected(selection_.properties, node.name);
    if (node.selected != nullptr && node.name != added) {
      node.part = node.selected->is_whole ? Part::kAll : Part::kSome;
    }
    nodes_.push_back(std::move(node));
  }
}

void Projection::append(const Document& document, std::string_view more,
                        std::string& out) {
  found_.clear();
  bool takes_all = !document.is_spaced;
  for (const json::Member& member : document.members) {
    const Node* const node = find(member.key.text);
    takes_all = takes_all && node != nullptr && node->part == Part::kAll;
    found_.push_back(node);
  }
  if (takes_all) {
    out.append(document.text.substr(0, document.text.size() - 1));
  } else {
    out += '{';
    for (std::size_t i = 0; i < found_.size(); ++i) {
      const Node* const node = found_[i];
      if (node == nullptr || node->part == Part::kNone) continue;
      const json::Member& member = document.members[i];
      append_name(member.key.text, out);
      if (node->part == Part::kAll) {
        append_value(member.value, document.is_spaced, out);
      } else {
        append_some(member.value, document.is_spaced, *node->selected, out);
      }
    }
  }
  if (!more.empty()) {
    if (out.back() != '{') out += ',';
    out += more;
  }
  out += '}';
}

const Projection::Node* Projection::find(std::string_view name) {
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    const std::size_t at = (hint_ + i) % nodes_.size();
    if (nodes_[at].name == name) {
      hint_ = at + 1;
      return &nodes_[at];
    }
  }
  if (undeclared_.size() < kMaxUndeclared && !undeclared_.contains(name)) {
    undeclared_.insert(text::excerpt(name, kNameBytes));
  }
  return nullptr;
}

}  // namespace documents
