#pragma once

#include "flags.hpp"
#include "sizer/compare_runs.hpp"

namespace sizer::cli {

/// --before or --after is given.
bool compares_runs(const Options& options);

/// The two runs that --before and --after name: files, or numbers of [[measured]] runs. Throws InputError.
Comparison compare_two_runs(const Options& options, const InstanceTable& table);

}  // namespace sizer::cli
