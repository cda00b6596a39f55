#include "documents/delimited_body.hpp"

#include <string>
#include <vector>

#include "catch.hpp"
#include "json/padded_text.hpp"

using documents::BodyError;
using documents::DelimitedBody;
using documents::Dialect;
using documents::Remarks;
using documents::WrongBody;

namespace {

using Texts = std::vector<std::string>;

constexpr Dialect kCsv{.delimiter = ',', .is_quoted = true};
constexpr Dialect kTsv{
    .delimiter = '\t', .has_comments = true, .is_padded = true, .nothing = "-"};

// "id" is the key, "day" needed, "when" a vague date.
const json::Document& schema() {
  static const json::Document document = json::parse(
      R"({"properties":{
        "name":{"type":["string","null"]},
        "id":{"type":["integer"]},
        "mass":{"type":["number","null"]},
        "day":{"type":["string","null"],"format":"date"},
        "when":{"type":["string","null"]},
        "when_instant":{"type":["string","null"],"format":"date-time"},
        "when_precision":{"type":["string","null"]},
        "when_doubtful":{"type":["boolean","null"]}},
        "required":["id","day"]})",
      "schema");
  return document;
}

// The columns of that schema, but for those left out.
documents::Columns columns(const Texts& without = {}) {
  singer::Selection selection = singer::select_all(schema());
  std::erase_if(selection.properties, [&](const auto& property) {
    return std::find(without.begin(), without.end(), property.name) !=
           without.end();
  });
  return documents::columns_of(schema(), selection, {"id"}, "when");
}

void check_same(const json::RawValue& value, const json::RawValue& read) {
  CHECK(json::json_text(value) == json::json_text(read));
  CHECK(value.kind == read.kind);
  CHECK(value.is_integer == read.is_integer);
  CHECK(value.has_escape == read.has_escape);
}

struct Outcome {
  Texts documents;
  Remarks remarks;
  std::size_t skipped = 0;  // of the same body, read by skip() alone
};

Outcome read(std::string_view text, const Dialect& dialect = kCsv,
             const Texts& without = {}, std::size_t piece_size = 1U << 20U) {
  DelimitedBody body(dialect, columns(without), "2026-11-28");
  DelimitedBody skipped(dialect, columns(without), "2026-11-28");
  Outcome outcome;
  const auto take = [&] {
    while (const auto document = body.next()) {
      CHECK(document->index == outcome.documents.size());
      const json::PaddedText again(document->text);
      std::vector<json::Member> members;
      json::Cursor(again.view(), json::Strictness::kStrict).object(members);
      REQUIRE(members.size() == document->members.size());
      for (std::size_t i = 0; i < members.size(); ++i) {
        check_same(document->members[i].key, members[i].key);
        check_same(document->members[i].value, members[i].value);
      }
      outcome.documents.emplace_back(document->text);
    }
    while (skipped.skip()) {
    }
  };
  for (; !text.empty(); text.remove_prefix(std::min(piece_size, text.size()))) {
    body.feed(text.substr(0, piece_size));
    skipped.feed(text.substr(0, piece_size));
    take();
  }
  body.finish();
  skipped.finish();
  take();
  outcome.remarks = body.remarks();
  outcome.skipped = skipped.count();
  return outcome;
}

std::string fault_of(std::string_view text, const Dialect& dialect = kCsv,
                     const Texts& without = {}) {
  try {
    read(text, dialect, without);
  } catch (const BodyError& error) {
    return error.what();
  }
  return "none";
}

const std::string kHeader = "name,id,mass,day,when\n";
const std::string kRest =
    R"(,"when":null,"when_instant":null,"when_precision":null,"when_doubtful":null})";

}  // namespace

TEST_CASE("a line becomes a document of its header's columns") {
  const Outcome outcome = read(kHeader +
                               "STARLINK-1 [DTC],69999,132.50,2026-07-14,\r\n"
                               ",100001,,,\n");
  CHECK(outcome.documents ==
        Texts{R"({"name":"STARLINK-1 [DTC]","id":69999,"mass":132.50,)"
              R"("day":"2026-07-14")" +
                  kRest,
              R"({"name":null,"id":100001,"mass":null,"day":null)" + kRest});
  CHECK(outcome.skipped == 2);
  CHECK(outcome.remarks.undeclared.empty());
  CHECK(outcome.remarks.missing.empty());
  CHECK(outcome.remarks.newest == "2026-07-14");
}

