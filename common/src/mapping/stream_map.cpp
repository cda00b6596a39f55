#include "mapping/stream_map.hpp"

#include <algorithm>
#include <utility>

#include "mapping/error.hpp"
#include "mapping/flattener.hpp"
#include "mapping/object_text.hpp"
#include "mapping/property_maps.hpp"
#include "mapping/property_type.hpp"
#include "text/concat.hpp"
#include "text/excerpt.hpp"

namespace mapping {

namespace {

constexpr std::string_view kEmptySchema =
    R"({"type":"object","properties":{},"$schema":"https://json-schema.org/draft/2020-12/schema"})";

std::string where_of(std::string_view from, std::string_view to) {
  const std::string stream = text::excerpt(from, 200);
  if (from == to) return text::concat("stream '", stream, "': ");
  return text::concat("stream '", stream, "' mapped to '",
                      text::excerpt(to, 200), "': ");
}

// Rules on the stream's schema, one after the other as they are written.
class SchemaMap {
 public:
  SchemaMap(const StreamSchema& from, const StreamRule& rule,
            const std::vector<std::string>& keys, std::string where)
      : from_(from.schema),
        schema_(rule.keeps_others ? from_ : ObjectText(kEmptySchema)),
        keeps_others_(rule.keeps_others),
        keys_(keys),
        where_(std::move(where)) {
    from_properties_ = properties_of(from_);
    properties_ = properties_of(schema_);
    for (const PropertyRule& property : rule.properties) apply(property);
    for (const std::string& key : keys_) expect(key);
    schema_.set("properties", properties_.text());
  }

  std::string text() const { return schema_.text(); }

 private:
  static ObjectText properties_of(const ObjectText& schema) {
    const std::string* const properties = schema.find("properties");
    return ObjectText(properties == nullptr ? "{}" : *properties);
  }

  void apply(const PropertyRule& rule) {
    if (!rule.expression) {
      remove(rule.name);
      return;
    }
    const std::string* old = properties_.find(rule.name);
    if (is_empty(old)) old = original().find(*rule.expression);
    if (is_empty(old)) old = nullptr;
    ObjectText record = from_;
    if (record.find("properties") != nullptr) {
      record.set("properties", original().text());
    }
    properties_.set(rule.name, mapped_type(*rule.expression, old, record));
  }

  static bool is_empty(const std::string* schema) {
    return schema == nullptr || ObjectText(*schema).is_empty();
  }

  // The SDK changes the stream's own properties where others stay: a rule sees
  // what those above it have left.
  const ObjectText& original() const {
    return keeps_others_ ? properties_ : from_properties_;
  }

  void remove(const std::string& name) {
    if (std::find(keys_.begin(), keys_.end(), name) != keys_.end()) {
      throw Error(text::concat(
          where_, "property '", text::excerpt(name, 200),
          "' is a key and cannot be removed: name other keys in "
          "'__key_properties__', or set that to null for a stream without "
          "keys"));
    }
    properties_.erase(name);
    const std::string* const required = schema_.find("required");
    if (required == nullptr) return;
    std::string left = "[";
    for (const std::string& item : item_texts(*required)) {
      if (characters_of(item) == name) continue;
      if (left.size() > 1) left += ',';
      left += item;
    }
    schema_.set("required", left + ']');
  }

  void expect(const std::string& key) const {
    if (properties_.find(key) != nullptr) return;
    throw Error(text::concat(
        where_, "key property '", text::excerpt(key, 200),
        "' is not in the mapped schema: map it, or name other keys in "
        "'__key_properties__'"));
  }

  ObjectText from_;
  ObjectText from_properties_;
  ObjectText schema_;
  ObjectText properties_;
  bool keeps_others_;
  const std::vector<std::string>& keys_;
  std::string where_;
};

}  // namespace

class StreamMap::Implementation {
 public:
  Implementation(const StreamSchema& from, const Surroundings& surroundings)
      : result_(from),
        where_(where_of(from.stream, from.stream)),
        context_(surroundings.context) {
    flatten(surroundings.flattening);
  }

  Implementation(const StreamSchema& from, std::string to,
                 const StreamRule& rule, const Surroundings& surroundings)
      : context_(surroundings.context) {
    result_.stream = std::move(to);
    result_.keys = rule.keys ? *rule.keys : from.keys;
    names_ = {surroundings.config, expression::Value(result_.stream),
              expression::Value(from.stream)};
    where_ = where_of(from.stream, result_.stream);
    // Expressions first: what is no expression is refused as such.
    properties_.emplace(rule, result_.keys, where_);
    result_.schema = SchemaMap(from, rule, result_.keys, where_).text();
    flatten(surroundings.flattening);
  }

  const StreamSchema& result() const { return result_; }
  bool passes_through() const { return !properties_ && !flattener_; }

  bool map(std::span<const Member> record, MappedRecord& out) const {
    out.clear();
    if (properties_ && !properties_->map(record, names_, context_, out)) {
      return false;
    }
    if (!properties_ && !flattener_) {
      for (const Member& member : record) out.add(member.key, member.value);
    }
    if (!flattener_) return true;
    std::vector<Member> members;
    if (properties_) {
      out.replace(members);
      record = members;
    }
    flattener_->flatten(record, out);
    return true;
  }

 private:
  void flatten(const FlatteningOptions& options) {
    if (!options.is_on()) return;
    try {
      flattener_.emplace(result_.schema, options);
    } catch (const Error& error) {
      throw Error(text::concat(where_, error.what()));
    }
    result_.schema = flattener_->schema();
  }

  StreamSchema result_;
  std::string where_;
  MapNames names_;
  std::optional<PropertyMaps> properties_;
  std::optional<Flattener> flattener_;
  const expression::Context& context_;
};

StreamMap::StreamMap(const StreamSchema& from, const Surroundings& surroundings)
    : implementation_(std::make_unique<Implementation>(from, surroundings)) {}

StreamMap::StreamMap(const StreamSchema& from, std::string to,
                     const StreamRule& rule, const Surroundings& surroundings)
    : implementation_(std::make_unique<Implementation>(from, std::move(to),
                                                       rule, surroundings)) {}

StreamMap::StreamMap(StreamMap&&) noexcept = default;
StreamMap& StreamMap::operator=(StreamMap&&) noexcept = default;
StreamMap::~StreamMap() = default;

const StreamSchema& StreamMap::result() const {
  return implementation_->result();
}

bool StreamMap::passes_through() const {
  return implementation_->passes_through();
}

bool StreamMap::map(std::span<const Member> record, MappedRecord& out) const {
  return implementation_->map(record, out);
}

}  // namespace mapping
