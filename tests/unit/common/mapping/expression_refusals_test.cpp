// What is refused, where, and how it is said.
#include "catch.hpp"
#include "expression_sample.hpp"

namespace {

namespace expression = mapping::expression;

// "7: what is wrong", or "compiled".
std::string refusal(const std::string& text) {
  try {
    expression::Expression::compile(text);
  } catch (const expression::SyntaxError& error) {
    return std::to_string(error.offset()) + ": " + error.what();
  }
  return "compiled";
}

std::string failure(const std::string& text, std::string_view record = "{}") {
  try {
    evaluate(text, record);
  } catch (const expression::EvaluationError& error) {
    return error.what();
  }
  return "evaluated";
}

}  // namespace

TEST_CASE("Wrong syntax is refused at its place") {
  CHECK(refusal("a +") == "3: the expression is not complete");
  CHECK(refusal("(a") == "2: the expression is not complete");
  CHECK(refusal("a b") == "2: unexpected 'b'");
  CHECK(refusal("'x") == "0: an unterminated string");
  CHECK(refusal(" a") == "1: white space before the expression");
  CHECK(refusal("") == "0: the expression is empty");
  CHECK(refusal("a\nb").find("only one expression") != std::string::npos);
  CHECK(refusal("a; b") == "1: only one expression is supported");
  CHECK(refusal("a;") == "compiled");
  CHECK(refusal("a ?") == "2: an invalid character '?'");
  CHECK(refusal("f'{a'") != "compiled");
  CHECK(refusal("(a,\n b)\n# said\n") == "compiled");
}

TEST_CASE("What is not supported is refused by name") {
  CHECK(refusal("1 + len(a)") == "4: Function 'len' not defined");
  CHECK(refusal("a.pop()") ==
        "2: the method 'pop' changes its value, which is not supported");
  CHECK(refusal("a.frobnicate()") ==
        "2: the method 'frobnicate' is not supported");
  CHECK(refusal("'{}'.format(a)") == "5: access to 'format' is not available");
  CHECK(refusal("a.__class__") == "2: access to '__class__' is not available");
  CHECK(refusal("fake.name()") ==
        "5: 'fake' (of the library faker) is not supported");
  CHECK(refusal("lambda: 1") == "0: 'lambda' is not supported");
  CHECK(refusal("a = 1") == "2: an assignment is no expression");
  CHECK(refusal("a is b").find("'is' is supported with None") !=
        std::string::npos);
  CHECK(refusal("{x for x in a}").find("set comprehension") !=
        std::string::npos);
  CHECK(refusal("2j") == "1: complex numbers are not supported");
  CHECK(refusal(std::string(300, '(')).find("nested too deeply") !=
        std::string::npos);
  std::string sum = "1";
  for (int i = 0; i < 3000; ++i) sum += "+1";
  CHECK(refusal(sum).find("the expression is too long") != std::string::npos);
}

TEST_CASE("A failing evaluation says what Python says") {
  CHECK(failure("1 / 0") == "division by zero");
  CHECK(failure("x") == "'x' is not defined");
  CHECK(failure("'a' + 1") ==
        "unsupported operand type(s) for +: 'str' and 'int'");
  CHECK(failure("x + 1.5", R"({"x":1.5})") ==
        "unsupported operand type(s) for +: 'decimal.Decimal' and 'float'");
  CHECK(failure("None.lower()") ==
        "'NoneType' object has no attribute 'lower'");
  CHECK(failure("md5(x)", R"({"x":1})") ==
        "'int' object has no attribute 'encode'");
  CHECK(failure("{b'\\xff': 1}") == "'utf-8' codec can't decode the bytes");
  CHECK(failure("x < float('nan')", R"({"x":1.5})") ==
        "decimal.InvalidOperation: comparison with NaN");
  CHECK(failure("() * 10**20") ==
        "cannot fit 'int' into an index-sized integer");
  CHECK(failure("[1][2]") == "list index out of range");
  CHECK(failure("record['x']") == "KeyError: 'x'");
  CHECK(failure("int('x')") == "invalid literal for int() with base 10: 'x'");
  CHECK(failure("1 < 'a'") ==
        "'<' not supported between instances of 'int' and 'str'");
  CHECK(failure("datetime.datetime.fromisoformat('x')") ==
        "Invalid isoformat string: 'x'");
}

TEST_CASE("Limits of simpleeval") {
  CHECK(failure("'x' * 100001") ==
        "Sorry, I will not evaluate something that long.");
  CHECK(failure("9 ** 5000000").find("I don't want to evaluate") !=
        std::string::npos);
  CHECK(failure("[1 for a in x for b in x]",
                "{\"x\":\"" + std::string(200, 'x') + "\"}") ==
        "Comprehension generates too many elements");
  CHECK(failure("1 << 10001").find("I don't want to evaluate") !=
        std::string::npos);
}
