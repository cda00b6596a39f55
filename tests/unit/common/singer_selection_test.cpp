#include "singer/selection.hpp"

#include "catch.hpp"

using singer::CatalogEntry;
using singer::Metadata;
using singer::Selection;

namespace {

const json::Document& schema() {
  static const json::Document document = json::parse(
      R"({"type":"object","properties":{
           "id":{"type":"string"},"name":{"type":"string"},
           "cores":{"type":"array","items":{"properties":{"core":{}}}},
           "links":{"type":"object","properties":{
             "patch":{"properties":{"small":{},"large":{}},
                      "required":["small","large"]},
             "article":{}}}},
          "required":["id","name"]})",
      "schema");
  return document;
}

CatalogEntry entry(
    std::initializer_list<std::pair<const char*, bool>> selected) {
  CatalogEntry entry;
  for (const auto& [path, flag] : selected) {
    singer::Breadcrumb breadcrumb;
    std::string_view rest = path;
    while (!rest.empty()) {
      breadcrumb.emplace_back("properties");
      breadcrumb.emplace_back(rest.substr(0, rest.find('.')));
      rest.remove_prefix(std::min(rest.size(), breadcrumb.back().size() + 1));
    }
    entry.metadata[breadcrumb].selected = flag;
  }
  return entry;
}

std::string selected(const CatalogEntry& entry) {
  const Selection selection =
      singer::select("launches", schema(), entry, {"id"});
  if (!selection.is_selected) return "nothing";
  return singer::prune_schema(schema(), selection);
}

}  // namespace

TEST_CASE("all is selected when nothing is said") {
  CHECK(selected({}) == json::to_text(schema()));
  CHECK(singer::prune_schema(schema(), singer::select_all(schema())) ==
        json::to_text(schema()));
}

TEST_CASE("a stream that is not selected") {
  CHECK(selected(entry({{"", false}})) == "nothing");
  CatalogEntry by_default;
  by_default.metadata[{}].selected_by_default = false;
  CHECK(selected(by_default) == "nothing");
}

TEST_CASE("nested leaves are selected with their parents, and keys always") {
  CHECK(selected(entry({{"", true},
                        {"id", false},
                        {"name", false},
                        {"cores", false},
                        {"links", true},
                        {"links.article", false},
                        {"links.patch", true},
                        {"links.patch.small", true},
                        {"links.patch.large", false}})) ==
        R"({"type":"object","properties":{"id":{"type":"string"},)"
        R"("links":{"type":"object","properties":{"patch":{"properties":)"
        R"({"small":{}},"required":["small"]}}}},"required":["id"]})");
}

TEST_CASE("a parent that is not selected wins over its children") {
  CHECK(selected(entry({{"name", false},
                        {"cores", false},
                        {"links", false},
                        {"links.patch", true},
                        {"links.patch.small", true}})) ==
        R"({"type":"object","properties":{"id":{"type":"string"}},)"
        R"("required":["id"]})");
}

TEST_CASE("a parent selected without children is left out") {
  CHECK_THAT(selected(entry({{"links", true},
                             {"links.article", false},
                             {"links.patch", false},
                             {"links.patch.small", false},
                             {"links.patch.large", false}})),
             !catching::contains("links"));
}

TEST_CASE("an array is selected whole") {
  CHECK_THAT(selected(entry({{"cores", true}})),
             catching::contains(R"({"properties":{"core":{}}})"));
}

TEST_CASE("inclusion: automatic is always there, unsupported never") {
  CatalogEntry both = entry({{"name", false}, {"cores", true}});
  both.metadata[{"properties", "name"}].inclusion =
      Metadata::Inclusion::kAutomatic;
  both.metadata[{"properties", "cores"}].inclusion =
      Metadata::Inclusion::kUnsupported;
  const std::string text = selected(both);
  CHECK_THAT(text, catching::contains("\"name\""));
  CHECK_THAT(text, !catching::contains("\"cores\""));
}

TEST_CASE("selected-by-default holds where nobody chose") {
  CatalogEntry some;
  some.metadata[{"properties", "name"}].selected_by_default = false;
  CHECK_THAT(selected(some), !catching::contains("name"));
  some.metadata[{"properties", "name"}].selected = true;
  CHECK_THAT(selected(some), catching::contains("name"));
}
