#pragma once

#include <string>
#include <string_view>

#include "mapping/object_text.hpp"

namespace mapping {

// The schema of a mapped property, as JSON text, decided by the text of its
// expression alone as the Singer SDK does, so that tables come out equal; null
// is allowed always. `old`: the property's own schema or that of the property
// that the expression names; nullptr for neither. `record`: the stream's
// schema.
std::string mapped_type(std::string_view expression, const std::string* old,
                        const ObjectText& record);

}  // namespace mapping
