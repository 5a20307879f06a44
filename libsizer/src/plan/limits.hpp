#pragma once

#include "driver_memory.hpp"
#include "question.hpp"
#include "sizer/cliffs.hpp"

namespace sizer {

/// What of a checked cluster does not grow with the data.
struct Standing {
  Cluster cluster;
  int shuffle_partitions = 200;
  Bytes<> driver_heap;
  Bytes<> volumes;  ///< network volumes of all nodes; zero with local disks
  Bytes<> broadcast_threshold, result_limit;
  Seconds<> broadcast_timeout;
};
Standing standing_of(const Candidate& candidate, spark::Version version);

/// The job with `scale` times the data, cut into tasks as that cluster's settings make it.
struct GrownJob {
  Workload workload;
  Demand<double> typical;
  TaskPlan tasks;
  std::vector<StageCounts> free_counts;  ///< as the tasks would be cut if shuffle partitions grew with the data
};
GrownJob grown_job(const Question& now, const Standing& standing, double scale, WaveCurves& curves);
/// The same with as many shuffle partitions.
GrownJob with_partitions(GrownJob job, int partitions, const Standing& standing, WaveCurves& curves);

/// The share of a limit that is taken: above 1 it is passed. `stage` is −1 for the whole job's.
template <class Num>
struct Taken {
  Limit limit = Limit::spill;
  int stage = -1;
  Scalar<Num> share;
};

/// Every limit that the job has, in an order that does not depend on the scale or the world.
template <class Num>
std::vector<Taken<Num>> limits_taken(const GrownJob& job, const Standing& standing, const World<Num>& world);

}  // namespace sizer
