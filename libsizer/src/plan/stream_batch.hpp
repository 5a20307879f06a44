#pragma once

#include "stream_question.hpp"

namespace sizer {

/// How a batch is cut on a cluster.
struct StreamTasks {
  int source_partitions = 1;  ///< that the source has, or that are recommended
  int read_tasks = 1;
  int state_partitions = 1;  ///< spark.sql.shuffle.partitions, for the life of the checkpoint
  std::vector<StageTasks> cut;
  std::vector<Stage> many, few;  ///< the stages as they run here
};
StreamTasks stream_tasks(const StreamQuestion& question, const Cluster& cluster, WaveCurves& curves);

/// A batch on a cluster: the line over its events, and its stages when it is large.
template <class Num>
struct BatchOnCluster {
  BatchLine<Num> line;
  Seconds<Num> commit;  ///< of state and sink, within the fixed part
  std::vector<StageTime<Num>> stages;
};

///     fixed        = (stages of a batch with hardly any events) × model.error + planning and logs
///                    + committing the state stores, wave by wave + committing the sink
///     an event     = (stages of a large batch − those) ÷ its events × model.error + upload of what it changes,
///                    and no less than its time on the slots
template <class Num>
BatchOnCluster<Num> batch_on(const StreamQuestion& question, const BatchDemand<Num>& demand, const StreamTasks& tasks,
                             const Cluster& cluster, const NodeRates<Num>& rates, const World<Num>& world);

/// Until a job that is started for each batch can begin it: the platform, executors, session. Zero for one that runs.
template <class Num>
Seconds<Num> start_of_batch(const StreamQuestion& question, const Cluster& cluster, const World<Num>& world);

}  // namespace sizer
