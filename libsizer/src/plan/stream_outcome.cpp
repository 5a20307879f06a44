#include "stream_outcome.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace sizer {
namespace {

/// Tasks that do not end are servers of a queue: times in it are exponential, ln 2 and ln 100 of their mean.
template <class Num>
StreamLatency<Num> latency_of_queue(const Scalar<Num>& utilisation, const World<Num>& world) {
  const auto mean = named("mean latency", world.template get<"stream.pipeline_latency">() /
                                              max(1.0 - utilisation, Scalar<Num>(Scalar<>(1e-6))));
  return {named("median latency", 0.693 * mean), named("p99 latency", 4.605 * mean)};
}

void append(std::vector<double>& values, const Lanes& lanes) {
  values.insert(values.end(), lanes.begin(), lanes.end());
}

}  // namespace

template <class Num>
StreamPace<Num> stream_pace(const StreamQuestion& q, const BatchLine<Num>& line, const World<Num>& world) {
  const auto rate = input<Num>("rate", q.stream.rate.value, q.stream.rate.source);
  const auto asked =
      input<Num>("trigger interval", q.interval, q.stream.interval ? q.stream.interval->source : "default");
  StreamPace<Num> pace;
  pace.capacity = largest_stable_rate(line, asked);
  if (!q.stream.runs_batches()) {
    pace.interval = pace.batch = Seconds<Num>();
    pace.latency = latency_of_queue(Scalar<Num>(rate / pace.capacity), world);
    return pace;
  }
  const bool back_to_back = q.stream.trigger.value == StreamTrigger::as_soon_as_possible;
  pace.interval = back_to_back ? min(shortest_interval(line, rate), asked) : asked;
  pace.batch = batch_duration(line, Scalar<Num>(rate * pace.interval));
  pace.latency = latency(pace.interval, pace.batch);
  return pace;
}

double checkpoint_files_a_month(const StreamQuestion& q, const StreamTasks& tasks, Seconds<> interval) {
  if (interval <= Seconds<>()) return 0;
  const double stores = q.is_stateful() ? tasks.state_partitions * q.typical.state.stores_per_partition : 0;
  return (month / interval).base() * (2 + stores);
}

template <class Num>
JobCost<Num> stream_month(const StreamQuestion& q, const ClusterPrice& price, const BatchDemand<Num>& demand,
                          const StreamTasks& tasks, const StreamPace<Num>& pace, const World<Num>& world) {
  JobTime<Num> time;
  const auto of_a_month = input<Num>("hours of a month", month, "730, as clouds bill");
  const bool runs = q.stream.trigger.value == StreamTrigger::available_now;
  const auto tail = world.template get<"billing.idle_tail">();
  const auto busy = min((pace.batch + tail) / q.interval, Scalar<Num>(Scalar<>(1)));
  time.total = named("time billed a month", (runs ? of_a_month * busy : of_a_month) - tail);
  time.peak_disk = demand.state.on_disk;
  TaskPlan files;
  files.output_files = checkpoint_files_a_month(q, tasks, q.interval);
  return job_cost(price, time, files, Demand<Num>(), world);
}

#define SIZER_INSTANTIATE(Num)                                                                            \
  template StreamPace<Num> stream_pace(const StreamQuestion&, const BatchLine<Num>&, const World<Num>&);  \
  template JobCost<Num> stream_month(const StreamQuestion&, const ClusterPrice&, const BatchDemand<Num>&, \
                                     const StreamTasks&, const StreamPace<Num>&, const World<Num>&);
SIZER_INSTANTIATE(double)
SIZER_INSTANTIATE(Lanes)
SIZER_INSTANTIATE(Traced)
#undef SIZER_INSTANTIATE

StreamEvaluator::StreamEvaluator(const StreamQuestion& question, bool coarse, const Option& option, WaveCurves& curves)
    : question_(question),
      sample_(coarse ? question.question.coarse : question.question.all),
      demand_(coarse ? question.coarse : question.all),
      option_(option),
      curves_(curves) {
  for (const auto& world : sample_.worlds.blocks) rates_.push_back(node_rates(option.cluster, world));
}

Cluster StreamEvaluator::cluster_of(int nodes) const {
  Cluster cluster = option_.cluster;
  cluster.nodes = nodes;
  return cluster;
}

StreamOutcome StreamEvaluator::at(int nodes) const {
  StreamOutcome outcome{.nodes = nodes, .capacity = {}, .batch = {}, .fixed = {}, .p99 = {}, .usd = {}};
  const Cluster cluster = cluster_of(nodes);
  if (cluster.slots() == 0) {
    outcome.capacity.assign(static_cast<std::size_t>(sample_.worlds.count), 0);
    outcome.batch.assign(outcome.capacity.size(), std::numeric_limits<double>::infinity());
    outcome.fixed = outcome.p99 = outcome.usd = outcome.batch;
    return outcome;
  }
  const StreamTasks tasks = stream_tasks(question_, cluster, curves_);
  const ClusterPrice price = price_at(option_.node_price, nodes);
  for (std::size_t b = 0; b < sample_.worlds.blocks.size(); ++b) {
    const auto& world = sample_.worlds.blocks[b];
    const auto on = batch_on(question_, demand_[b], tasks, cluster, rates_[b], world);
    const auto pace = stream_pace(question_, on.line, world);
    append(outcome.capacity, pace.capacity.base());
    append(outcome.batch, pace.batch.base());
    append(outcome.fixed, on.line.fixed.base());
    append(outcome.p99, pace.latency.p99.base());
    append(outcome.usd, stream_month(question_, price, demand_[b], tasks, pace, world).total.base());
  }
  return outcome;
}

double StreamOutcome::probability(const StreamQuestion& q, Frequency<> needed) const {
  const double latency = q.stream.latency ? q.stream.latency->value.base() : std::numeric_limits<double>::infinity();
  const auto& budget = q.scenario.goal.budget;
  const double most_usd = budget ? budget->value.base() : std::numeric_limits<double>::infinity();
  std::size_t kept = 0;
  for (std::size_t i = 0; i < capacity.size(); ++i) {
    kept += capacity[i] >= needed.base() && p99[i] <= latency && usd[i] <= most_usd;
  }
  return static_cast<double>(kept) / static_cast<double>(capacity.size());
}

int nodes_for_state(const StreamQuestion& q, const Option& option) {
  const Layout& layout = option.cluster.layout;
  const auto& world = q.question.typical;
  const auto& state = q.typical.state;
  const Bytes<> heap = world.get<"stream.heap_share">() * (layout.executor_memory_mib * MiB);
  const double executors = std::ceil((state.on_heap / heap).base()) + layout.executors_displaced;
  const int by_heap =
      state.on_heap > Bytes<>() ? static_cast<int>(std::min(1e6, std::ceil(executors / layout.executors_per_node))) : 1;
  return std::max(by_heap, nodes_for_disk(q.question, *option.cluster.instance, state.on_disk));
}

}  // namespace sizer
