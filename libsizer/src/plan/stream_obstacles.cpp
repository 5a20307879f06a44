#include <algorithm>
#include <cmath>

#include "evaluate.hpp"
#include "sizer/units.hpp"
#include "stream_findings.hpp"

namespace sizer {
namespace {

using Reasons = std::vector<std::string>;

std::string rate_text(Frequency<> rate) { return format_number(rate.base()) + " events/s"; }

/// A trigger, or what is left of a latency, that a batch's fixed part fills.
void about_interval(const StreamQuestion& q, const Candidate& c, const StreamOutcome& outcome, Reasons& reasons) {
  if (!q.stream.runs_batches()) return;
  const double confidence = q.question.confidence;
  const Seconds<> fixed(quantile(outcome.fixed, confidence));
  if (fixed < q.interval) return;
  const bool from_latency = !q.stream.interval && q.stream.latency;
  const std::string asked = from_latency ? "a p99 latency of " + format(q.stream.latency->value) + " leaves " +
                                               format(q.interval) + " for a cycle, which is"
                                         : "batches every " + format(q.interval) + " are";
  const int tasks = std::max(1, c.input_partitions);
  reasons.push_back(asked + " shorter than what each takes before its first event, up to " + format(fixed) + " in " +
                    format_share(confidence) + " of the worlds, with " + format_number(tasks) +
                    (tasks == 1 ? " task" : " tasks") + " to read with");
}

void about_watermark(const StreamQuestion& q, const StreamReport& r, Reasons& reasons) {
  if (!q.is_stateful()) return;
  const Seconds<> watermark = q.stream.watermark_or_default();
  for (const StateInput& state : q.stream.states) {
    if (state.kind.value != StateKind::deduplicate || state.window.value <= watermark) continue;
    reasons.push_back("a watermark of " + format(watermark) + " forgets keys before duplicates up to " +
                      format(state.window.value) + " apart can be told; the shortest that works is " +
                      format(state.window.value));
  }
  constexpr double kAsGood = 1 + 1e-6;
  if (r.state.late_share <= kAsGood * q.stream.late_loss.value) return;
  const bool stated = q.stream.delay_p99.has_value();
  reasons.push_back("a watermark of " + format(watermark) + " would lose " + format_share(r.state.late_share) +
                    " of the events, which come later than that" +
                    (stated ? "" : " (the delays are assumed: stream.delay_p99)") + "; for " +
                    format_share(q.stream.late_loss.value) + " it has to be " + format(r.state.watermark_needed));
}

void about_retention(const StreamQuestion& q, const StreamReport& r, Reasons& reasons) {
  if (r.retention >= r.retention_needed) return;
  if (!std::isfinite(r.retention_needed.base())) {
    reasons.push_back("a backlog never drains at this capacity, so that the source's retention of " +
                      format(r.retention) + " ends with events lost");
    return;
  }
  reasons.push_back("the source keeps events for " + format(r.retention) + ", and " + format(q.stream.outage.value) +
                    " of outage with " + format(r.outage.drain) + " of catching up need " + format(r.retention_needed) +
                    "; keep them that long, or let the job be down for " +
                    format(r.retention * (q.stream.outage.value / r.retention_needed)) + " at most");
}

/// A shard's limits are the service's own.
void about_shards(const StreamQuestion& q, const StreamReport& r, Reasons& reasons) {
  if (q.stream.source.value != StreamSource::kinesis || r.partitions.stated == 0) return;
  const int needed = static_cast<int>(std::min(1e9, partitions_needed(q.stream, q.stream.peak_rate(), MB / second)));
  if (r.partitions.stated >= needed) return;
  reasons.push_back(std::to_string(r.partitions.stated) + " shards take in at most " +
                    format_number(r.partitions.stated) + " MB/s and " + format_number(1000.0 * r.partitions.stated) +
                    " events/s; " + rate_text(q.stream.peak_rate()) + " of " + format(q.stream.event_size.value) +
                    " need " + format_number(needed) + " shards");
}

void about_capacity(const StreamQuestion& q, const Candidate& c, Reasons& reasons) {
  const double confidence = q.question.confidence;
  const Frequency<> reached = c.stream->assured;
  if (reached >= q.most_needed || reached <= Frequency<>()) return;
  const std::string& binds = c.stream->binds;
  reasons.push_back((binds == "steady" ? "the usual rate"
                     : binds == "peak" ? "the peak"
                                       : binds) +
                    " asks for " + rate_text(q.most_needed) + ", and " + std::to_string(c.cluster.nodes) + " × " +
                    c.cluster.instance->type + " sustain " + rate_text(reached) + " in " + format_share(confidence) +
                    " of the worlds");
  const auto& stage = c.stages.front();
  if (q.stream.partition_skew && stage.bottleneck == Resource::hot_key) {
    reasons.push_back("the fullest source partition has " + format_share(q.stream.partition_skew->value) +
                      " of the events, and one task reads it: more nodes do not help, more even keys do");
  } else if (std::ranges::any_of(c.stages, [](const StageReport& s) { return s.bottleneck == Resource::hot_key; })) {
    reasons.push_back("the hottest key's updates run in one task: more nodes do not help");
  }
}

void about_latency(const StreamQuestion& q, const StreamOutcome& outcome, Reasons& reasons) {
  if (!q.stream.latency) return;
  const Seconds<> p99(quantile(outcome.p99, q.question.confidence));
  if (p99 <= q.stream.latency->value || !std::isfinite(p99.base())) return;
  reasons.push_back("99 % of the events are done within " + format(p99) + " in " + format_share(q.question.confidence) +
                    " of the worlds, not within " + format(q.stream.latency->value) +
                    (q.stream.interval ? "; a shorter trigger than " + format(q.interval) + " would lower it" : ""));
}

void about_budget(const StreamQuestion& q, const StreamOutcome& outcome, Reasons& reasons) {
  const auto& budget = q.scenario.goal.budget;
  const Usd<> month_cost(quantile(outcome.usd, q.question.confidence));
  if (!budget || month_cost <= budget->value || !std::isfinite(month_cost.base())) return;
  reasons.push_back("a month costs up to " + format(month_cost) + " in " + format_share(q.question.confidence) +
                    " of the worlds, more than the budget of " + format(budget->value) + " a month");
}

}  // namespace

std::vector<std::string> stream_obstacles(const StreamQuestion& q, const Candidate& c, const StreamOutcome& outcome) {
  Reasons reasons;
  if (!c.stream) return {"no node holds an executor beside the driver"};
  about_interval(q, c, outcome, reasons);
  about_capacity(q, c, reasons);
  about_latency(q, outcome, reasons);
  about_budget(q, outcome, reasons);
  about_watermark(q, *c.stream, reasons);
  about_retention(q, *c.stream, reasons);
  about_shards(q, *c.stream, reasons);
  return reasons;
}

}  // namespace sizer
