#pragma once

#include "cases.hpp"

/// What else people use to tell how long a run will take, in seconds.
namespace sizer::accuracy {

/// 100 GB an hour on each node.
double rate_of_thumb(const Case& c);

/// The CPU seconds of all tasks, spread over all vCPUs.
double cpu_over_cores(const Case& c);

/// The core-seconds a byte of the known run, held constant:  t = t₀ · (data ÷ data₀) · (vCPUs₀ ÷ vCPUs)
double constant_core_seconds(const Case& c);

/// Amdahl's law with a tenth of the known run fixed:  t = t₀ · (0.1 + 0.9 · (data ÷ data₀) · (vCPUs₀ ÷ vCPUs))
double amdahl(const Case& c);

/// t = a + b·data/n, fitted to the known runs.
double fitted_amdahl(const Case& c);

/// Ernest (Venkataraman et al., NSDI 2016):  t = a + b·data/n + c·ln n + d·n, none negative, fitted to the known runs.
double ernest(const Case& c);

}  // namespace sizer::accuracy
