#include "mapping/rules.hpp"

#include "catch.hpp"
#include "cli/errors.hpp"
#include "mapping_sample.hpp"

namespace {

std::string refusal(std::string_view settings) {
  try {
    mapping_sample::options(settings);
    return "none";
  } catch (const cli::UsageError& error) {
    return error.what();
  }
}

}  // namespace

TEST_CASE("what no rule can be is refused by key and place") {
  for (const auto& [maps, what] :
       {std::pair{R"({"users":"people"})", "stream 'users': must be an object"},
        {R"({"users":{"id":1}})", "stream 'users': property 'id'"},
        {R"({"users":{"id":{"a":"b"}}})", "stream 'users': property 'id'"},
        {R"({"users":{"__else__":"x"}})", "'__else__' can only be null"},
        {R"({"__else__":{}})", "'__else__' can only be null"},
        {R"({"__filter__":"x"})", "'__filter__' is no stream"},
        {R"({"users":{"__filter__":true}})", "'__filter__' must be a string"},
        {R"({"users":{"__source__":null}})", "'__source__' must be a string"},
        {R"({"users":{"__alias__":[]}})", "'__alias__' must be a string"},
        {R"({"users":{"__key_properties__":"id"}})", "'__key_properties__'"},
        {R"({"users":{"__alias__":"a","__source__":"b"}})",
         "'__alias__' and '__source__' exclude each other"}}) {
    INFO(maps);
    CHECK_THAT(refusal(R"({"stream_maps":)" + std::string(maps) + "}"),
               catching::contains(what));
  }
}

TEST_CASE("flattening needs a depth") {
  CHECK_THAT(refusal(R"({"flattening_enabled":true})"),
             catching::contains("flattening_max_depth"));
  CHECK(refusal(R"({"flattening_enabled":false})") == "none");
  CHECK(mapping_sample::options(R"({"flattening_enabled":false,)"
                                R"("flattening_max_depth":3})")
            .changes_nothing());
}
