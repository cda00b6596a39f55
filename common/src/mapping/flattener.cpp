#include "mapping/flattener.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "mapping/dumped_text.hpp"
#include "mapping/error.hpp"
#include "mapping/object_text.hpp"
#include "text/concat.hpp"
#include "text/excerpt.hpp"

namespace mapping {

namespace {

constexpr std::string_view kText = R"({"type":"string"})";
constexpr std::string_view kNullableText = R"({"type":["string","null"]})";
constexpr std::string_view kAnyText = R"({"type":["null","string"]})";

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// As Python has it: null, false, zero and what is empty are false.
bool is_true(std::string_view json) {
  const std::string_view first = json.substr(0, 1);
  if (first == "{") return !ObjectText(json).is_empty();
  if (first == "[") return !item_texts(json).empty();
  if (first == "\"") return json.size() > 2;
  if (json == "null" || json == "false") return false;
  return json == "true" || json.find_first_of("123456789NI") < json.size();
}

// What is left of a property without `type`: nothing where its first rule is a
// list whose first alternative is no text, for then it is kept as it is. Of
// other lists (anyOf, oneOf) the first alternative counts, as in the SDK.
std::optional<std::string> text_of_typeless(const ObjectText& property) {
  const auto& members = property.members();
  if (members.empty()) return std::string(kAnyText);
  const auto alternatives = item_texts(members.front().second);
  if (alternatives.empty() || !is_true(alternatives.front())) {
    return std::string(kAnyText);
  }
  ObjectText first(alternatives.front());
  const std::string* const type = first.find("type");
  if (type == nullptr || characters_of(*type) != "string") return std::nullopt;
  first.set("type", R"(["null","string"])");
  return first.text();
}

std::string shown(const std::vector<std::string>& path) {
  std::string out;
  for (const std::string& name : path) {
    if (!out.empty()) out += " > ";
    out += text::excerpt(name, 200);
  }
  return out;
}

}  // namespace

// Reads the schema's properties, level by level.
class Flattener::SchemaReader {
 public:
  SchemaReader(const FlatteningOptions& options,
               std::unordered_map<std::string, Fate>& columns)
      : options_(options), columns_(columns) {}

  void read(const ObjectText& properties, Level& level) {
    for (const auto& [key, json] : properties.members()) {
      level.properties.push_back(read_property(key, json, level));
    }
    // Only now do the keys stay where they are.
    for (std::size_t i = 0; i < level.properties.size(); ++i) {
      level.by_key.emplace(level.properties[i].key, i);
    }
  }

  // Schemas of the columns, in order.
  std::string properties() const { return flat_.text(); }

 private:
  Property read_property(const std::string& key, const std::string& json,
                         const Level& level) {
    std::vector<std::string> path = level.path;
    path.push_back(key);
    Property property{
        .key = key, .name = flat_name(path, options_), .inner = nullptr};
    const ObjectText schema(json);
    const bool is_object = json.starts_with('{');
    if (!is_object) {
      add(property, Fate::kKept, json, path);
    } else if (schema.find("type") == nullptr) {
      const auto text = text_of_typeless(schema);
      add(property, text ? Fate::kColumn : Fate::kKept, text.value_or(json),
          path);
    } else {
      read_typed(property, schema, json, std::move(path));
    }
    return property;
  }

  void read_typed(Property& property, const ObjectText& schema,
                  const std::string& json, std::vector<std::string> path) {
    const auto types = type_names(schema);
    const std::string* const inner = schema.find("properties");
    if (contains(types, "object") && inner != nullptr &&
        path.size() <= static_cast<std::size_t>(options_.max_depth)) {
      property.inner = std::make_unique<Level>();
      property.inner->path = std::move(path);
      read(ObjectText(*inner), *property.inner);
    } else if (contains(types, "array") || contains(types, "object")) {
      const bool is_nullable = contains(types, "null");
      add(property, Fate::kColumn,
          std::string(is_nullable ? kNullableText : kText), path);
    } else {
      add(property, Fate::kColumn, json, path);
    }
  }

  void add(Property& property, Fate fate, std::string json,
           const std::vector<std::string>& path) {
    const auto [place, is_new] = columns_.emplace(property.name, fate);
    if (!is_new) {
      throw Error(text::concat(
          "properties '", shown(paths_[property.name]), "' and '", shown(path),
          "' meet in one column '", text::excerpt(property.name, 200),
          "': set another flattening_separator, or rename one by a stream "
          "map"));
    }
    paths_[property.name] = path;
    property.fate = fate;
    flat_.set(property.name, std::move(json));
  }

