#include "patterns/pattern.hpp"

#include <stdexcept>
#include <string>

#include "catch.hpp"

namespace {

bool found(std::string_view expression, std::string_view text) {
  return patterns::Pattern(expression).is_found_in(text);
}

bool is_not_supported(std::string_view expression) {
  try {
    const patterns::Pattern pattern(expression);
    return false;
  } catch (const patterns::NotSupported&) {
    return true;
  } catch (const std::invalid_argument&) {
    return false;
  }
}

}  // namespace

// What Python's re.search says, the engine of MeltanoLabs' target.
TEST_CASE("patterns are searched for anywhere") {
  CHECK(found("b", "abc"));
  CHECK_FALSE(found("x", "abc"));
  CHECK(found("", ""));
  CHECK(found("", "abc"));
}

TEST_CASE("anchors hold where they stand") {
  CHECK(found("^abc$", "abc"));
  CHECK(found("^abc$", "abc\n"));
  CHECK_FALSE(found("^abc$", "abc\n\n"));
  CHECK_FALSE(found("^b", "abc"));
  CHECK(found("^a|c$", "xc"));
  CHECK(found("^a|c$", "ax"));
  CHECK_FALSE(found("^a|c$", "bab"));
}

TEST_CASE("classes") {
  CHECK(found("^[a-cx]+$", "abcx"));
  CHECK_FALSE(found("^[a-cx]+$", "abd"));
  CHECK(found("^[^a]$", "é"));
  CHECK(found("^[]a]+$", "]a"));
  CHECK(found("^[a-]+$", "-a"));
  CHECK(found(R"(^[\d.]+$)", "1.5"));
  CHECK(found(R"(^\d{4}-\d\d$)", "2024-05"));
  CHECK_FALSE(found(R"(^\d$)", "x"));
  CHECK(found(R"(^\w+\s\W$)", "word_1 !"));
  CHECK(found(R"(^\w+$)", "Größe"));
  CHECK_FALSE(found(R"(^\S+$)", "a b"));
  CHECK(found("^.$", "漢"));
  CHECK_FALSE(found("^.$", "\n"));
  CHECK(found(R"(^[\u00e0-\u00ff]+$)", "éü"));
}

TEST_CASE("repetition") {
  CHECK(found("^a{2,3}$", "aaa"));
  CHECK_FALSE(found("^a{2,3}$", "aaaa"));
  CHECK_FALSE(found("^a{2,3}$", "a"));
  CHECK(found("^a{2,}$", "aaaaa"));
  CHECK(found("^a{,2}$", ""));
  CHECK(found("^a{2}$", "aa"));
  CHECK(found("^(ab)*c?$", "ababc"));
  CHECK(found("^(ab)+?$", "abab"));
  CHECK(found("^(a|b)*$", "abba"));
  CHECK(found("^x{$", "x{"));
  CHECK(found("^(a*)*$", "aaa"));
  CHECK(found("^(?:a|bc){2}$", "abc"));
}

TEST_CASE("word boundaries") {
  CHECK(found(R"(\bcat\b)", "a cat!"));
  CHECK_FALSE(found(R"(\bcat\b)", "concat"));
  CHECK(found(R"(\Bcat)", "concat"));
}

TEST_CASE("what all spaces, digits and letters are") {
  CHECK(found(R"(^\d$)", "٣"));
  CHECK_FALSE(found(R"(^\d$)", "²"));
  CHECK(found(R"(^\w\w\w$)", "²Ⅷ漢"));
  CHECK_FALSE(found(R"(\w)", "\u0301\u203f"));
  CHECK(found(R"(^\s\s$)", "\u001c\u2003"));
  CHECK_FALSE(found(R"(\s)", "\u180e\u200b"));
  CHECK(found(R"(^[^\W\d]+$)", "é_"));
  CHECK(found(R"(^[a\W]+$)", "a-"));
  CHECK_FALSE(found(R"(^[a\W]+$)", "b"));
  CHECK_FALSE(found(R"((?a)^\w$)", "é"));
}

