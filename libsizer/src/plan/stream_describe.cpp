#include "stream_describe.hpp"

#include <algorithm>
#include <cmath>

#include "describe.hpp"
#include "node_counts.hpp"

namespace sizer {
namespace {

template <class Value>
std::vector<double> over_worlds(const StreamQuestion& q, Value value) {
  std::vector<double> values;
  for (std::size_t b = 0; b < q.all.size(); ++b) {
    const Lanes lanes = value(b, q.question.all.worlds.blocks[b]);
    values.insert(values.end(), lanes.begin(), lanes.end());
  }
  return values;
}

/// More nodes are not always more capacity: a driver launches so many tasks a second, and no more.
int next_rung(int nodes, int most) {
  return nodes >= most ? most + 1 : std::min(most, std::max(nodes + 1, nodes * 3 / 2));
}

/// The stages of a batch, with their spread.
std::vector<StageReport> stage_reports(const StreamQuestion& q, const Cluster& cluster, const StreamTasks& tasks,
                                       const BatchOnCluster<double>& typical) {
  std::vector<StageReport> reports;
  for (std::size_t i = 0; i < tasks.many.size(); ++i) {
    reports.push_back(
        stage_report(q.many.stages[i], q.typical.many.stages[i], typical.stages[i], tasks.cut[i], cluster.slots()));
    reports.back().duration = percentiles<kSeconds>(over_worlds(q, [&](std::size_t b, const World<Lanes>& world) {
      return stage_time(tasks.many[i], q.all[b].many.stages[i], tasks.cut[i], cluster, node_rates(cluster, world),
                        world)
          .total.base();
    }));
  }
  return reports;
}

StreamState state_of(const StreamQuestion& q, const Cluster& cluster, const StreamTasks& tasks,
                     const StreamPace<double>& pace) {
  const auto& world = q.question.typical;
  StreamState state;
  state.size = q.typical.state;
  const double executors = cluster.executors();
  const double stores = tasks.state_partitions * state.size.stores_per_partition / executors;
  if (!q.is_stateful()) return state;
  const Seconds<> cycle = max(pace.interval, millisecond);
  state.changed_per_batch = q.stream.rate.value * cycle * state.size.changed_per_event;
  // Whole snapshots follow once a minute at most, and no sooner than every tenth batch.
  const Seconds<> snapshots = max(minute, 10 * cycle);
  const Bytes<> snapshot = state.size.raw / world.get<"shuffle.compression">();
  state.checkpoint_traffic = state.changed_per_batch / cycle + snapshot / snapshots;
  state.commit = std::ceil(static_cast<double>(tasks.state_partitions) / cluster.slots()) *
                 state.size.stores_per_partition * world.get<"stream.state_commit">();
  if (q.stream.store.value == StateStore::memory) {
    state.memory_per_executor = state.size.on_heap / executors;
  } else {
    const Bytes<> limit = rocksdb_memory_mib(cluster.layout, q.question.workload.python) * MiB;
    state.memory_per_executor = min(stores * world.get<"stream.rocksdb_store">(), limit);
    state.disk_writes_per_node =
        state.changed_per_batch / cycle * world.get<"stream.rocksdb_write">() / static_cast<double>(cluster.nodes);
  }
  const Seconds<> median = q.stream.delay_median ? q.stream.delay_median->value : world.get<"stream.delay_median">();
  const Seconds<> p99 = q.stream.delay_p99 ? q.stream.delay_p99->value : world.get<"stream.delay_p99">();
  state.late_share = share_later_than(q.stream.watermark_or_default(), median, p99);
  state.watermark_needed = delay_exceeded_by(q.stream.late_loss.value, median, p99);
  for (const StateInput& s : q.stream.states) {
    if (s.kind.value == StateKind::deduplicate) state.watermark_needed = max(state.watermark_needed, s.window.value);
  }
  return state;
}

SourcePartitions partitions_of(const StreamQuestion& q, const StreamTasks& tasks) {
  const double imbalance = q.question.typical.get<"stream.imbalance">().base();
  const Bandwidth<> each = q.question.typical.get<"stream.partition_rate">();
  SourcePartitions p;
  p.stated = q.stream.partitions ? static_cast<int>(q.stream.partitions->value) : 0;
  p.needed = static_cast<int>(std::min(1e9, partitions_needed(q.stream, imbalance * q.stream.peak_rate(), each)));
  p.recommended = std::max(tasks.source_partitions, p.needed);
  p.tasks = tasks.read_tasks;
  p.fullest = q.stream.partition_skew ? q.stream.partition_skew->value
                                      : std::min(1.0, imbalance / static_cast<double>(tasks.source_partitions));
  p.rate_of_fullest = p.fullest * q.stream.peak_rate();
  return p;
}

/// The largest stable rate in the asked share of the worlds.
Frequency<> assured_rate(const StreamQuestion& q, const StreamOutcome& outcome) {
  return Frequency<>(quantile(outcome.capacity, 1 - q.question.confidence));
}

StreamNeed need_of(const StreamQuestion& q, const Option& option, const std::string& name, Frequency<> capacity,
                   WaveCurves& curves) {
  StreamNeed need{
      .name = name, .capacity = capacity, .nodes = 0, .at_nodes = {}, .spike = {}, .outage = {}, .month = {}};
  const int nodes = nodes_for_capacity(q, option, capacity, false, curves);
  if (nodes > option.max_nodes) return need;
  need.nodes = nodes;
  Cluster cluster = option.cluster;
  cluster.nodes = nodes;
  const auto& world = q.question.typical;
  const StreamTasks tasks = stream_tasks(q, cluster, curves);
  const auto on = batch_on(q, q.typical, tasks, cluster, node_rates(cluster, world), world);
  const auto pace = stream_pace(q, on.line, world);
  need.at_nodes = assured_rate(q, StreamEvaluator(q, false, option, curves).at(nodes));
  const Stream& s = q.stream;
  need.spike = backlog_of_spike(need.at_nodes, s.rate.value, s.peak_rate(), s.peak_length.value);
  need.outage = backlog_of_outage(need.at_nodes, s.rate.value, s.outage.value);
  const ClusterPrice price = price_at(option.node_price, nodes);
  if (price.known) need.month = stream_month(q, price, q.typical, tasks, pace, world).total;
  return need;
}

void add_needs(const StreamQuestion& q, const Option& option, WaveCurves& curves, StreamReport& report) {
  report.needs.push_back(need_of(q, option, "steady", q.needs.steady, curves));
  if (q.stream.has_peak()) report.needs.push_back(need_of(q, option, "peak", q.needs.peak, curves));
  report.needs.push_back(need_of(q, option, "recovery", q.needs.recovery, curves));
  report.binds = std::ranges::max(report.needs, {}, &StreamNeed::capacity).name;
}

StreamReport stream_report(const StreamQuestion& q, const Option& option, const StreamOutcome& outcome,
                           const Candidate& c, const StreamTasks& tasks, const BatchOnCluster<double>& on,
                           WaveCurves& curves) {
  const Stream& s = q.stream;
  const auto pace = stream_pace(q, on.line, q.question.typical);
  StreamReport r;
  r.interval = pace.interval;
  r.line = on.line;
  r.batch_bytes = s.rate.value * pace.interval * s.event_size.value;
  r.capacity = percentiles<Frequency<>::dimension>(outcome.capacity);
  r.assured = assured_rate(q, outcome);
  const Frequency<> capacity = r.assured;
  r.utilisation = (s.rate.value / pace.capacity).base();
  r.peak_utilisation = (s.peak_rate() / pace.capacity).base();
  r.latency = pace.latency;
  r.latency_p99_at_confidence = Seconds<>(quantile(outcome.p99, q.question.confidence));
  r.spike = backlog_of_spike(capacity, s.rate.value, s.peak_rate(), s.peak_length.value);
  r.outage = backlog_of_outage(capacity, s.rate.value, s.outage.value);
  r.retention = s.retention_or_default();
  r.retention_needed = s.outage.value + r.outage.drain;
  r.state = state_of(q, c.cluster, tasks, pace);
  r.partitions = partitions_of(q, tasks);
  r.most_events = s.runs_batches() ? std::floor((capacity * q.interval).base()) : 0;
  r.checkpoint_files = checkpoint_files_a_month(q, tasks, pace.interval);
  add_needs(q, option, curves, r);
  add_costs(q, option, c, on, curves, r);
  r.in_code = options_in_code(q, tasks, r);
  return r;
}

void add_result(const StreamQuestion& q, const Option& option, const StreamOutcome& outcome, Candidate& c) {
  c.cluster = option.cluster;
  c.cluster.nodes = outcome.nodes;
  c.region = option.cluster.instance->region;
  c.duration = percentiles<kSeconds>(outcome.batch);
  c.confidence_quantile_s = quantile(outcome.batch, q.question.confidence);
  c.deadline_probability = outcome.probability(q, q.most_needed);
  c.price = price_at(option.node_price, outcome.nodes);
  if (!c.price.known) return;
  c.cost = percentiles<kUsd>(outcome.usd);
  c.hourly = c.price.hourly();
}

void add_sizes(const StreamQuestion& q, Candidate& c) {
  for (const StageDemand<double>& d : q.typical.many.stages) {
    c.sizes.scanned += d.scanned;
    c.sizes.shuffled += d.shuffle_write;
    c.sizes.peak_held = max(c.sizes.peak_held, d.shuffle_read + d.shuffle_write);
  }
  c.sizes.stored = q.batch.data.value;
  c.sizes.in_memory = q.typical.many.stages.front().rows;
  c.sizes.on_disk = q.typical.state.on_disk;
}

}  // namespace

int nodes_for_capacity(const StreamQuestion& q, const Option& option, Frequency<> needed, bool coarse,
                       WaveCurves& curves) {
  const StreamEvaluator evaluator(q, coarse, option, curves);
  const auto keeps = [&](int nodes) { return evaluator.at(nodes).probability(q, needed) >= q.question.confidence; };
  int fails = std::max(option.min_nodes, nodes_for_state(q, option)) - 1;
  for (int nodes = fails + 1; nodes <= option.max_nodes; nodes = next_rung(nodes, option.max_nodes)) {
    if (keeps(nodes)) return smallest(fails + 1, nodes, nodes, keeps);
    fails = nodes;
  }
  return option.max_nodes + 1;
}

MostCapable most_capable(const StreamQuestion& q, const Option& option, WaveCurves& curves) {
  const StreamEvaluator evaluator(q, true, option, curves);
  constexpr double kHardly = 1.02;  // more capacity is not worth more nodes
  MostCapable best{option.min_nodes, {}};
  for (int nodes = option.min_nodes; nodes <= option.max_nodes; nodes = next_rung(nodes, option.max_nodes)) {
    const Frequency<> reached = assured_rate(q, evaluator.at(nodes));
    if (reached > kHardly * best.sustained) best = {nodes, reached};
  }
  return best;
}

Candidate describe_stream(const StreamQuestion& q, const Option& option, const StreamOutcome& outcome,
                          WaveCurves& curves) {
  Candidate c;
  add_result(q, option, outcome, c);
  if (c.cluster.slots() == 0) return c;
  const auto& world = q.question.typical;
  const StreamTasks tasks = stream_tasks(q, c.cluster, curves);
  const auto on = batch_on(q, q.typical, tasks, c.cluster, node_rates(c.cluster, world), world);
  const auto pace = stream_pace(q, on.line, world);
  const auto cost = stream_month(q, c.price, q.typical, tasks, pace, world);
  c.cost_parts = {cost.machines, cost.platform, cost.volumes, cost.requests, cost.primary_node};
  c.start_up = start_up_time(c.cluster.platform, world);
  c.stages = stage_reports(q, c.cluster, tasks, on);
  add_bottleneck(on.stages, on.line.fixed, {}, c);
  add_sizes(q, c);
  c.input_partitions = tasks.read_tasks;
  c.shuffle_partitions = q.is_stateful() ? tasks.state_partitions : tasks.read_tasks;
  if (!c.cluster.instance->has_local_disk()) {
    c.volume_per_node = world.get<"volume.size_factor">() * c.sizes.on_disk / c.cluster.nodes;
  }
  c.stream = std::make_shared<const StreamReport>(stream_report(q, option, outcome, c, tasks, on, curves));
  c.settings = settings_for(stream_settings_request(q.question, c.cluster, q.stream, c.shuffle_partitions));
  return c;
}

}  // namespace sizer
