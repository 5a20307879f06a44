#pragma once

#include <optional>
#include <string>

#include "sizer/compare.hpp"

/// What changed between two runs of a job.
namespace sizer {

/// A run of a job on a cluster, and how long it took if that is known.
struct ComparedRun {
  std::string name;
  Scenario scenario;
  ClusterRequest on;
  std::optional<Seconds<>> measured = {};
  bool with_start = true;  ///< `measured` counts the cluster's start
};

/// A [[measured]] run of a scenario as a run of its own: its data, cluster and executors. Throws InputError where the
/// table does not know the node type.
ComparedRun measured_run(const Scenario& scenario, const MeasuredRun& run, const InstanceTable& table);

/// What changed between two runs: what differs - data, job, node type, nodes, settings, assumptions - is changed one
/// after the other, and the model says what each makes of the time. Measured durations are the scale; what they leave
/// is said to be unexplained. Throws InputError where a cluster cannot run its job.
Comparison compare_runs(const ComparedRun& before, const ComparedRun& after, const InstanceTable& table,
                        const PlanOptions& options = {});

}  // namespace sizer
