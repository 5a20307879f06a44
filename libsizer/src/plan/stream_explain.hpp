#pragma once

#include "sizer/plan.hpp"
#include "stream_question.hpp"

namespace sizer {

/// The typical world's computation of a cluster for a stream: capacity, needs, latency, backlogs, state, cost.
Explanation explain_stream(const StreamQuestion& question, const Candidate& candidate);

}  // namespace sizer
