#include "mapping/mapper.hpp"

#include "catch.hpp"
#include "mapping/error.hpp"
#include "mapping_sample.hpp"

using mapping_sample::Mapped;
using mapping_sample::properties;

namespace {

const std::string kUsers =
    properties(R"("id":{"type":"integer"},"name":{"type":["string","null"]},)"
               R"("email":{"type":"string"})");

std::string maps(std::string_view streams) {
  return R"({"stream_maps":{)" + std::string(streams) + "}}";
}

std::string maps_of_users(std::string_view rules) {
  return maps(R"("users":{)" + std::string(rules) + "}");
}

std::string failure(const std::string& settings,
                    std::string_view record = "{}") {
  try {
    const Mapped mapped(settings, kUsers, {"id"});
    mapped.record(record);
    return "none";
  } catch (const mapping::Error& error) {
    return error.what();
  }
}

}  // namespace

TEST_CASE("a stream that nothing names passes through") {
  const Mapped mapped(maps(R"("orders":{"x":"y"})"), kUsers, {"id"});
  REQUIRE(mapped.count() == 1);
  CHECK(mapped.at(0).passes_through());
  CHECK(mapped.schema() == kUsers);
}

TEST_CASE("properties are renamed, dropped, set and computed") {
  const Mapped mapped(
      maps_of_users(R"m("user_id":"id","name":null,"email":"md5(email)",)m"
                    R"("source":"'crm'","n":"1")"),
      kUsers, {"id"});
  CHECK(mapped.schema() ==
        properties(R"("id":{"type":"integer"},)"
                   R"("email":{"type":["string","null"]},)"
                   R"("user_id":{"type":["integer","null"]},)"
                   R"("source":{"type":["string","null"]},)"
                   R"("n":{"type":["string","null"]})"));
  CHECK(mapped.record(R"({"id":1.50,"name":"A","email":"a@b.c"})") ==
        R"({"id":1.50,"email":"5d60d4e28066df254d5452f92c910092",)"
        R"("user_id":1.50,"source":"crm","n":1})");
}

TEST_CASE("what passes through keeps its bytes") {
  const Mapped mapped(maps_of_users(R"("copy":"name")"), kUsers, {"id"});
  CHECK(mapped.record(R"({"id":1e400,"name":"\u00e4\/","x":{"a" : [1 ]}})") ==
        R"({"id":1e400,"name":"\u00e4\/","x":{"a" : [1 ]},"copy":"\u00e4\/"})");
}

TEST_CASE("expressions see the old record, whatever was mapped before") {
  const Mapped mapped(
      maps_of_users(R"("name":"'new'","email":"name","old":"self")"), kUsers,
      {"id"});
  CHECK(mapped.record(R"({"name":"a","email":"b","old":"c"})") ==
        R"({"name":"new","email":"a","old":"c"})");
}

TEST_CASE("of members of one name the last counts") {
  const Mapped mapped(maps_of_users(R"("copy":"name")"), kUsers, {"id"});
  CHECK(mapped.record(R"({"name":"a","name":"b"})") ==
        R"({"name":"a","name":"b","copy":"b"})");
}

TEST_CASE("a record that becomes empty is dropped, and one that is filtered") {
  const Mapped empty(maps_of_users(R"("name":null)"), kUsers, {"id"});
  CHECK(empty.record(R"({"name":"a"})").empty());
  const Mapped filtered(maps_of_users(R"("__filter__":"name")"), kUsers,
                        {"id"});
  CHECK(filtered.record(R"({"name":""})").empty());
  CHECK(filtered.record(R"({"name":"a"})") == R"({"name":"a"})");
}

