#pragma once

#include "option.hpp"
#include "sizer/cliffs.hpp"

namespace sizer {

inline constexpr double kWorthAFix = 0.01;       ///< of the worlds run out of memory
inline constexpr double kOftenSpills = 0.2;      ///< of the worlds spill
inline constexpr double kMuchCollection = 0.10;  ///< of CPU time is garbage collection

/// For each stage that fails, spills or collects much for want of memory the best of the changes that were evaluated:
/// more partitions, half the tasks at a time on the same memory, a node with more memory a core. Best is what ends the
/// want at the least cost. None where no change lessens it.
std::vector<MemoryFix> memory_fixes(const Question& question, const Candidate& candidate, const InstanceTable& table,
                                    WaveCurves& curves);

/// "240 shuffle partitions instead of 60: spills in 2 % instead of 45 % of the worlds, 41 min instead of 43 min".
std::string effect_of(const MemoryFix& fix);

}  // namespace sizer
