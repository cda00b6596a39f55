#include "singer/catalog.hpp"

#include "catch.hpp"
#include "cli/errors.hpp"

using singer::parse_catalog;

namespace {

auto parse(std::string_view text) {
  return parse_catalog(json::parse(text, "catalog"), "catalog file 'k'");
}

}  // namespace

TEST_CASE("entries are found by stream, with metadata by breadcrumb") {
  const auto entries = parse(
      R"({"streams":[{"tap_stream_id":"a","replication_method":"FULL_TABLE",
          "metadata":[
            {"breadcrumb":[],"metadata":{"selected":true,
             "replication-method":"INCREMENTAL","replication-key":"k"}},
            {"breadcrumb":["properties","x"],"metadata":{
             "inclusion":"automatic","selected":"false",
             "selected-by-default":"true"}}]},
         {"stream":"b","selected":false}]})");
  REQUIRE(entries.size() == 2);
  const auto& a = entries.at("a");
  CHECK(a.replication_method == "INCREMENTAL");
  CHECK(a.replication_key == "k");
  CHECK(a.metadata.at({}).selected == true);
  const auto& x = a.metadata.at({"properties", "x"});
  CHECK(x.inclusion == singer::Metadata::Inclusion::kAutomatic);
  CHECK(x.selected == false);
  CHECK(x.selected_by_default == true);
  CHECK(entries.at("b").metadata.at({}).selected == false);
}

TEST_CASE("of members and streams given twice the last counts") {
  const auto entries = parse(
      R"({"streams":[],"streams":[{"tap_stream_id":"a"},
          {"tap_stream_id":"x","selected":true,"tap_stream_id":"a",
           "metadata":[{"breadcrumb":["x"],"breadcrumb":[],
                        "metadata":{"selected":true,"selected":false}}]}]})");
  REQUIRE(entries.size() == 1);
  CHECK(entries.at("a").metadata.at({}).selected == false);
}

TEST_CASE("what is no catalog is refused with its name") {
  for (const char* text :
       {"[]", "{}", R"({"streams":{}})", R"({"streams":[{}]})",
        R"({"streams":[{"stream":"a","metadata":[{}]}]})"}) {
    INFO(text);
    CHECK_THROWS_AS(parse(text), cli::UsageError);
    CHECK_THROWS_WITH(parse(text), catching::contains("catalog file 'k'"));
  }
  CHECK_THROWS_AS(singer::read_catalog("/nowhere/k.json"), cli::UsageError);
}
