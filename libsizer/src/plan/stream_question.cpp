#include "stream_question.hpp"

#include <algorithm>
#include <cmath>

#include "stream_measured.hpp"

namespace sizer {
namespace {

constexpr double kFewEvents = 1;
constexpr double kLeastEvents = 1000;

double events_of_largest_batch(const Stream& stream) {
  return std::max(kLeastEvents, (stream.peak_rate() * stream.interval_or_default()).base());
}

/// One batch as a batch job: layouts, driver and worlds follow from it.
Scenario as_batch(const Scenario& scenario, double events) {
  Scenario batch = scenario;
  const Stream& stream = *scenario.stream;
  batch.stream.reset();
  batch.measured.clear();
  batch.measured_rates.clear();
  batch.goal.deadline.reset();
  batch.goal.budget.reset();
  batch.goal.minimise = {};
  batch.stages.clear();
  batch.data = {min(events * stream.event_size.value, EB), stream.rate.source};
  batch.input.rows = {{events, stream.rate.source}};
  batch.profile = {stream.is_stateful() ? Profile::aggregate : Profile::scan, "the stream"};
  return batch;
}

ByteRule share_of_rows(AssumptionKey key) { return {.stated = {}, .share = key}; }

/// A stage that reads, and for a query with state one that updates it.
Workload batch_workload(const Scenario& batch, const Stream& stream, double events) {
  Workload workload;
  workload.data = {min(events * stream.event_size.value, EB), batch.data.source};
  workload.input = batch.input;
  workload.input.rows = {{events, batch.data.source}};
  workload.python = batch.python.value;
  Stage read;
  read.name = events > kFewEvents ? "read" : "read, hardly any events";
  read.scan = workload.data;
  read.scan_files = default_files(workload.data.value);
  if (stream.partition_skew) read.skew = stream.partition_skew;
  if (!stream.is_stateful()) {
    read.write = share_of_rows("etl.write");
    workload.stages = {read};
    return workload;
  }
  read.shuffle = share_of_rows("stream.shuffle");
  Stage update;
  update.name = events > kFewEvents ? "update state" : "update state, hardly any events";
  update.parents = {0};
  update.write = share_of_rows("stream.output");
  for (const StateInput& state : stream.states) {
    if (state.skew && (!update.skew || state.skew->value > update.skew->value)) update.skew = state.skew;
  }
  workload.stages = {read, update};
  return workload;
}

/// Adds what each event costs beside its bytes. Work on state follows its keys, that of reading a stated partition.
template <class Num>
void add_work_of_events(const Stream& stream, double events, const Scalar<Num>& updates_per_event,
                        const World<Num>& world, Demand<Num>& demand) {
  const auto count = input<Num>(events > kFewEvents ? "events of the batch" : "events of a batch with hardly any",
                                Scalar<>(events), "rate × interval");
  const auto factor = world.template get<"stream.work_factor">();
  auto& read = demand.stages.front();
  if (stream.work) {
    const auto stated = input<Num>("CPU work an event", stream.work->value, stream.work->source);
    read.work = named("work of reading", count * stated * factor);
  } else {
    read.work = named("work of reading", (read.work + count * world.template get<"stream.event">()) * factor);
  }
  read.reduce_work = stream.partition_skew ? read.work : CoreSeconds<Num>();  // nothing else makes one task the longest
  if (demand.stages.size() == 1) return;
  auto& update = demand.stages.back();
  const auto updates = named("entries updated", count * updates_per_event);
  update.work = stream.work ? CoreSeconds<Num>()
                            : named("work of updating state",
                                    (update.work + updates * world.template get<"stream.state_update">()) * factor);
  update.reduce_work = update.work;
}

template <class Num>
Frequency<Num> usual_rate(const Stream& stream) {
  return input<Num>("rate", stream.rate.value, stream.rate.source);
}

std::vector<BatchDemand<Lanes>> demands(const StreamQuestion& question, const Worlds& worlds) {
  std::vector<BatchDemand<Lanes>> all;
  all.reserve(worlds.blocks.size());
  for (const auto& world : worlds.blocks) all.push_back(batch_demand(question, world));
  return all;
}

}  // namespace

template <class Num>
BatchDemand<Num> batch_demand(const StreamQuestion& q, const World<Num>& world) {
  BatchDemand<Num> d{demand(q.many, world), demand(q.few, world), {}};
  const auto interval =
      input<Num>("trigger interval", q.interval, q.stream.interval ? q.stream.interval->source : "default");
  d.state = state_size(q.stream, usual_rate<Num>(q.stream), interval, world);
  add_work_of_events(q.stream, q.events, d.state.updates_per_event, world, d.many);
  add_work_of_events(q.stream, kFewEvents, d.state.updates_per_event, world, d.few);
  return d;
}
template BatchDemand<double> batch_demand(const StreamQuestion&, const World<double>&);
template BatchDemand<Lanes> batch_demand(const StreamQuestion&, const World<Lanes>&);
template BatchDemand<Traced> batch_demand(const StreamQuestion&, const World<Traced>&);

StreamQuestion::StreamQuestion(const Scenario& asked, const PlanOptions& options)
    : scenario(asked),
      stream(*asked.stream),
      interval(stream.interval_or_default()),
      events(events_of_largest_batch(stream)),
      batch(as_batch(asked, events)),
      question(batch, options),
      many(batch_workload(batch, stream, events)),
      few(batch_workload(batch, stream, kFewEvents)),
      needs(capacity_needs<double>(stream)),
      most_needed(max(needs.steady, max(needs.peak, needs.recovery))) {
  measured = condition_on_rates(*this);
  typical = batch_demand(*this, question.typical);
  all = demands(*this, question.all.worlds);
  coarse = demands(*this, question.coarse.worlds);
}

}  // namespace sizer
