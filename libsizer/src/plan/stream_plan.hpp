#pragma once

#include "sizer/plan.hpp"

namespace sizer {

/// What plan, check and explain answer for a scenario with a [stream].
Plan plan_stream(const Scenario& scenario, const InstanceTable& table, const PlanOptions& options);
Check check_stream(const Scenario& scenario, const ClusterRequest& request, const InstanceTable& table,
                   const PlanOptions& options);
Explanation explain_stream(const Scenario& scenario, const Candidate& candidate);

}  // namespace sizer