  const FlatteningOptions& options_;
  std::unordered_map<std::string, Fate>& columns_;
  std::unordered_map<std::string, std::vector<std::string>> paths_;
  ObjectText flat_;
};

namespace {

// Without the names of objects that are no columns any more: a record would
// lack them always.
std::string without(std::string_view required,
                    const std::vector<std::string>& expanded) {
  std::string out = "[";
  for (const std::string& item : item_texts(required)) {
    if (contains(expanded, characters_of(item))) continue;
    if (out.size() > 1) out += ',';
    out += item;
  }
  out += ']';
  return out;
}

}  // namespace

Flattener::Flattener(std::string_view schema, FlatteningOptions options)
    : options_(std::move(options)) {
  ObjectText whole(schema);
  SchemaReader reader(options_, columns_);
  const std::string* const properties = whole.find("properties");
  reader.read(ObjectText(properties == nullptr ? "{}" : *properties), top_);
  whole.set("properties", reader.properties());
  resolve_names(top_);
  std::vector<std::string> expanded;
  for (const Property& property : top_.properties) {
    if (property.inner && !columns_.contains(property.key)) {
      expanded.push_back(property.key);
    }
  }
  const std::string* const required = whole.find("required");
  if (required != nullptr && !expanded.empty()) {
    whole.set("required", without(*required, expanded));
  }
  schema_ = whole.text();
}

void Flattener::resolve_names(Level& level) {
  for (Property& property : level.properties) {
    if (!property.inner) continue;
    property.fate = fate_of(property.name);
    resolve_names(*property.inner);
  }
}

Flattener::Fate Flattener::fate_of(const std::string& name) const {
  const auto column = columns_.find(name);
  return column == columns_.end() ? Fate::kUnnamed : column->second;
}

// Puts the members of one object into the record.
class Flattener::LevelWriter {
 public:
  LevelWriter(const Flattener& flattener, const Level& level, MappedRecord& out)
      : flattener_(flattener),
        level_(level),
        out_(out),
        may_expand_(level.path.size() <
                    static_cast<std::size_t>(flattener.options_.max_depth)) {}

  void put(std::string_view key, const json::RawValue& value) {
    if (const Property* const property = find(key)) {
      put(property->name, property->fate, key, value, property->inner.get());
      return;
    }
    const std::vector<std::string> path = path_of(key);
    const std::string name = flat_name(path, flattener_.options_);
    put(out_.keep(name), flattener_.fate_of(name), key, value, nullptr);
  }

 private:
  // Records of one stream have one shape: it is mostly the next property.
  const Property* find(std::string_view key) {
    if (next_ >= level_.properties.size() ||
        level_.properties[next_].key != key) {
      const auto found = level_.by_key.find(key);
      if (found == level_.by_key.end()) return nullptr;
      next_ = found->second;
    }
    return &level_.properties[next_++];
  }

  std::vector<std::string> path_of(std::string_view key) const {
    std::vector<std::string> path = level_.path;
    path.emplace_back(key);
    return path;
  }

  void put(std::string_view name, Fate fate, std::string_view key,
           const json::RawValue& value, const Level* inner) {
    const bool is_object = value.kind == json::Kind::kObject;
    if (is_object && fate == Fate::kUnnamed && may_expand_) {
      expand(key, value, inner);
    } else if (fate != Fate::kKept &&
               (is_object || value.kind == json::Kind::kArray)) {
      dumped_.clear();
      append_dumped(dumped_, value);
      out_.add(name, out_.ascii_value(dumped_));
    } else {
      out_.add(name, value);
    }
  }

  void expand(std::string_view key, const json::RawValue& object,
              const Level* inner) {
    Level unknown;
    if (inner == nullptr) {
      unknown.path = path_of(key);
      inner = &unknown;
    }
    LevelWriter writer(flattener_, *inner, out_);
    json::Cursor cursor(object.text);
    if (!cursor.enter_object()) return;
    do {
      const json::RawValue name = cursor.key();
      std::string scratch;
      const std::string_view characters = json::unescaped(name, scratch);
      writer.put(characters, cursor.value());
    } while (cursor.next_member());
  }

  const Flattener& flattener_;
  const Level& level_;
  MappedRecord& out_;
  bool may_expand_;
  std::size_t next_ = 0;
  std::string dumped_;
};

void Flattener::flatten(std::span<const Member> record,
                        MappedRecord& out) const {
  LevelWriter writer(*this, top_, out);
  for (const Member& member : record) writer.put(member.key, member.value);
}

}  // namespace mapping
