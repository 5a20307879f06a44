#include <algorithm>
#include <cmath>
#include <limits>

#include "node_counts.hpp"
#include "stream_describe.hpp"

namespace sizer {
namespace {

constexpr Seconds<> kEvery[] = {5 * minute, 15 * minute, hour, 6 * hour};
constexpr double kDays = 730.0 / 24;  // of a month

/// The cluster that reads `every` so often what has come since: the fewest nodes that get it done in time even when an
/// event takes `slower` times as long, as one that always runs is sized for it.
std::optional<ScheduledBatch> scheduled(const StreamQuestion& q, const Option& option, Seconds<> every, double slower,
                                        WaveCurves& curves) {
  const auto& world = q.question.typical;
  const Scalar<> events = q.stream.rate.value * every;
  const auto run_on = [&](int nodes, double times) {
    Cluster cluster = option.cluster;
    cluster.nodes = nodes;
    const StreamTasks tasks = stream_tasks(q, cluster, curves);
    const auto on = batch_on(q, q.typical, tasks, cluster, node_rates(cluster, world), world);
    const Seconds<> start = q.stream.trigger.value == StreamTrigger::available_now
                                ? Seconds<>()
                                : start_up_time(cluster.platform, world) + world.get<"driver.session">();
    return start + on.line.fixed + times * events * on.line.per_event;
  };
  const Seconds<> tail = world.get<"billing.idle_tail">();
  const double most = q.stream.utilisation.value;
  const int least = std::max(option.min_nodes, nodes_for_state(q, option));
  const int nodes =
      smallest(least, option.max_nodes, least, [&](int n) { return run_on(n, slower) + tail <= most * every; });
  if (nodes > option.max_nodes) return std::nullopt;
  ScheduledBatch batch{.every = every, .nodes = nodes, .run = run_on(nodes, 1), .freshness = {}, .month = {}};
  batch.freshness = every + batch.run;
  const ClusterPrice price = price_at(option.node_price, nodes);
  if (price.known) batch.month = price.hourly() * (batch.run + tail) * (month / every);
  return batch;
}

/// Where the dearer of two ways becomes the cheaper one, found between the last interval that is dearer than reading
/// all the time and the first that is not.
Seconds<> break_even(const StreamQuestion& q, const Option& option, Usd<> always, double slower, WaveCurves& curves) {
  const auto cheaper = [&](int minutes) {
    const auto batch = scheduled(q, option, minutes * minute, slower, curves);
    return batch && batch->month && *batch->month <= always;
  };
  constexpr int kLongest = 24 * 60;
  const int first = smallest(1, kLongest, 15, cheaper);
  return first > kLongest ? Seconds<>(std::numeric_limits<double>::infinity()) : first * minute;
}

/// Nodes for the usual rate and its recovery all the time, those for the peak while it lasts and until they are there.
void add_autoscaled(const StreamQuestion& q, const Option& option, const Candidate& c, StreamReport& r) {
  r.autoscaled_least = c.cluster.nodes;
  for (const StreamNeed& need : r.needs) {
    if (need.name == "steady" && need.nodes > 0) r.autoscaled_least = std::min(need.nodes, c.cluster.nodes);
  }
  const double peaks = q.stream.has_peak() ? q.stream.peaks_per_day.value * kDays : 0;
  const Seconds<> scaling = start_up_time(c.cluster.platform, q.question.typical);
  const Seconds<> at_peak = min(month, peaks * (q.stream.peak_length.value + scaling));
  const UsdPerTime<> low = price_at(option.node_price, r.autoscaled_least).hourly();
  const UsdPerTime<> high = price_at(option.node_price, c.cluster.nodes).hourly();
  r.autoscaled_month = low * (month - at_peak) + high * at_peak;
}

}  // namespace

void add_costs(const StreamQuestion& q, const Option& option, const Candidate& c, const BatchOnCluster<double>& on,
               WaveCurves& curves, StreamReport& r) {
  r.break_even = Seconds<>(std::numeric_limits<double>::infinity());
  const double slower = std::max(1.0, (r.capacity.p50 / max(r.assured, Frequency<>(1e-9))).base());
  for (const Seconds<> every : kEvery) {
    if (auto batch = scheduled(q, option, every, slower, curves)) r.scheduled.push_back(*batch);
  }
  if (!c.price.known) return;
  r.month = c.cost->p50;
  if (c.price.per_write_request) r.checkpoint_month = r.checkpoint_files * *c.price.per_write_request;
  const bool always_on = q.stream.trigger.value != StreamTrigger::available_now && on.line.per_event > Seconds<>();
  if (!always_on) return;
  add_autoscaled(q, option, c, r);
  r.break_even = break_even(q, option, *r.month, slower, curves);
}

}  // namespace sizer
