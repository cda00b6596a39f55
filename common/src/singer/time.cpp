#include "singer/time.hpp"

#include <array>
#include <cstdio>
#include <ctime>

namespace singer {

std::string format_time(std::chrono::system_clock::time_point time) {
  const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(
                          time.time_since_epoch())
                          .count();
  const std::time_t seconds = micros / 1'000'000;
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  std::array<char, 64> out{};
  const std::size_t length =
      std::strftime(out.data(), out.size(), "%Y-%m-%dT%H:%M:%S", &parts);
  std::snprintf(out.data() + length, out.size() - length, ".%06d+00:00",
                static_cast<int>(micros % 1'000'000));
  return out.data();
}

}  // namespace singer
