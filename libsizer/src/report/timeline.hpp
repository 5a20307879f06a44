#pragma once

#include <string>
#include <vector>

#include "sizer/simulated_job.hpp"

namespace sizer::report {

/// A run as lines of equal time: a row for each stage, shaded by what its tasks came to, then the slots that are busy.
/// In ASCII alone where `unicode` is false.
std::vector<std::string> timeline(const SimulationInput& input, const SimulationResult& run, std::size_t width,
                                  bool unicode);

}  // namespace sizer::report
