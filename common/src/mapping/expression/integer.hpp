#pragma once

#include <boost/multiprecision/cpp_int.hpp>

namespace mapping::expression {

// Without limit; up to 128 bits nothing is allocated.
using Integer =
    boost::multiprecision::number<boost::multiprecision::cpp_int_backend<>,
                                  boost::multiprecision::et_off>;

}  // namespace mapping::expression