TEST_CASE("columns are found by name, wherever they stand") {
  CHECK(read("when,day,mass,id,name\n,2026-07-14,1,5,a\n").documents ==
        Texts{R"({"when":null,"when_instant":null,"when_precision":null,)"
              R"("when_doubtful":null,"day":"2026-07-14","mass":1,"id":5,)"
              R"("name":"a"})"});
}

TEST_CASE("a new column is left out, and told") {
  const Outcome outcome =
      read("name,new,id,mass,day,when\na,x,5,1,,\nb,y,6,2,,\n");
  CHECK(outcome.documents.front() ==
        R"({"name":"a","id":5,"mass":1,"day":null)" + kRest);
  CHECK(outcome.remarks.undeclared.size() == 1);
  CHECK(outcome.remarks.undeclared.contains("new"));
}

TEST_CASE("a column that is gone is told; one that is needed is an error") {
  const Outcome outcome = read("id,day,when\n5,,\n");
  CHECK(outcome.documents == Texts{R"({"id":5,"day":null)" + kRest});
  CHECK(outcome.remarks.missing.size() == 2);
  CHECK(outcome.remarks.missing.contains("mass"));
  CHECK(outcome.remarks.missing.contains("name"));

  CHECK_THAT(fault_of("name,id,mass,when\na,5,1,\n"),
             catching::contains("its header lacks 'day'; what is not a key "
                                "can be left out of the selection"));
  CHECK_THAT(fault_of("name,mass,day,when\na,1,,\n"),
             catching::contains("its header lacks 'id'"));
  CHECK(fault_of("name,id,mass,when\na,5,1,\n", kCsv, {"day"}) == "none");
}

TEST_CASE("what is not selected is not looked at") {
  CHECK(read(kHeader + "a,5,heavy,soon,\n", kCsv,
             {"mass", "day", "when", "when_instant", "when_precision",
              "when_doubtful"})
            .documents == Texts{R"({"name":"a","id":5})"});
}

TEST_CASE("comments, padding and dashes are what they are in GCAT") {
  const Outcome outcome = read(
      "#name\tid\tmass\tday\twhen\n# Updated 2026 Sep 28 2216:34\n"
      "OS  \t5 \t - \t-\t1990s? \n# a\tb\n-  \t6\t2\t2026-07-14\t\n",
      kTsv);
  CHECK(outcome.documents ==
        Texts{R"({"name":"OS","id":5,"mass":null,"day":null,"when":"1990s?",)"
              R"("when_instant":"1990-01-01T00:00:00Z",)"
              R"("when_precision":"decade","when_doubtful":true})",
              R"({"name":null,"id":6,"mass":2,"day":"2026-07-14")" + kRest});
  CHECK(outcome.remarks.newest == "2026-09-28T22:16:34Z");
  // In another dialect they are text.
  CHECK_THAT(fault_of("#" + kHeader + "-,5,1,,\n"), catching::contains("none"));
  CHECK(read("name,id,mass,day,when\n-,5,1,,\n").documents ==
        Texts{R"({"name":"-","id":5,"mass":1,"day":null)" + kRest});
}

TEST_CASE("a header of GCAT may have lost its mark") {
  CHECK(
      read("name\tid\tmass\tday\twhen\na\t5\t1\t\t\n", kTsv).documents.size() ==
      1);
}

TEST_CASE("a vague date that cannot be understood is text alone, and told") {
  const Outcome outcome =
      read(kHeader + "a,5,,,1958 Jul 25\nb,6,,,soon\n" + "c,7,,,later\n");
  CHECK(outcome.documents[0] ==
        R"({"name":"a","id":5,"mass":null,"day":null,"when":"1958 Jul 25",)"
        R"("when_instant":"1958-07-25T00:00:00Z","when_precision":"day",)"
        R"("when_doubtful":false})");
  CHECK(outcome.documents[1] ==
        R"({"name":"b","id":6,"mass":null,"day":null,"when":"soon",)"
        R"("when_instant":null,"when_precision":null,"when_doubtful":null})");
  CHECK(outcome.remarks.unclear_count == 2);
  CHECK(outcome.remarks.unclear == "soon");
  CHECK(outcome.remarks.newest == "1958-07-25T00:00:00Z");
}

