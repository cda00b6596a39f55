#include "prepare/destination.hpp"

#include "text/concat.hpp"

namespace prepare {

std::string place(const Destination& destination) {
  return text::concat("stream '", destination.stream, "', table ",
                      destination.table.qualified_name());
}

}  // namespace prepare
