#include "stream_sections.hpp"

#include <fmt/format.h>

#include <cmath>

#include "sizer/units.hpp"
#include "wording.hpp"

namespace sizer::report {
namespace {

std::string month_text(const std::optional<Usd<>>& month_cost) {
  return month_cost ? format(*month_cost) : "price unknown";
}

std::string capacity_sentence(const StreamReport& r, const Stream& asked, double confidence) {
  if (r.capacity.p50 <= Frequency<>()) return "none: a batch takes its interval before the first event";
  const std::string peak = asked.has_peak() ? fmt::format(", the peak of {} {}", rate_text(asked.peak_rate()),
                                                          format_share(r.peak_utilisation))
                                            : "";
  return fmt::format("sustains {} in {} of worlds, {} in the median; {} keep it {} busy{}", rate_text(r.assured),
                     format_share(confidence), format_number(r.capacity.p50.base()), rate_text(asked.rate.value),
                     format_share(r.utilisation), peak);
}

std::string_view promise(const std::string& need) {
  if (need == "steady") return "the usual rate";
  return need == "peak" ? "the peak" : "recovery";
}

std::string binding_sentence(const StreamReport& r) {
  std::vector<std::string> others;
  std::string first;
  for (const StreamNeed& need : r.needs) {
    const std::string text = fmt::format("{} asks for {}", promise(need.name), rate_text(need.capacity));
    if (need.name == r.binds) {
      first = text;
    } else {
      others.push_back(text);
    }
  }
  return first + (others.empty() ? "" : "; " + joined(others));
}

std::string batch_sentence(const Candidate& c, const Stream& asked) {
  const StreamReport& r = *c.stream;
  if (!asked.runs_batches()) return "none: tasks that do not end";
  const char* every = asked.trigger.value == StreamTrigger::available_now         ? "a run every"
                      : asked.trigger.value == StreamTrigger::as_soon_as_possible ? "back to back, about every"
                                                                                  : "every";
  return fmt::format("{} {} with {} of events; takes {} ({} in 8 of 10 worlds), {} of it without any event", every,
                     format(r.interval), format(r.batch_bytes), format(c.duration.p50), range_of(c.duration),
                     format(r.line.fixed));
}

Fact latency_fact(const StreamReport& r, const Stream& asked, double confidence) {
  std::string text =
      fmt::format("{} in the median, {} for 99 % of events; {} in {} of worlds", format(r.latency.median),
                  format(r.latency.p99), format(r.latency_p99_at_confidence), format_share(confidence));
  if (!asked.latency) return {"latency", text};
  const bool good = r.latency_p99_at_confidence <= asked.latency->value;
  return {"latency", text + fmt::format("; {} asked", format(asked.latency->value)), good ? Tone::good : Tone::bad};
}

std::string cost_sentence(const StreamReport& r) {
  std::string text = month_text(r.month) + " a month";
  if (r.autoscaled_month) {
    text += fmt::format(" with all nodes all the time; {} with {} outside the peaks", format(*r.autoscaled_month),
                        counted(r.autoscaled_least, "node"));
  }
  return text;
}

std::string fall_behind(const Backlog<double>& b, const std::string& after) {
  return fmt::format("{} events wait, the oldest for {}; all is read {} after {}", format_number(b.events.base()),
                     format(b.lag), time_or_never(b.drain), after);
}

}  // namespace

std::string rate_text(Frequency<> rate) { return format_number(rate.base()) + " events/s"; }

std::string time_or_never(Seconds<> time) { return std::isfinite(time.base()) ? format(time) : "never"; }

Section stream_result_section(const Candidate& c, const Scenario& scenario, int worlds) {
  Section section;
  if (!c.stream) {
    section.facts.push_back({"rate", "it cannot run here", Tone::bad});
    return section;
  }
  const Stream& asked = *scenario.stream;
  const double confidence = scenario.goal.confidence.value;
  section.facts.push_back({"goal",
                           fmt::format("rate, peak, recovery and latency are kept in {} ({} asked)",
                                       share_of_worlds(c.deadline_probability, worlds), format_share(confidence)),
                           c.deadline_probability >= confidence ? Tone::good : Tone::bad});
  section.facts.push_back({"executors", executors_of(c.cluster)});
  section.facts.push_back({"capacity", capacity_sentence(*c.stream, asked, confidence)});
  section.facts.push_back({"binds", binding_sentence(*c.stream)});
  section.facts.push_back({"batch", batch_sentence(c, asked)});
  section.facts.push_back(latency_fact(*c.stream, asked, confidence));
  section.facts.push_back({"cost", cost_sentence(*c.stream)});
  section.facts.push_back(
      {"bottleneck", fmt::format("{} ({})", description(c.bottleneck), lead_over(c.runner_up, c.margin))});
  return section;
}

Section stream_needs_section(const StreamReport& r, bool has_peak) {
  Section section{.title = "sized for one promise alone"};
  section.table.columns = {
      {"promise"}, {"events/s needed", Cells::number}, {"nodes", Cells::number}, {"they sustain", Cells::number}};
  if (has_peak) {
    section.table.columns.push_back({"spike: lag", Cells::number});
    section.table.columns.push_back({"drains in", Cells::number});
  }
  section.table.columns.push_back({"outage drains in", Cells::number});
  section.table.columns.push_back({"a month", Cells::number});
  for (const StreamNeed& need : r.needs) {
    const bool any = need.nodes > 0;
    std::vector<std::string> row{std::string(promise(need.name)) + (need.name == r.binds ? " ←" : ""),
                                 format_number(need.capacity.base()), any ? exact(need.nodes) : std::string("none"),
                                 any ? format_number(need.at_nodes.base()) : std::string(kNothing)};
    if (has_peak) {
      row.push_back(any ? format(need.spike.lag) : std::string(kNothing));
      row.push_back(any ? time_or_never(need.spike.drain) : std::string(kNothing));
    }
    row.push_back(any ? time_or_never(need.outage.drain) : std::string(kNothing));
    row.push_back(any ? month_text(need.month) : std::string(kNothing));
    section.table.rows.push_back(std::move(row));
  }
  return section;
}

Section stream_backlog_section(const StreamReport& r, const Stream& asked) {
  Section section{.title = "when it falls behind"};
  if (asked.has_peak()) {
    const std::string spike = fmt::format("{} for {}: ", rate_text(asked.peak_rate()), format(asked.peak_length.value));
    section.facts.push_back({"spike", spike + (r.spike.events.base() > 0 ? fall_behind(r.spike, "its end")
                                                                         : "kept up with, nothing is left behind")});
  }
  section.facts.push_back(
      {"outage", fmt::format("{}: {}", format(asked.outage.value), fall_behind(r.outage, "the restart"))});
  if (std::isfinite(r.retention.base())) {
    const bool good = r.retention >= r.retention_needed;
    section.facts.push_back({"retention",
                             fmt::format("{} at the source; outage and recovery need {}", format(r.retention),
                                         time_or_never(r.retention_needed)),
                             good ? Tone::plain : Tone::bad});
  }
  return section;
}

Section stream_state_section(const StreamReport& r, const Stream& asked) {
  Section section{.title = "state"};
  if (!asked.is_stateful()) return section;
  const StreamState& s = r.state;
  const bool in_memory = asked.store.value == StateStore::memory;
  section.facts.push_back({"size", fmt::format("{} entries, {}; {} {}", format_number(s.size.entries.base()),
                                               format(s.size.raw), format(in_memory ? s.size.on_heap : s.size.on_disk),
                                               in_memory ? "on the executors' heaps" : "in RocksDB's files")});
  section.facts.push_back({"memory", fmt::format("{} an executor {}", format(s.memory_per_executor),
                                                 in_memory ? "of its heap" : "beside the heap")});
  section.facts.push_back(
      {"checkpoint", fmt::format("{} of changes a batch, {} with snapshots; committing takes {}",
                                 format(s.changed_per_batch), format(s.checkpoint_traffic), format(s.commit))});
  if (!in_memory) {
    section.facts.push_back({"disk writes", format(s.disk_writes_per_node) + " a node, with compaction"});
  }
  const std::string requests = r.checkpoint_month ? ", " + format(*r.checkpoint_month) + " in requests" : "";
  section.facts.push_back({"files", format_number(r.checkpoint_files) + " a month" + requests});
  section.facts.push_back(
      {"late events", fmt::format("at most {} come later than the watermark of {} and are lost",
                                  format_share(s.late_share), format(asked.watermark_or_default()))});
  return section;
}

Section stream_source_section(const StreamReport& r, const Stream& asked) {
  Section section{.title = "source"};
  if (asked.source.value == StreamSource::files) return section;
  const SourcePartitions& p = r.partitions;
  const std::string has = p.stated > 0 ? fmt::format("{} partitions", exact(p.stated)) : "";
  const std::string advice =
      fmt::format("{} carry the peak, {} also give every slot a task", exact(p.needed), exact(p.recommended));
  section.facts.push_back({"partitions", has.empty() ? advice : has + "; " + advice});
  section.facts.push_back(
      {"reading", fmt::format("{} a batch; the fullest partition has {} of the events, {} at the peak",
                              counted(p.tasks, "task"), format_share(p.fullest), rate_text(p.rate_of_fullest))});
  return section;
}

Section stream_schedule_section(const StreamReport& r) {
  Section section{.title = "a scheduled job instead"};
  section.table.columns = {{"every", Cells::number},
                           {"nodes", Cells::number},
                           {"a run takes", Cells::number},
                           {"oldest event", Cells::number},
                           {"a month", Cells::number}};
  for (const ScheduledBatch& batch : r.scheduled) {
    section.table.rows.push_back(
        {format(batch.every), exact(batch.nodes), format(batch.run), format(batch.freshness), month_text(batch.month)});
  }
  if (section.table.rows.empty() || !r.autoscaled_month) return section;
  section.facts.push_back(
      {"break-even", std::isfinite(r.break_even.base())
                         ? "a job every " + format(r.break_even) + " or more costs less than reading all the time"
                         : "reading all the time costs less than any job within a day"});
  return section;
}

Section in_code_section(const StreamReport& r) {
  Section section{.title = "in the query's code, as no property says it"};
  for (const Setting& option : r.in_code) {
    section.facts.push_back({option.key, option.value + ": " + option.reason});
  }
  return section;
}

Section measured_rates_section(const std::vector<MeasuredRateReport>& measured, const StreamReport& r) {
  Section section{.title = "measured"};
  for (const MeasuredRateReport& run : measured) {
    section.facts.push_back({run.name, fmt::format("{} were predicted without it", rate_text(run.before))});
  }
  if (!measured.empty())
    section.facts.push_back({"this cluster", "sustains " + rate_text(r.capacity.p50) + " in the median with it"});
  return section;
}

}  // namespace sizer::report