TEST_CASE("what is derived is selected by itself") {
  CHECK(read(kHeader + "a,5,,,1984?\n", kCsv,
             {"name", "mass", "day", "when_instant", "when_doubtful"})
            .documents ==
        Texts{R"({"id":5,"when":"1984?","when_precision":"year"})"});
}

TEST_CASE("a byte order mark, quotes and blank lines do no harm") {
  CHECK(read("\xEF\xBB\xBF\"name\",\"id\",mass,day,when\n\n"
             "\"a,\"\"b\"\"\",5,\"1\",,\r\n\r\n")
            .documents ==
        Texts{R"({"name":"a,\"b\"","id":5,"mass":1,"day":null)" + kRest});
}

TEST_CASE("text keeps its characters, as JSON writes them") {
  CHECK(read(kHeader + "caf\xC3\xA9\\ \x01,5,,,\n").documents ==
        Texts{"{\"name\":\"caf\xC3\xA9\\\\ \\u0001\",\"id\":5,\"mass\":null,"
              "\"day\":null" +
              kRest});
  CHECK_THAT(fault_of(kHeader + "a,5,,,\ncaf\xE9,6,,,\n"),
             catching::contains("line 3 has invalid UTF-8: \\xe9,6"));
}

TEST_CASE("the newest day is none that is still to come") {
  CHECK(read(kHeader + "a,5,,2026-11-28,\nb,6,,2062-01-01,\n").remarks.newest ==
        "2026-11-28");
}

TEST_CASE("a number keeps its digits, an odd value ends the body") {
  CHECK(read(kHeader + "a,799501299,-.46237927E-3,,\n").documents.front() ==
        R"({"name":"a","id":799501299,"mass":-0.46237927E-3,"day":null)" +
            kRest);
  CHECK(fault_of(kHeader + "a,5,1,,\nb,6,heavy,,\n") ==
        "line 3: the column 'mass' must be a number, but is 'heavy'; left out "
        "of the selection, it would not matter");
  CHECK_THAT(fault_of(kHeader + "a,5,,14/07/2026,\n"),
             catching::contains("line 2: the column 'day' must be a date such "
                                "as 2026-09-28, but is '14/07/2026'"));
  CHECK(fault_of(kHeader + "a,5.5,,,\n") ==
        "line 2: the column 'id' must be an integer, but is '5.5'");
  CHECK(fault_of(kHeader + "a,,,,\n") ==
        "line 2: the column 'id' must be a value, since it is a key, but is "
        "''");
}

TEST_CASE("every line has as many fields as the header") {
  CHECK(fault_of(kHeader + "a,5,,\nb,6,,,\n") ==
        "line 2 has 4 fields, but the header has 5");
  CHECK(fault_of(kHeader + "a,5,,,,\n") ==
        "line 2 has 6 fields, but the header has 5");
}

TEST_CASE("a body that breaks off is no body") {
  CHECK(fault_of(kHeader + "a,5,,,\nb,6,") ==
        "the body ends in the middle of line 3, after 33 bytes and 1 "
        "documents");
  CHECK(fault_of(kHeader + "a,5,,,").substr(0, 4) == "none");
  CHECK(fault_of("") == "the body is empty");
  CHECK(fault_of(kHeader) ==
        "the body has a header and not a single line under it");
  CHECK_THAT(fault_of("name,i"), catching::contains("its header lacks"));
}

TEST_CASE("a column that comes twice is refused") {
  CHECK(fault_of("name,id,id,mass,day,when\n") ==
        "its header has the column 'id' 2 times");
}

TEST_CASE("what does not begin with the header is no such body") {
  for (const std::string& text :
       Texts{"<!DOCTYPE html>\n<html>", "{\"error\":1}", "[]",
             "GP data has not updated since your last successful download",
             "5,6,7,8,9\n"}) {
    INFO(text);
    CHECK_THROWS_AS(read(text), WrongBody);
  }
  CHECK_THAT(fault_of("<html>\n"),
             catching::contains("the body is a page, not a table with the "
                                "columns 'id', 'day': <html>"));
}

TEST_CASE("where the pieces are cut does not matter to documents") {
  const std::string text =
      kHeader + "\"a\r\n\"\"b\",5,.5,2026-07-14,1984?\r\nc,6,,,\n\n,7,1e5,,";
  const Outcome whole = read(text);
  CHECK(whole.documents.size() == 3);
  for (std::size_t size = 1; size < text.size(); ++size) {
    CHECK(read(text, kCsv, {}, size).documents == whole.documents);
  }
}
