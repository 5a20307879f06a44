#include "stream_batch.hpp"

#include <algorithm>
#include <cmath>

namespace sizer {
namespace {

constexpr Bytes<> kStateOfAPartition = 2 * GB;  // more makes restoring one after a failure slow
constexpr int kMostPartitions = 100'000;
constexpr double kUneven = 1.5;  // a source partition that much fuller than the mean is cut

bool cuts_partitions(const StreamQuestion& q, int partitions, int slots) {
  if (q.stream.source.value != StreamSource::kafka) return false;
  const bool uneven = q.stream.partition_skew && q.stream.partition_skew->value * partitions > kUneven;
  return partitions < slots || uneven;
}

int whole_waves(double least, int slots) {
  return static_cast<int>(std::clamp(std::ceil(least / slots) * slots, 1.0, static_cast<double>(kMostPartitions)));
}

int recommended_partitions(const StreamQuestion& q, int slots) {
  const Bandwidth<> each = q.question.typical.get<"stream.partition_rate">();
  const double imbalance = q.question.typical.get<"stream.imbalance">().base();
  const double needed = partitions_needed(q.stream, imbalance * q.stream.peak_rate(), each);
  return whole_waves(std::max(needed, 1.0), slots);
}

int state_partitions(const StreamQuestion& q, int slots) {
  if (const auto& stated = q.scenario.cluster.shuffle_partitions) return stated->value;
  return whole_waves(std::max(1.0, (q.typical.state.raw / kStateOfAPartition).base()), slots);
}

/// A log is read from brokers over the network: no wait for the first byte of an object. Cut by minPartitions, the
/// fullest partition is no longer one task.
std::vector<Stage> stages_here(const StreamQuestion& q, const Workload& workload, const StreamTasks& tasks) {
  std::vector<Stage> stages = workload.stages;
  if (q.stream.source.value != StreamSource::files) stages.front().scan.reset();
  if (tasks.read_tasks > tasks.source_partitions) stages.front().skew.reset();
  return stages;
}

/// The stages of a batch, one after another; and were slots the only thing to wait for.
template <class Num>
struct BatchTime {
  Seconds<Num> stages, on_slots;
};
template <class Num>
BatchTime<Num> stages_of(const std::vector<Stage>& stages, const Demand<Num>& demand, const StreamTasks& tasks,
                         const Cluster& cluster, const NodeRates<Num>& rates, const World<Num>& world,
                         std::vector<StageTime<Num>>& times) {
  BatchTime<Num> sum;
  times.clear();
  for (std::size_t i = 0; i < stages.size(); ++i) {
    times.push_back(stage_time(stages[i], demand.stages[i], tasks.cut[i], cluster, rates, world));
    sum.stages = sum.stages + times.back().total;
    sum.on_slots = sum.on_slots + times.back().fluid;
  }
  return sum;
}

template <class Num>
Seconds<Num> commit_time(const StreamQuestion& q, const BatchDemand<Num>& demand, const StreamTasks& tasks,
                         const Cluster& cluster, const World<Num>& world) {
  Seconds<Num> commit;
  if (q.is_stateful()) {
    const double waves = std::ceil(static_cast<double>(tasks.state_partitions) / cluster.slots());
    commit = commit + input<Num>("state stores a slot", Scalar<>(waves * demand.state.stores_per_partition),
                                 "state partitions ÷ slots, a join has four stores each") *
                          world.template get<"stream.state_commit">();
  }
  const StreamSink sink = q.stream.sink.value;
  const bool exactly_once = q.stream.delivery.value == Delivery::exactly_once;
  if (sink == StreamSink::files || sink == StreamSink::table) {
    commit = commit + world.template get<"commit.file">();  // every task completes its own; the log of them is one file
  }
  if (sink == StreamSink::table || (sink == StreamSink::foreach_batch && exactly_once)) {
    commit = commit + world.template get<"commit.table">();
  }
  return named("commit of state and sink", commit);
}

}  // namespace

StreamTasks stream_tasks(const StreamQuestion& q, const Cluster& cluster, WaveCurves& curves) {
  const int slots = std::max(1, cluster.slots());
  StreamTasks tasks;
  tasks.source_partitions = q.stream.source.value == StreamSource::files ? slots
                            : q.stream.partitions                        ? static_cast<int>(q.stream.partitions->value)
                                                                         : recommended_partitions(q, slots);
  const bool cut = cuts_partitions(q, tasks.source_partitions, slots);
  tasks.read_tasks = cut ? whole_waves(tasks.source_partitions + 1, slots) : tasks.source_partitions;
  tasks.state_partitions = state_partitions(q, slots);
  tasks.cut.push_back({tasks.read_tasks, curves.of(tasks.read_tasks, slots), 1});
  if (q.is_stateful()) tasks.cut.push_back({tasks.state_partitions, curves.of(tasks.state_partitions, slots), 1});
  tasks.many = stages_here(q, q.many, tasks);
  tasks.few = stages_here(q, q.few, tasks);
  return tasks;
}

template <class Num>
Seconds<Num> start_of_batch(const StreamQuestion& q, const Cluster& cluster, const World<Num>& world) {
  if (q.stream.trigger.value != StreamTrigger::available_now) return {};
  return named("start of a run", start_up_time(cluster.platform, world) + world.template get<"driver.session">());
}
template Seconds<double> start_of_batch(const StreamQuestion&, const Cluster&, const World<double>&);
template Seconds<Lanes> start_of_batch(const StreamQuestion&, const Cluster&, const World<Lanes>&);
template Seconds<Traced> start_of_batch(const StreamQuestion&, const Cluster&, const World<Traced>&);

template <class Num>
BatchOnCluster<Num> batch_on(const StreamQuestion& q, const BatchDemand<Num>& demand, const StreamTasks& tasks,
                             const Cluster& cluster, const NodeRates<Num>& rates, const World<Num>& world) {
  BatchOnCluster<Num> on;
  const auto error = world.template get<"model.error">();
  const auto without = stages_of(tasks.few, demand.few, tasks, cluster, rates, world, on.stages);
  const auto with = stages_of(tasks.many, demand.many, tasks, cluster, rates, world, on.stages);
  on.commit = commit_time(q, demand, tasks, cluster, world);
  const bool batches = q.stream.runs_batches();
  const auto fixed = without.stages * error + on.commit + world.template get<"stream.batch_fixed">();
  on.line.fixed = batches ? named("fixed part of a batch", fixed + start_of_batch(q, cluster, world)) : Seconds<Num>();
  const auto slots = input<Num>("slots", Scalar<>(cluster.slots()), "executors × executor cores");
  const auto upload = named("upload of changed state, an event",
                            demand.state.changed_per_event / (slots * world.template get<"stream.checkpoint_rate">()));
  const auto events = input<Num>("events of the batch", Scalar<>(q.events), "rate × interval");
  // Events that fit into the time the driver takes to launch tasks are not free beyond it.
  const auto of_all = max(with.stages - without.stages, with.on_slots - without.on_slots);
  on.line.per_event = named("time an event", of_all / events * error + upload);
  return on;
}
template BatchOnCluster<double> batch_on(const StreamQuestion&, const BatchDemand<double>&, const StreamTasks&,
                                         const Cluster&, const NodeRates<double>&, const World<double>&);
template BatchOnCluster<Lanes> batch_on(const StreamQuestion&, const BatchDemand<Lanes>&, const StreamTasks&,
                                        const Cluster&, const NodeRates<Lanes>&, const World<Lanes>&);
template BatchOnCluster<Traced> batch_on(const StreamQuestion&, const BatchDemand<Traced>&, const StreamTasks&,
                                         const Cluster&, const NodeRates<Traced>&, const World<Traced>&);

}  // namespace sizer
