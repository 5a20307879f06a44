#include "plan/compare/start.hpp"

namespace sizer {

ClusterRequest starting_cluster(const ComparisonQuestion& asked, Answers& answers) {
  if (asked.on) return *asked.on;
  const Answered plan = answers.planned(asked.scenario);
  if (!plan.candidate || plan.candidate->cluster.slots() == 0) {
    refuse_comparison("no allowed cluster can run this job: " + plan.why_none,
                      "name a cluster with --on \"10 x m5.2xlarge\"");
  }
  return cluster_of(*plan.candidate);
}

}  // namespace sizer
