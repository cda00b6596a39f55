#pragma once

#include <memory>

#include "dates/moment.hpp"
#include "documents/body.hpp"
#include "extract/stream_plan.hpp"

namespace extract {

// What finds the documents in the stream's body, by its format. The plan must
// outlive it; days behind `now` are not taken for the body's newest.
std::unique_ptr<documents::Body> make_body(const StreamPlan& plan, Moment now);

}  // namespace extract
