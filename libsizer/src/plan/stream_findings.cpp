#include "stream_findings.hpp"

#include <algorithm>
#include <cmath>

#include "sizer/units.hpp"
#include "stream_measured.hpp"

namespace sizer {
namespace {

using Findings = std::vector<Finding>;

void about_partitions(const StreamQuestion& q, const StreamReport& r, const Candidate& c, Findings& found) {
  const SourcePartitions& p = r.partitions;
  if (q.stream.source.value == StreamSource::files || p.stated == 0) return;
  const std::string stated = format_number(p.stated) + " source partitions";
  if (q.stream.source.value == StreamSource::kafka && p.stated < p.needed) {
    found.push_back({Severity::warning, "few-source-partitions",
                     stated + " would carry " + format(q.stream.peak_rate() * q.stream.event_size.value / p.stated) +
                         " each at the peak, more than a partition usually does",
                     format_number(p.needed) + " partitions or more; keys map to others when the count changes"});
  }
  if (p.tasks < c.cluster.slots()) {
    found.push_back({Severity::warning, "idle-slots",
                     stated + " give " + format_number(p.tasks) + " tasks to read with, for " +
                         format_number(c.cluster.slots()) + " slots: the rest is idle while a batch is read",
                     "more partitions, or fewer and larger nodes"});
  }
  if (p.fullest * p.stated > 2) {
    found.push_back({Severity::warning, "uneven-source-partitions",
                     "the fullest partition has " + format_share(p.fullest) + " of the events, " +
                         format_number(p.fullest * p.stated) + " times its share",
                     q.stream.source.value == StreamSource::kafka ? "minPartitions cuts it into several tasks"
                                                                  : "a key that spreads better"});
  }
}

void about_state(const StreamQuestion& q, const StreamReport& r, const Candidate& c, Findings& found) {
  if (!q.is_stateful()) return;
  if (!q.stream.watermark) {
    found.push_back({Severity::warning, "assumed-watermark",
                     "no watermark was said: 10 min is assumed; without one state would grow for ever",
                     "say stream.watermark, and withWatermark in the query"});
  }
  const double heap = (c.cluster.layout.executor_memory_mib * MiB).base();
  if (q.stream.store.value == StateStore::memory && r.state.memory_per_executor.base() > 0.1 * heap) {
    found.push_back({Severity::warning, "state-on-the-heap",
                     "state takes " + format(r.state.memory_per_executor) + " of each executor's heap of " +
                         format_binary(Bytes<>(heap)) + ": collections grow with it",
                     "state_store = \"rocksdb\" keeps it beside the heap"});
  }
  if (r.state.commit > 0.5 * q.interval) {
    found.push_back({Severity::warning, "slow-commit",
                     "committing the state takes " + format(r.state.commit) + " of every " + format(q.interval),
                     "a longer trigger, or fewer state partitions"});
  }
  const auto disk = c.cluster.instance->local_write;
  if (disk && r.state.disk_writes_per_node > *disk) {
    found.push_back({Severity::warning, "slow-state-disk",
                     "RocksDB would write " + format(r.state.disk_writes_per_node) +
                         " on each node, and its disks take " + format(*disk),
                     "more nodes, or faster disks"});
  }
}

void about_sink(const StreamQuestion& q, Findings& found) {
  if (q.stream.sink.value == StreamSink::kafka && q.stream.delivery.value == Delivery::exactly_once &&
      !q.stream.delivery.is_default()) {
    found.push_back({Severity::warning, "at-least-once",
                     "Spark's Kafka sink writes at least once: after a failure some events come twice",
                     "drop duplicates where they are read, or a table as the sink"});
  }
}

/// Files and tables take appended rows only: a window when the watermark has passed it, by the batch after the one that
/// saw it. After its last event that is the watermark, half an interval in the median, one more, and the batch.
void about_windows(const StreamQuestion& q, const StreamReport& r, Findings& found) {
  const StreamSink sink = q.stream.sink.value;
  const bool appends = sink == StreamSink::files || sink == StreamSink::table;
  const bool windows = std::ranges::any_of(
      q.stream.states, [](const StateInput& state) { return state.kind.value == StateKind::window; });
  if (!appends || !windows || !q.stream.latency) return;
  const Seconds<> batch = batch_duration(r.line, Scalar<>(q.stream.rate.value * r.interval));
  const Seconds<> after = q.stream.watermark_or_default() + 1.5 * r.interval + batch;
  if (after <= q.stream.latency->value) return;
  found.push_back({Severity::warning, "late-windows",
                   std::string(to_string(sink)) + " take a window only when the watermark has passed it, about " +
                       format(after) + " after its last event: the latency of " + format(q.stream.latency->value) +
                       " is that of events on their way into the state",
                   "a sink that takes updates (foreach-batch, kafka), or a shorter watermark"});
}

void about_recovery(const StreamQuestion& q, const StreamReport& r, Findings& found) {
  if (std::isfinite(r.retention.base()) && r.retention < 2 * r.retention_needed && r.retention >= r.retention_needed) {
    found.push_back({Severity::warning, "little-retention",
                     "the source keeps events for " + format(r.retention) + "; " + format(r.retention_needed) +
                         " of outage and recovery leave little for a second failure",
                     "twice that is usual"});
  }
  if (q.stream.outage.is_default()) {
    found.push_back({Severity::info, "assumed-outage",
                     "no outage was said: " + format(q.stream.outage.value) + " is to be caught up within " +
                         format(q.stream.recover_within.value),
                     "say stream.outage and stream.recover_within"});
  }
  if (q.stream.has_peak() && !q.stream.allowed_lag) {
    found.push_back({Severity::info, "assumed-no-lag",
                     "nothing was said of how late events may be in a peak: the cluster keeps up with it",
                     "stream.allowed_lag lets a smaller one do"});
  }
}

void about_checkpoint(const StreamReport& r, Findings& found) {
  if (!r.checkpoint_month || !r.month || *r.checkpoint_month < 0.1 * *r.month) return;
  found.push_back({Severity::warning, "dear-checkpoints",
                   format_number(r.checkpoint_files) + " checkpoint files a month cost " + format(*r.checkpoint_month) +
                       " in requests",
                   "a longer trigger, or fewer state partitions"});
}

}  // namespace

std::vector<Finding> stream_findings(const StreamQuestion& q, const Candidate& c) {
  Findings found;
  for (const auto& key : q.scenario.unused) {
    found.push_back({Severity::warning, "unused-input", key, "take it out, or do not expect it to count"});
  }
  for (auto& finding : about_measured_rates(q)) found.push_back(std::move(finding));
  if (!c.stream) return found;
  about_partitions(q, *c.stream, c, found);
  about_state(q, *c.stream, c, found);
  about_sink(q, found);
  about_windows(q, *c.stream, found);
  about_recovery(q, *c.stream, found);
  about_checkpoint(*c.stream, found);
  return found;
}

std::vector<std::string> stream_defaults_used(const Scenario& scenario) {
  const Stream& s = *scenario.stream;
  std::vector<std::string> used;
  const auto add = [&](bool is_default, const std::string& key, const std::string& value) {
    if (is_default) used.push_back("stream." + key + " = " + value);
  };
  add(s.event_size.is_default(), "event_size", format(s.event_size.value));
  add(s.source.is_default(), "source", std::string(to_string(s.source.value)));
  add(s.has_peak() && s.peak_length.is_default(), "peak_length", format(s.peak_length.value));
  add(s.has_peak() && s.peaks_per_day.is_default(), "peaks_per_day", format_number(s.peaks_per_day.value));
  add(s.trigger.is_default() && !s.interval, "trigger", format(s.interval_or_default()));
  add(s.outage.is_default(), "outage", format(s.outage.value));
  add(s.recover_within.is_default(), "recover_within", format(s.recover_within.value));
  add(s.utilisation.is_default(), "utilisation", format_number(s.utilisation.value));
  add(!s.retention && s.source.value != StreamSource::files, "retention", format(s.retention_or_default()));
  add(s.is_stateful() && !s.watermark, "watermark", format(s.watermark_or_default()));
  add(s.is_stateful() && s.late_loss.is_default(), "late_loss", format_number(s.late_loss.value));
  add(s.is_stateful() && s.store.is_default(), "state_store", std::string(to_string(s.store.value)));
  add(s.sink.is_default(), "sink", std::string(to_string(s.sink.value)));
  add(s.states.empty(), "state", "none");
  for (const StateInput& state : s.states) {
    add(state.keys.is_default() && state.kind.value == StateKind::window, "state.keys",
        format_number(state.keys.value));
    add(state.window.is_default(), "state.window", format(state.window.value));
  }
  const auto& cluster = scenario.cluster;
  if (cluster.providers.front().is_default()) {
    used.push_back("cluster.provider = " + std::string(to_string(cluster.providers.front().value)));
  }
  if (!cluster.platform) used.emplace_back("cluster.platform = by provider");
  return used;
}

}  // namespace sizer
