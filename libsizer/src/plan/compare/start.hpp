#pragma once

#include "plan/compare/table.hpp"

namespace sizer {

/// The cluster a comparison starts from: the one asked about, else the one a plan recommends. Throws InputError where
/// none can run the job.
ClusterRequest starting_cluster(const ComparisonQuestion& asked, Answers& answers);

}  // namespace sizer
