#pragma once

#include "flags.hpp"
#include "sizer/practice_report.hpp"

namespace sizer::cli {

/// The best marks by card of --progress; empty without one, or while its file is not there yet.
practice::Progress read_progress(const Options& options);

/// Adds grades to the file of --progress, which keeps the best of each card. Nothing without one.
void keep_progress(const std::vector<practice::Grade>& grades, practice::Progress progress, const Options& options);

}  // namespace sizer::cli
