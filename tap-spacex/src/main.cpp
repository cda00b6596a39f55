#include "cli/run_main.hpp"
#include "options.hpp"
#include "tap.hpp"

int main(int argc, char** argv) {
  return cli::run_main("tap-spacex",
                       [&] { return run_tap(parse_options(argc, argv)); });
}