TEST_CASE("__else__ leaves keys and what is mapped") {
  const Mapped mapped(
      maps_of_users(R"("__else__":null,"id":"id","name":"name")"), kUsers,
      {"id"});
  // The SDK begins with a schema of its own.
  CHECK(mapped.schema() ==
        R"({"type":"object","properties":{"id":{"type":["integer","null"]},)"
        R"("name":{"type":["string","null"]}},)"
        R"("$schema":"https://json-schema.org/draft/2020-12/schema"})");
  CHECK(mapped.record(R"({"id":1,"name":"a","email":"x"})") ==
        R"({"id":1,"name":"a"})");
  const Mapped keys(maps_of_users(R"("__else__":null,"id":"'k'")"), kUsers,
                    {"id"});
  CHECK(keys.record(R"({"name":"a","id":1})") == R"({"id":"k"})");
  CHECK_THAT(failure(maps_of_users(R"("__else__":null,"name":"name")")),
             catching::contains("key property 'id' is not in the mapped"));
}

TEST_CASE("keys are replaced, and cannot be lost by accident") {
  const Mapped mapped(
      maps_of_users(R"("__key_properties__":["email"],"id":null)"), kUsers,
      {"id"});
  CHECK(mapped.at(0).result().keys == std::vector<std::string>{"email"});
  const Mapped keyless(maps_of_users(R"("__key_properties__":null)"), kUsers,
                       {"id"});
  CHECK(keyless.at(0).result().keys.empty());
  CHECK_THAT(failure(maps_of_users(R"("id":null)")),
             catching::contains("stream 'users': property 'id' is a key"));
  CHECK_THAT(failure(maps_of_users(R"("__key_properties__":["nr"])")),
             catching::contains("key property 'nr'"));
}

TEST_CASE("streams are dropped by name, by pattern and by what is left") {
  CHECK(Mapped(maps(R"("users":null)"), kUsers).count() == 0);
  CHECK(Mapped(maps(R"("u*":"__NULL__")"), kUsers).count() == 0);
  CHECK(Mapped(maps(R"("__else__":null)"), kUsers).count() == 0);
  CHECK(Mapped(maps(R"("users":{},"__else__":null)"), kUsers).count() == 1);
  // Of several that fit the last one counts.
  CHECK(Mapped(maps(R"("*":null,"users":{})"), kUsers).count() == 1);
}

TEST_CASE("streams get other names") {
  const auto name = [](std::string_view alias) {
    const Mapped mapped(
        maps_of_users(R"("__alias__":")" + std::string(alias) + '"'), kUsers);
    return mapped.at(0).result().stream;
  };
  CHECK(name("people") == "people");
  CHECK(name("'people'") == "people");
  CHECK(name("'crm_' + __stream_name__") == "crm_users");
  CHECK(name("int") == "int");
  CHECK_THAT(failure(maps_of_users(R"("__alias__":"a b")")),
             catching::contains("stream 'users': '__alias__'"));
  CHECK_THAT(failure(maps_of_users(R"("__alias__":"12")")),
             catching::contains("gives no text"));
}

TEST_CASE("one stream feeds several") {
  const Mapped mapped(
      maps(R"("names":{"__source__":"users","__else__":null,"name":"name",)"
           R"("__key_properties__":null},"mails":{"__source__":"u*"})"),
      kUsers, {"id"});
  REQUIRE(mapped.count() == 3);
  CHECK(mapped.at(0).passes_through());
  CHECK(mapped.at(1).result().stream == "names");
  CHECK(mapped.at(2).result().stream == "mails");
  CHECK(mapped.record(R"({"id":1,"name":"a"})", 1) == R"({"name":"a"})");
}

TEST_CASE("types follow the expression's text") {
  const auto type = [](std::string_view expression) {
    const Mapped mapped(
        maps_of_users(R"("new":")" + std::string(expression) + '"'), kUsers);
    const std::string schema = mapped.schema();
    const std::string before = R"("new":)";
    const auto begin = schema.find(before) + before.size();
    return schema.substr(begin, schema.size() - begin - 2);
  };
  CHECK(type("int(name)") == R"({"type":["integer","null"]})");
  CHECK(type("float(name)") == R"({"type":["number","null"]})");
  CHECK(type("bool(name)") == R"({"type":["boolean","null"]})");
  CHECK(type("str(id)") == R"({"type":["string","null"]})");
  CHECK(type("datetime.date.today()") ==
        R"({"type":["string","null"],"format":"date"})");
  CHECK(type("datetime.datetime.now().date()") ==
        R"({"type":["string","null"],"format":"date"})");
  CHECK(type("datetime.datetime.now()") ==
        R"({"type":["string","null"],"format":"date-time"})");
  CHECK(type("id") == R"({"type":["integer","null"]})");
  CHECK(type("id + 1") == R"({"type":["string","null"]})");
}

TEST_CASE("null is one more alternative, once") {
  const Mapped mapped(
      maps_of_users(R"("a":"self","b":"self")"),
      properties(R"("a":{"anyOf":[{"type":"integer"}]},)"
                 R"("b":{"oneOf":[{"type":"null"},{"type":"string"}]})"));
  CHECK(mapped.schema() ==
        properties(R"("a":{"anyOf":[{"type":"integer"},{"type":"null"}]},)"
                   R"("b":{"oneOf":[{"type":"null"},{"type":"string"}]})"));
}

TEST_CASE("what is refused names stream, property and expression") {
  CHECK_THAT(
      failure(maps_of_users(R"("x":"a b")")),
      catching::contains("stream 'users': property 'x': expression a b"));
  CHECK_THAT(failure(maps_of_users(R"m("x":"fake.name()")m")),
             catching::contains("'fake' (of the library faker) is not "));
  CHECK_THAT(failure(maps_of_users(R"("x":"fake")")),
             catching::contains("'fake' is not supported"));
  CHECK_THAT(
      failure(maps_of_users(R"("x":"nmae")"), R"({"id":1})"),
      catching::contains("stream 'users': property 'x': expression nmae: "));
  CHECK_THAT(
      failure(maps_of_users(R"("__filter__":"1 / 0")"), R"({"id":1})"),
      catching::contains("stream 'users': '__filter__': expression 1 / 0"));
}

TEST_CASE("flattening comes after the map") {
  const Mapped mapped(R"({"stream_maps":{"users":{"whole":"record"}},)"
                      R"("flattening_enabled":true,"flattening_max_depth":1})",
                      properties(R"("id":{"type":"integer"})"));
  CHECK(
      mapped.schema() ==
      properties(R"("id":{"type":"integer"},"whole__id":{"type":"integer"})"));
  CHECK(mapped.record(R"({"id":1})") == R"({"id":1,"whole__id":1})");
}
