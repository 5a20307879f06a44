#pragma once

#include "evaluate.hpp"

namespace sizer {

/// Why nothing fits: what no number of nodes can shorten, what the budget does not pay for, what no disk or memory
/// holds. `nearest` came nearest, with `outcome`.
std::vector<std::string> obstacles(const Question& question, const Options& options, const Candidate& nearest,
                                   const Outcome& outcome);

/// Why there is not even a nearest miss.
std::vector<std::string> nothing_to_choose(const Question& question, const Options& options);

}  // namespace sizer
