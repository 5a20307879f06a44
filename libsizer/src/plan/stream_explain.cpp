#include "stream_explain.hpp"

#include <cmath>

#include "stream_outcome.hpp"
#include "stream_plan.hpp"

namespace sizer {
namespace {

/// A count found outside the formulas, with what it follows from.
std::shared_ptr<const Step> count_step(const char* name, double value, const std::string& source) {
  return Scalar<Traced>(input<Traced>(name, Scalar<>(value), source)).base().shared();
}

template <Dimension D>
void add(Explanation& explanation, const Quantity<D, Traced>& quantity) {
  explanation.roots.push_back(quantity.base().shared());
}

/// Infinite values have no place in arithmetic that people read: a backlog that never drains is left out.
void add_backlogs(const Stream& stream, const Frequency<Traced>& capacity, const Frequency<Traced>& rate,
                  Explanation& explanation) {
  if (capacity.base().value() <= stream.rate.value.base()) return;
  if (stream.has_peak()) {
    const auto peak = input<Traced>("peak rate", stream.peak_rate(), stream.peak ? stream.peak->source : "the curve");
    const auto length = input<Traced>("length of the peak", stream.peak_length.value, stream.peak_length.source);
    const auto spike = backlog_of_spike(capacity, rate, peak, length);
    add(explanation, spike.drain);
    add(explanation, spike.lag);
  }
  const auto outage = input<Traced>("outage", stream.outage.value, stream.outage.source);
  const auto down = backlog_of_outage(capacity, rate, outage);
  add(explanation, down.drain);
  add(explanation, named("retention needed", outage + down.drain));
}

void add_state(const BatchDemand<Traced>& demand, const BatchOnCluster<Traced>& on, Explanation& explanation) {
  add(explanation, demand.state.entries);
  add(explanation, demand.state.raw);
  add(explanation, demand.state.on_heap.base().value() > 0 ? demand.state.on_heap : demand.state.on_disk);
  add(explanation, on.commit);
}

}  // namespace

Explanation explain_stream(const StreamQuestion& q, const Candidate& c) {
  Explanation explanation;
  if (c.cluster.slots() == 0) return explanation;
  WaveCurves curves;
  const auto world = traced_world(q.question.overrides);
  const auto demand = batch_demand(q, world);
  const StreamTasks tasks = stream_tasks(q, c.cluster, curves);
  const auto on = batch_on(q, demand, tasks, c.cluster, node_rates(c.cluster, world), world);
  const auto pace = stream_pace(q, on.line, world);
  const auto rate = input<Traced>("rate", q.stream.rate.value, q.stream.rate.source);
  const auto needs = capacity_needs<Traced>(q.stream);
  add(explanation, pace.batch);
  add(explanation, pace.capacity);
  add(explanation, named("capacity needed", max(needs.steady, max(needs.peak, needs.recovery))));
  add(explanation, named("utilisation", Scalar<Traced>(rate / pace.capacity)));
  add(explanation, pace.latency.median);
  add(explanation, pace.latency.p99);
  if (c.stream) {
    const auto assured = input<Traced>("assured rate", c.stream->assured,
                                       "the largest stable rate in the asked share of the worlds (goal.confidence)");
    add_backlogs(q.stream, assured, rate, explanation);
  }
  if (q.is_stateful()) add_state(demand, on, explanation);
  if (c.price.known) {
    const auto cost = stream_month(q, c.price, demand, tasks, pace, world);
    add(explanation, named("cost of a month", cost.total));
  }
  for (const auto& stage : on.stages) add(explanation, stage.total);
  explanation.roots.push_back(count_step(
      "source partitions", tasks.source_partitions,
      q.stream.partitions ? q.stream.partitions->source
                          : "⌈peak × event size × stream.imbalance ÷ stream.partition_rate⌉, in whole waves"));
  if (q.is_stateful()) {
    explanation.roots.push_back(count_step("state partitions", tasks.state_partitions,
                                           "⌈state ÷ 2 GB⌉ in whole waves of the slots; fixed with the checkpoint"));
  }
  if (c.stream && c.stream->most_events > 0) {
    explanation.roots.push_back(
        count_step("maxOffsetsPerTrigger", c.stream->most_events, "assured rate × trigger interval"));
  }
  return explanation;
}

Explanation explain_stream(const Scenario& scenario, const Candidate& candidate) {
  const StreamQuestion question(scenario, {.worlds = kLaneCount});
  return explain_stream(question, candidate);
}

}  // namespace sizer
