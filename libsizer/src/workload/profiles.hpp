#pragma once

#include "sizer/workload.hpp"

namespace sizer {

/// The stages of a profile. `data` is what the first stage scans.
std::vector<Stage> profile_stages(Profile profile, const Scenario& scenario);

/// What a kind of job shuffles of its rows, for a stage of the user's own that does not say.
AssumptionKey shuffle_share_of(Profile profile);

/// The share of CPU work that a kind of job does one task after another.
AssumptionKey serial_share_of(Profile profile);

/// What a pass takes however little it does, for kinds of jobs that go over their data again and again.
std::optional<AssumptionKey> pass_time_of(Profile profile);

/// The CPU work a kind of job does beyond reading, shuffling and writing.
ExtraWork extra_work_of(Profile profile);

}  // namespace sizer
