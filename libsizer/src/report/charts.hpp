#pragma once

#include "page.hpp"
#include "sizer/plan.hpp"
#include "sizer/simulated_job.hpp"

/// What the pictures of plans, checks and simulations show.
namespace sizer::report {

/// The front, the alternatives and the recommendation; nothing where fewer than two of them have a price.
std::vector<Chart> cost_against_time(const Plan& plan);

/// Each stage's time, by what it waits for.
std::vector<Chart> stage_times(const Candidate& candidate);

/// What lies where on a node, and within one executor: a section of pictures.
Section memory_section(const Candidate& candidate);

/// The simulated stages over time.
Chart simulated_timeline(const SimulatedJob& job);

}  // namespace sizer::report