TEST_CASE("look-around, references and flags") {
  CHECK(found("^(?!x)", "ax"));
  CHECK_FALSE(found("^(?!x)", "xa"));
  CHECK(found("(?<=a)b", "ab"));
  CHECK_FALSE(found("(?<!a)b", "ab"));
  CHECK(found(R"(^(.)\1$)", "éé"));
  CHECK(found("^(?P<first>.)x(?P=first)$", "axa"));
  CHECK(found("^(a)?(?(1)b|c)$", "ab"));
  CHECK_FALSE(found("^(a)?(?(1)b|c)$", "ac"));
  CHECK(found("(?i)^straße É$", "STRAßE é"));
  CHECK(found("(?i)^İ$", "i"));
  CHECK(found("(?x) a b # c", "ab"));
  CHECK(found("^(?s:.)(?-s:.)$", "\nx"));
  CHECK(found("(?m)^b$", "a\nb\nc"));
  CHECK_FALSE(found("^a++a", "aaa"));
  CHECK_FALSE(found("^(?>a|ab)c", "abc"));
}

TEST_CASE("escapes are Python's") {
  CHECK(found(R"(^a\Z)", "a"));
  CHECK_FALSE(found(R"(^a\Z)", "a\n"));
  CHECK(found(R"(^\u00e9\U0001f600\x41\101$)", "é😀AA"));
  CHECK(found("^x{ 2}$", "x{ 2}"));
  CHECK(found(R"([\ud800-\udfff]|a)", "a"));
  CHECK_FALSE(found(R"(\ud83d)", "😀"));
  CHECK(found("[[:a]]", ":]"));
}

// PCRE2 looked for an a behind the one that it looked ahead for.
TEST_CASE("what is looked ahead for may be all there is") {
  CHECK(found("(?=a)b?a", "a"));
}

TEST_CASE("long texts and evil patterns end, and are told apart") {
  const std::string many(20'000, 'a');
  CHECK_FALSE(found("^(a+)+$", many + "b"));
  CHECK_FALSE(found("^([a-z0-9]+[-_]?){1,64}$", many + "!"));
  CHECK_FALSE(found("[a-z]{1,900}[0-9]", many));
  CHECK(found("^(a|b)*$", std::string(1'000'000, 'a')));
  CHECK(found("^(?!x)(a|b)*$", std::string(300'000, 'a')));
  CHECK(found("^[a-z]{1,900}$", std::string(900, 'a')));
  CHECK(found("(a?){1001}b", "ab"));
}

TEST_CASE("what may take for ever is given up") {
  const patterns::Pattern pattern("(?=a)(a+)+$");
  CHECK_THROWS_AS(pattern.is_found_in(std::string(100, 'a') + 'b'),
                  patterns::TooManySteps);
  CHECK(pattern.is_found_in(std::string(100, 'a')));
}

TEST_CASE("what Python refuses is refused, and why") {
  for (const char* expression : {R"(\p{L})",
                                 "(a",
                                 "a)",
                                 "[a",
                                 "*a",
                                 "a**",
                                 "[b-a]",
                                 "a\\",
                                 "a{3,2}",
                                 "^*",
                                 R"(\1)",
                                 R"((a\1))",
                                 R"(\z)",
                                 "(?<n>a)",
                                 "a(?i)",
                                 "(?<=a|bc)",
                                 "(?P<a>a)(?P<a>b)",
                                 "(?P=a)",
                                 "(?P<1>a)",
                                 "(?(1)a)",
                                 "(?L)a",
                                 "(?-a:b)",
                                 R"([\w-z])",
                                 R"(\x1)",
                                 "a{4294967295}"}) {
    INFO(expression);
    CHECK_THROWS_AS(patterns::Pattern(expression), std::invalid_argument);
    CHECK_FALSE(is_not_supported(expression));
  }
}

TEST_CASE("what Python understands and PCRE2 does not") {
  for (const char* expression :
       {R"(\N{DIGIT ONE})", "(?ai)k", "a{65536}", "(a(?(1)b))"}) {
    INFO(expression);
    CHECK(is_not_supported(expression));
  }
  CHECK(is_not_supported(std::string(300, '(') + std::string(300, ')')));
}
