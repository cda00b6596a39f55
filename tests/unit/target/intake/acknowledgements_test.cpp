#include "intake/acknowledgements.hpp"

#include "catch.hpp"

using intake::Acknowledgements;

namespace {

constexpr bool kWithheld = true;

}  // namespace

TEST_CASE("a STATE without records before it is printed at once, and once") {
  Acknowledgements acknowledgements(!kWithheld);
  CHECK_FALSE(acknowledgements.take());
  acknowledgements.state_read("1");
  CHECK(acknowledgements.take() == "1");
  CHECK_FALSE(acknowledgements.take());
}

TEST_CASE("a STATE waits for the commit of the records before it") {
  Acknowledgements acknowledgements(!kWithheld);
  acknowledgements.record_read();
  acknowledgements.state_read("1");
  CHECK_FALSE(acknowledgements.take());
  acknowledgements.handed_over();
  CHECK_FALSE(acknowledgements.take());
  acknowledgements.committed();
  CHECK(acknowledgements.take() == "1");
}

TEST_CASE("a STATE behind records that wait is not covered by work under way") {
  Acknowledgements acknowledgements(!kWithheld);
  acknowledgements.record_read();
  acknowledgements.state_read("1");
  acknowledgements.handed_over();
  acknowledgements.record_read();
  acknowledgements.state_read("2");
  acknowledgements.committed();
  CHECK(acknowledgements.take() == "1");
  CHECK_FALSE(acknowledgements.take());
  acknowledgements.handed_over();
  acknowledgements.committed();
  CHECK(acknowledgements.take() == "2");
}

TEST_CASE("work under way covers a STATE with nothing else before it") {
  Acknowledgements acknowledgements(!kWithheld);
  acknowledgements.record_read();
  acknowledgements.state_read("1");
  acknowledgements.handed_over();
  acknowledgements.state_read("2");
  CHECK_FALSE(acknowledgements.take());
  acknowledgements.committed();
  CHECK(acknowledgements.take() == "2");
  CHECK_FALSE(acknowledgements.take());
}

TEST_CASE("of several the newest is printed") {
  Acknowledgements acknowledgements(!kWithheld);
  acknowledgements.record_read();
  acknowledgements.state_read("1");
  acknowledgements.record_read();
  acknowledgements.state_read("2");
  acknowledgements.handed_over();
  acknowledgements.committed();
  CHECK(acknowledgements.take() == "2");
  CHECK_FALSE(acknowledgements.take());
}

TEST_CASE("withheld ones wait for their release, whatever is committed") {
  Acknowledgements acknowledgements(kWithheld);
  acknowledgements.state_read("0");
  acknowledgements.record_read();
  acknowledgements.state_read("1");
  acknowledgements.handed_over();
  acknowledgements.committed();
  CHECK_FALSE(acknowledgements.take());
  acknowledgements.record_read();
  acknowledgements.release();
  CHECK(acknowledgements.take() == "1");
}

TEST_CASE("after a release, records that were not committed still count") {
  Acknowledgements acknowledgements(kWithheld);
  acknowledgements.record_read();
  acknowledgements.state_read("1");
  acknowledgements.release();
  CHECK_FALSE(acknowledgements.take());
}
