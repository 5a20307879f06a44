#include "sizer/simulated_stream.hpp"

#include <algorithm>
#include <cmath>

#include "question.hpp"

namespace sizer {
namespace {

constexpr Seconds<> kLongest = 14 * day;

/// The cluster as asked for, or the one a plan recommends.
std::optional<Candidate> candidate_of(const Scenario& scenario, const std::optional<ClusterRequest>& request,
                                      const InstanceTable& table, const PlanOptions& options) {
  if (request) return check(scenario, *request, table, options).checked;
  return plan(scenario, table, options).recommended;
}

RateCurve rate_of(const Stream& stream) {
  if (stream.curve) return *stream.curve;
  return {{{Seconds<>(), stream.rate.value}}, day, stream.rate.source};
}

/// The scenario's own spike, and some time after it the outage.
std::vector<Disturbance> own_disturbances(const Stream& stream, const StreamReport& report) {
  std::vector<Disturbance> list;
  Seconds<> at = max(10 * minute, 10 * report.interval);
  if (stream.has_peak() && !stream.curve) {
    list.push_back({DisturbanceKind::spike, at, stream.peak_length.value, stream.peak_rate().base()});
    const Seconds<> drain = std::isfinite(report.spike.drain.base()) ? report.spike.drain : Seconds<>();
    at = at + stream.peak_length.value + 1.5 * drain + 10 * minute;
  }
  list.push_back({DisturbanceKind::outage, at, stream.outage.value, 1});
  return list;
}

/// By the closed form, on an otherwise quiet day.
Seconds<> drain_of(const Disturbance& d, Frequency<> capacity, Frequency<> rate) {
  switch (d.kind) {
    case DisturbanceKind::spike:
      return backlog_of_spike(capacity, rate, Frequency<>(d.factor), d.length).drain;
    case DisturbanceKind::outage:
    case DisturbanceKind::rescale:
      return backlog_of_outage(capacity, rate, d.length).drain;
    case DisturbanceKind::slow_sink:
      return backlog_of_outage(capacity, rate, (1 - 1 / d.factor) * d.length).drain;
    case DisturbanceKind::executor_loss:
      return backlog_of_outage(capacity, rate, (1 - d.factor) * d.length).drain;
  }
  return {};
}

class Preparation {
 public:
  Preparation(const Scenario& scenario, const Candidate& candidate, const InstanceTable& table,
              const PlanOptions& options)
      : scenario_(scenario),
        candidate_(candidate),
        table_(table),
        options_(options),
        world_(typical_world(stated_ranges(scenario))) {}

  StreamSimulationInput input(const StreamHappenings& asked) const {
    const Stream& stream = *scenario_.stream;
    const StreamReport& report = *candidate_.stream;
    StreamSimulationInput input;
    input.line = report.line;
    input.interval = stream.interval_or_default();
    input.back_to_back = stream.trigger.value == StreamTrigger::as_soon_as_possible;
    input.most_events = report.most_events;
    input.rate = rate_of(stream);
    input.disturbances = asked.disturbances;
    for (const Seconds<> at : asked.node_losses) input.disturbances.push_back(loss(at));
    for (const auto& rescale : asked.rescales) input.disturbances.push_back(rescaled(rescale));
    if (input.disturbances.empty()) input.disturbances = own_disturbances(stream, report);
    input.length = asked.length.value_or(until_caught_up(input));
    return input;
  }

 private:
  Disturbance loss(Seconds<> at) const {
    const double nodes = candidate_.cluster.nodes;
    return {DisturbanceKind::executor_loss, at, world_.get<"spot.replace">(), std::max(1e-3, (nodes - 1) / nodes)};
  }

  /// A query is started again to use other nodes: its session, and executors.
  Disturbance rescaled(const StreamHappenings::Rescale& rescale) const {
    const Check other = check(scenario_, {rescale.nodes, *candidate_.cluster.instance}, table_, options_);
    const auto now = candidate_.stream->line.per_event;
    const double factor = other.checked.stream ? (now / other.checked.stream->line.per_event).base() : 1e-3;
    return {DisturbanceKind::rescale, rescale.at, world_.get<"driver.session">() + world_.get<"executor.start">(),
            factor};
  }

  /// By the formulas, with room; as long again as the disturbances where it never catches up.
  Seconds<> until_caught_up(const StreamSimulationInput& input) const {
    Seconds<> end, drain;
    for (const Disturbance& d : input.disturbances) {
      end = max(end, d.at + d.length);
      drain = drain + d.length;
    }
    for (const Disturbance& d : input.disturbances) {
      const Seconds<> one = drain_of(d, candidate_.stream->assured, scenario_.stream->rate.value);
      if (std::isfinite(one.base())) drain = max(drain, 1.3 * one);
    }
    return min(kLongest, end + drain + max(10 * minute, 20 * input.interval));
  }

  static Overrides stated_ranges(const Scenario& scenario) {
    Overrides ranges;
    for (const auto& [key, o] : scenario.assume) ranges[key] = {.low = o.low, .typical = o.typical, .high = o.high};
    return ranges;
  }

  const Scenario& scenario_;
  const Candidate& candidate_;
  const InstanceTable& table_;
  PlanOptions options_;
  World<double> world_;
};

std::optional<Seconds<>> drain_by_formula(const SimulatedStream& s) {
  if (s.input.disturbances.size() != 1 || s.scenario.stream->curve) return std::nullopt;
  const Disturbance& d = s.input.disturbances.front();
  if (d.kind != DisturbanceKind::spike && d.kind != DisturbanceKind::outage) return std::nullopt;
  return drain_of(d, s.capacity, s.scenario.stream->rate.value);
}

}  // namespace

SimulatedStream simulate_stream(const Scenario& scenario, const std::optional<ClusterRequest>& request,
                                const InstanceTable& table, const StreamHappenings& asked, const PlanOptions& options) {
  SimulatedStream s;
  s.scenario = scenario;
  const auto candidate = candidate_of(scenario, request, table, options);
  if (!candidate) return s;
  s.instance = std::make_shared<const Instance>(request ? request->instance : *candidate->cluster.instance);
  s.cluster = candidate->cluster;
  s.cluster.instance = s.instance.get();
  if (!candidate->stream) return s;
  Candidate here = *candidate;
  here.cluster.instance = s.instance.get();
  s.input = Preparation(s.scenario, here, table, options).input(asked);
  s.capacity = candidate->stream->assured;
  if ((s.input.length / s.input.interval).base() > kMostSimulatedBatches) return s;
  s.run = simulate_stream(s.input);
  s.drain_by_formula = drain_by_formula(s);
  return s;
}

}  // namespace sizer
