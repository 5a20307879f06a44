#pragma once

#include "stream_batch.hpp"

namespace sizer {

/// A cluster in every world of a sample.
struct StreamOutcome {
  int nodes = 0;
  std::vector<double> capacity;  ///< events a second
  std::vector<double> batch;     ///< seconds, at the usual rate
  std::vector<double> fixed;     ///< seconds
  std::vector<double> p99;       ///< seconds of latency
  std::vector<double> usd;       ///< a month

  /// Share of the worlds that have the capacity and keep latency and budget.
  double probability(const StreamQuestion& question, Frequency<> needed) const;
};

/// Evaluates one option at any node count.
class StreamEvaluator {
 public:
  StreamEvaluator(const StreamQuestion& question, bool coarse, const Option& option, WaveCurves& curves);

  StreamOutcome at(int nodes) const;
  Cluster cluster_of(int nodes) const;

 private:
  const StreamQuestion& question_;
  const Question::Sample& sample_;
  const std::vector<BatchDemand<Lanes>>& demand_;
  const Option& option_;
  WaveCurves& curves_;
  std::vector<NodeRates<Lanes>> rates_;
};

/// A batch of the usual rate, the largest stable rate, latency: what a line makes of them, with the trigger asked for.
template <class Num>
struct StreamPace {
  Seconds<Num> interval;  ///< of the trigger, or that batches settle at
  Seconds<Num> batch;
  Frequency<Num> capacity;
  StreamLatency<Num> latency;
};
template <class Num>
StreamPace<Num> stream_pace(const StreamQuestion& question, const BatchLine<Num>& line, const World<Num>& world);

/// A month of the cluster: machines, fee, volumes of state, requests for checkpoint files. A job that is started for
/// each batch is billed while it runs.
template <class Num>
JobCost<Num> stream_month(const StreamQuestion& question, const ClusterPrice& price, const BatchDemand<Num>& demand,
                          const StreamTasks& tasks, const StreamPace<Num>& pace, const World<Num>& world);

/// Files of the checkpoint a month: offsets, commits, and one a state store and batch.
double checkpoint_files_a_month(const StreamQuestion& question, const StreamTasks& tasks, Seconds<> interval);

/// The fewest nodes whose disks, or heaps, hold the state.
int nodes_for_state(const StreamQuestion& question, const Option& option);

}  // namespace sizer
