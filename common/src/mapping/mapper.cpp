#include "mapping/mapper.hpp"

#include <optional>
#include <utility>

#include "mapping/error.hpp"
#include "mapping/expression/json_text.hpp"
#include "mapping/mapped_record.hpp"
#include "mapping/name_pattern.hpp"
#include "text/concat.hpp"
#include "text/excerpt.hpp"

namespace mapping {

namespace {

// What an alias may speak of.
class AliasNames : public expression::Names {
 public:
  explicit AliasNames(const std::string& stream) : stream_(stream) {}
  const expression::Value* find(std::string_view name) override {
    return name == "__stream_name__" ? &stream_ : nullptr;
  }

 private:
  expression::Value stream_;
};

std::string stripped(std::string_view text) {
  constexpr std::string_view kSpace = " \t\n\r\f\v";
  const std::size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return std::string(
      text.substr(begin, text.find_last_not_of(kSpace) - begin + 1));
}

}  // namespace

Mapper::Mapper(const Options& options, expression::Context context)
    : options_(options), context_(std::move(context)) {
  MappedRecord text;
  config_ = expression::from_json(text.value(options_.config));
}

const std::vector<StreamMap>& Mapper::set_schema(const StreamSchema& schema) {
  auto maps = compiled(schema);
  return streams_.insert_or_assign(schema.stream, std::move(maps))
      .first->second;
}

std::vector<StreamMap> Mapper::compiled(const StreamSchema& schema) const {
  const std::string& stream = schema.stream;
  std::optional<StreamMap> primary;
  bool is_primary_set = false;
  std::vector<StreamMap> copies;
  for (const StreamRule& rule : options_.rules.streams) {
    const std::string& source = rule.source ? *rule.source : rule.key;
    if (stream != source && !matches(stream, source)) continue;
    if (rule.source) {
      // As the SDK has it, a pattern that makes streams of itself keeps names.
      const bool keeps_name = rule.key == source;
      copies.push_back(mapped(schema, rule, keeps_name ? stream : rule.key));
      continue;
    }
    // Of several the last one counts.
    is_primary_set = true;
    primary.reset();
    if (!rule.drops) {
      primary.emplace(
          mapped(schema, rule, rule.alias ? alias(rule, stream) : stream));
    }
  }
  std::vector<StreamMap> maps;
  if (!is_primary_set && !options_.rules.drops_others) {
    primary.emplace(schema, StreamMap::Surroundings{options_.flattening,
                                                    config_, context_});
  }
  if (primary) maps.push_back(std::move(*primary));
  for (StreamMap& copy : copies) maps.push_back(std::move(copy));
  return maps;
}

StreamMap Mapper::mapped(const StreamSchema& schema, const StreamRule& rule,
                         std::string to) const {
  return StreamMap(schema, std::move(to), rule,
                   {options_.flattening, config_, context_});
}

std::string Mapper::alias(const StreamRule& rule,
                          const std::string& stream) const {
  const auto refuse = [&](std::string_view why) {
    return Error(text::concat("stream '", text::excerpt(stream, 200),
                              "': '__alias__': expression ",
                              text::excerpt(*rule.alias, 200), ": ", why));
  };
  try {
    AliasNames names(stream);
    const auto value = expression::Expression::compile(stripped(*rule.alias))
                           .evaluate(names, context_);
    if (value.is<expression::Builtin>()) return *rule.alias;
    const auto* const name = value.get<expression::Text>();
    if (name == nullptr || name->empty()) {
      throw refuse(text::concat("gives ", name ? "an empty text" : "no text",
                                ", so it is no stream's name"));
    }
    return *name;
  } catch (const expression::NameNotDefined&) {
    return *rule.alias;
  } catch (const expression::SyntaxError& error) {
    throw refuse(error.what());
  } catch (const expression::EvaluationError& error) {
    throw refuse(text::excerpt(error.what(), 200));
  }
}

}  // namespace mapping
