#include "plan/compare/streams.hpp"

#include <algorithm>
#include <cmath>

#include "sizer/units.hpp"

namespace sizer {
namespace {

/// A case answered; the instance is kept where the candidate's cluster does not point into the table.
struct StreamAnswer {
  std::shared_ptr<const Instance> instance;
  std::optional<Candidate> candidate;
  bool fits = false;
  std::string why_none;
  std::string prices_as_of;
};

std::string joined(const std::vector<std::string>& reasons) {
  std::string text;
  for (const auto& reason : reasons) text += (text.empty() ? "" : "; ") + reason;
  return text;
}

StreamAnswer checked(const ComparedCase& one, const InstanceTable& table, const PlanOptions& options) {
  const Check answer = check(one.scenario, *one.on, table, options);
  StreamAnswer result{answer.instance, answer.checked, answer.fits, {}, answer.prices_as_of};
  std::vector<std::string> reasons;
  for (const Finding& finding : answer.findings) {
    if (finding.severity == Severity::error) reasons.push_back(finding.message);
  }
  result.why_none = joined(reasons);
  return result;
}

StreamAnswer answer_of(const ComparedCase& one, const InstanceTable& table, const PlanOptions& options) {
  if (!one.no_answer.empty()) return {{}, {}, false, one.no_answer, {}};
  if (one.on) return checked(one, table, options);
  const Plan answer = plan(one.scenario, table, {.worlds = options.worlds, .seed = options.seed, .alternatives = 0});
  return {{}, answer.recommended, answer.fits, joined(answer.why_none), answer.prices_as_of};
}

const std::vector<ComparedColumn>& stream_columns() {
  static const std::vector<ComparedColumn> columns{{"cluster", "cluster", Measure::word},
                                                   {"events_per_s", "events/s sustained", Measure::count},
                                                   {"batch_p50_s", "batch", Measure::seconds},
                                                   {"latency_p99_s", "p99 latency", Measure::seconds},
                                                   {"state_entries", "state entries", Measure::count},
                                                   {"state_bytes", "state", Measure::bytes},
                                                   {"state_disk_bytes", "on disk", Measure::bytes},
                                                   {"checkpoint_s", "checkpoint", Measure::seconds},
                                                   {"checkpoint_bytes_per_s", "uploads", Measure::bytes_per_second},
                                                   {"late_share", "late events lost", Measure::small_share},
                                                   {"outage_drain_s", "outage drains in", Measure::seconds},
                                                   {"month_usd", "a month", Measure::dollars}};
  return columns;
}

Figure dollars(const std::optional<Usd<>>& amount) { return amount ? Figure(amount->base()) : Figure(); }

Figure finite(double number) { return std::isfinite(number) ? Figure(number) : Figure(); }

/// Uploading what a batch changed, and committing every store.
Seconds<> checkpoint_time(const Candidate& c) {
  const StreamState& s = c.stream->state;
  const Bandwidth<> uploads = c.cluster.slots() * typical_world().get<"stream.checkpoint_rate">();
  return s.commit + s.changed_per_batch / uploads;
}

std::vector<Figure> figures_of(const StreamAnswer& answer) {
  if (!answer.candidate || !answer.candidate->stream) return std::vector<Figure>(stream_columns().size());
  const Candidate& c = *answer.candidate;
  const StreamReport& r = *c.stream;
  return {std::to_string(c.cluster.nodes) + " × " + c.cluster.instance->type,
          r.assured.base(),
          finite(c.duration.p50.base()),
          finite(r.latency.p99.base()),
          r.state.size.entries.base(),
          r.state.size.raw.base(),
          r.state.size.on_disk.base(),
          checkpoint_time(c).base(),
          r.state.checkpoint_traffic.base(),
          r.state.late_share,
          finite(r.outage.drain.base()),
          dollars(r.month)};
}

/// What keeps its promises before what does not, then by the month's cost.
bool is_better(const StreamAnswer& a, const StreamAnswer& b) {
  if (a.fits != b.fits) return a.fits;
  if (!a.candidate || !b.candidate || !a.candidate->stream || !b.candidate->stream) return a.candidate.has_value();
  const auto cost = [](const StreamAnswer& x) { return x.candidate->stream->month.value_or(Usd<>(0)); };
  return cost(a) < cost(b);
}

/// "state 1.2 GB against 640 MB, late events 0.01 % against 0.16 %, $2,300 a month against $2,080".
std::string difference(const StreamAnswer& one, const StreamAnswer& best) {
  if (!one.fits) return one.why_none;
  const StreamReport &a = *one.candidate->stream, &b = *best.candidate->stream;
  std::string text;
  const auto add = [&](const std::string& what, const std::string& x, const std::string& y, const char* unit = "") {
    if (x != y) text += (text.empty() ? "" : ", ") + what + x + unit + " against " + y;
  };
  add("state ", format(a.state.size.raw), format(b.state.size.raw));
  add("late events ", format_share(a.state.late_share), format_share(b.state.late_share));
  add("sustains ", format_number(a.assured.base()), format_number(b.assured.base()), " events/s");
  if (a.month && b.month) add("", format(*a.month), format(*b.month), " a month");
  return text;
}

std::string label_of(const std::vector<ComparedColumn>& keys, const std::vector<std::string>& values) {
  std::string label;
  for (std::size_t i = 0; i < values.size(); ++i) label += (i ? ", " : "") + keys[i].title + " = " + values[i];
  return label;
}

std::string verdict_of(const ComparedRow& best, const StreamAnswer& answer) {
  const StreamReport& r = *answer.candidate->stream;
  const std::string month_text = r.month ? ", " + format(*r.month) + " a month" : "";
  return best.label + " keeps the promises at least cost: " + std::to_string(answer.candidate->cluster.nodes) + " × " +
         answer.candidate->cluster.instance->type + month_text;
}

}  // namespace

Comparison compare_streams(const std::vector<ComparedColumn>& keys, const std::vector<ComparedCase>& cases,
                           const InstanceTable& table, const PlanOptions& options) {
  Comparison comparison;
  comparison.name = "vary";
  comparison.scenario = cases.front().scenario.name.value;
  comparison.options = options;
  comparison.columns = keys;
  comparison.columns.insert(comparison.columns.end(), stream_columns().begin(), stream_columns().end());
  std::vector<StreamAnswer> answers;
  for (const auto& one : cases) answers.push_back(answer_of(one, table, options));
  const auto best = static_cast<std::size_t>(std::ranges::min_element(answers, is_better) - answers.begin());
  comparison.met = answers[best].fits;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    ComparedRow row{.label = label_of(keys, cases[i].values),
                    .figures = {cases[i].values.begin(), cases[i].values.end()},
                    .best = comparison.met && i == best,
                    .meets_goal = answers[i].fits};
    const auto figures = figures_of(answers[i]);
    row.figures.insert(row.figures.end(), figures.begin(), figures.end());
    if (!row.best) row.why = comparison.met ? difference(answers[i], answers[best]) : answers[i].why_none;
    comparison.rows.push_back(std::move(row));
  }
  comparison.verdict =
      comparison.met ? verdict_of(comparison.rows[best], answers[best]) : "none of them keeps the stream as asked";
  comparison.prices_as_of = answers[best].prices_as_of;
  return comparison;
}

}  // namespace sizer
