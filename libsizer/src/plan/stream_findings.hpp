#pragma once

#include "stream_outcome.hpp"

namespace sizer {

/// What makes the stream impossible as it is asked, each with the number that does and the nearest possible.
std::vector<std::string> stream_obstacles(const StreamQuestion& question, const Candidate& candidate,
                                          const StreamOutcome& outcome);

/// What a reader of the answer should know.
std::vector<Finding> stream_findings(const StreamQuestion& question, const Candidate& candidate);

/// Keys of [stream] left at their default, as "stream.key = value", and those that every scenario has.
std::vector<std::string> stream_defaults_used(const Scenario& scenario);

}  // namespace sizer
