#include "stream_json.hpp"

namespace sizer::report {
namespace {

Json backlog_json(const Backlog<double>& b) {
  return {{"events", number(b.events.base())}, {"lag_s", number(b.lag.base())}, {"drain_s", number(b.drain.base())}};
}

Json need_json(const StreamNeed& need) {
  const bool any = need.nodes > 0;
  return {{"need", need.name},
          {"events_per_s", number(need.capacity.base())},
          {"nodes", any ? Json(need.nodes) : Json(nullptr)},
          {"sustained_events_per_s", any ? number(need.at_nodes.base()) : Json(nullptr)},
          {"spike", any ? backlog_json(need.spike) : Json(nullptr)},
          {"outage", any ? backlog_json(need.outage) : Json(nullptr)},
          {"usd_per_month", in_unit(need.month, usd)}};
}

Json state_json(const StreamState& s, double files, const std::optional<Usd<>>& requests) {
  return {{"entries", number(s.size.entries.base())},
          {"bytes", number(s.size.raw.base())},
          {"heap_bytes", number(s.size.on_heap.base())},
          {"disk_bytes", number(s.size.on_disk.base())},
          {"memory_per_executor_bytes", number(s.memory_per_executor.base())},
          {"changed_per_batch_bytes", number(s.changed_per_batch.base())},
          {"checkpoint_bytes_per_s", number(s.checkpoint_traffic.base())},
          {"disk_writes_per_node_bytes_per_s", number(s.disk_writes_per_node.base())},
          {"commit_s", number(s.commit.base())},
          {"checkpoint_files_per_month", number(files)},
          {"checkpoint_usd_per_month", in_unit(requests, usd)},
          {"late_share", number(s.late_share)},
          {"watermark_needed_s", number(s.watermark_needed.base())}};
}

Json partitions_json(const SourcePartitions& p) {
  return {{"stated", p.stated > 0 ? Json(p.stated) : Json(nullptr)},
          {"needed", p.needed},
          {"recommended", p.recommended},
          {"tasks", p.tasks},
          {"fullest_share", number(p.fullest)},
          {"fullest_events_per_s", number(p.rate_of_fullest.base())}};
}

Json scheduled_json(const std::vector<ScheduledBatch>& list) {
  Json json = Json::array();
  for (const ScheduledBatch& batch : list) {
    json.push_back({{"every_s", number(batch.every.base())},
                    {"nodes", batch.nodes},
                    {"run_s", number(batch.run.base())},
                    {"oldest_event_s", number(batch.freshness.base())},
                    {"usd_per_month", in_unit(batch.month, usd)}});
  }
  return json;
}

Json asked_json(const Stream& s) {
  return {{"events_per_s", number(s.rate.value.base())},
          {"peak_events_per_s", number(s.peak_rate().base())},
          {"peak_length_s", number(s.peak_length.value.base())},
          {"event_bytes", number(s.event_size.value.base())},
          {"source", to_string(s.source.value)},
          {"trigger", to_string(s.trigger.value)},
          {"outage_s", number(s.outage.value.base())},
          {"recover_within_s", number(s.recover_within.value.base())},
          {"watermark_s", s.is_stateful() ? number(s.watermark_or_default().base()) : Json(nullptr)}};
}

Json measured_json(const std::vector<MeasuredRateReport>& measured) {
  Json json = Json::array();
  for (const MeasuredRateReport& run : measured) {
    json.push_back({{"cluster", run.name},
                    {"source", run.source},
                    {"events_per_s", number(run.measured.base())},
                    {"predicted_before_events_per_s", number(run.before.base())},
                    {"contradicts", run.contradicts}});
  }
  return json;
}

}  // namespace

Json stream_json(const Candidate& candidate, const Scenario& scenario,
                 const std::vector<MeasuredRateReport>& measured) {
  if (!candidate.stream) return nullptr;
  const StreamReport& r = *candidate.stream;
  Json json{{"asked", asked_json(*scenario.stream)},
            {"interval_s", number(r.interval.base())},
            {"batch_fixed_s", number(r.line.fixed.base())},
            {"seconds_per_event", number(r.line.per_event.base())},
            {"batch_bytes", number(r.batch_bytes.base())},
            {"largest_stable_rate_events_per_s",
             {{"p10", number(r.capacity.p10.base())},
              {"p50", number(r.capacity.p50.base())},
              {"p90", number(r.capacity.p90.base())},
              {"p95", number(r.capacity.p95.base())}}},
            {"assured_rate_events_per_s", number(r.assured.base())},
            {"utilisation", number(r.utilisation)},
            {"peak_utilisation", number(r.peak_utilisation)},
            {"latency_s",
             {{"p50", number(r.latency.median.base())},
              {"p99", number(r.latency.p99.base())},
              {"p99_at_confidence", number(r.latency_p99_at_confidence.base())}}},
            {"binds", r.binds},
            {"needs", Json::array()},
            {"spike", backlog_json(r.spike)},
            {"outage", backlog_json(r.outage)},
            {"retention_s", number(r.retention.base())},
            {"retention_needed_s", number(r.retention_needed.base())},
            {"state", scenario.stream->is_stateful() ? state_json(r.state, r.checkpoint_files, r.checkpoint_month)
                                                     : Json(nullptr)},
            {"source_partitions", partitions_json(r.partitions)},
            {"max_offsets_per_trigger", number(r.most_events)},
            {"usd_per_month", in_unit(r.month, usd)},
            {"usd_per_month_autoscaled", in_unit(r.autoscaled_month, usd)},
            {"autoscaled_least_nodes", r.autoscaled_least},
            {"scheduled", scheduled_json(r.scheduled)},
            {"break_even_interval_s", number(r.break_even.base())},
            {"in_code", Json::object()},
            {"measured", measured_json(measured)}};
  for (const StreamNeed& need : r.needs) json["needs"].push_back(need_json(need));
  for (const Setting& option : r.in_code) json["in_code"][option.key] = option.value;
  return json;
}

}  // namespace sizer::report
