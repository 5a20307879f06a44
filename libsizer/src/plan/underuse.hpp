#pragma once

#include "option.hpp"
#include "sizer/cliffs.hpp"

namespace sizer {

/// Where the core-hours of a run go, in the typical world.
Underuse underuse_of(const Question& question, const Candidate& candidate, WaveCurves& curves);

/// The job as it is beside the same bytes in files of 128 MiB; none where the files are not stated or not small.
std::optional<SmallFiles> small_files(const Question& question, const Candidate& candidate, const InstanceTable& table,
                                      WaveCurves& curves);

}  // namespace sizer
