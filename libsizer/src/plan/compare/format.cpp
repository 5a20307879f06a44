#include <algorithm>
#include <cmath>

#include "plan/compare/month.hpp"
#include "plan/compare/ready.hpp"
#include "plan/compare/stored_as.hpp"
#include "plan/compare/table.hpp"
#include "sizer/units.hpp"

namespace sizer {
namespace {

constexpr std::array kFormats{Format::parquet, Format::orc, Format::avro, Format::csv, Format::json};
constexpr double kMonths = 12;

/// What a month costs over a year: the runs, the data at rest, and a twelfth of rewriting it once.
std::optional<Usd<>> month_of(const Scenario& with, const Answered& answer, const std::optional<Usd<>>& rewriting) {
  if (!answer.candidate) return std::nullopt;
  const auto rest = month_at_rest(answer.candidate->cluster.instance->provider, with.data.value);
  const auto running = sum(runs_of_a_month(answer, with), rest);
  return running && rewriting ? std::optional(*running + *rewriting / kMonths) : std::nullopt;
}

/// After how many runs a rewriting has paid for itself.
void add_payback(const std::string& name, const Answered& now, const Answered& then, Usd<> rewriting,
                 Comparison& comparison) {
  if (!now.candidate || !then.candidate || !now.candidate->cost || !then.candidate->cost) return;
  const Usd<> saved = now.candidate->cost->p50 - then.candidate->cost->p50;
  if (saved <= Usd<>()) return;
  const double runs = std::ceil((rewriting / saved).base());
  comparison.reasons.push_back("rewriting it as " + name + " costs " + format(rewriting) + " once and saves " +
                               format(saved) + " a run: paid back after " + format_number(runs) +
                               (runs == 1 ? " run" : " runs"));
}

}  // namespace

Comparison compare_format(const ComparisonQuestion& asked) {
  Answers answers(asked.table, asked.options);
  const Scenario& s = asked.scenario;
  const Format present = s.input.format.value;
  const Answered now = answers.of(s, asked.on);
  if (!now.candidate) refuse_comparison("the scenario has no answer as it is: " + now.why_none, "sizer plan says why");
  Table table(s, {{"format", "format", Measure::word}, {"stored_bytes", "stored", Measure::bytes}},
              {{"rewriting_usd", "rewriting", Measure::dollars}, kMonthColumn});
  std::vector<std::pair<std::string, std::pair<Answered, Usd<>>>> rewritings;
  const auto add = [&](Format format) {
    const bool as_it_is = format == present;
    const Scenario with = as_it_is ? s : stored_as(s, format, usual_codec(format));
    const Answered answer = as_it_is ? now : answers.of(with, asked.on);
    std::optional<Usd<>> rewriting = Usd<>();
    if (!as_it_is) {
      const Answered once = rewritten(answers, s, with, cluster_of(*now.candidate));
      rewriting = once.candidate && once.candidate->cost ? std::optional(once.candidate->cost->p50) : std::nullopt;
    }
    const auto a_month = month_of(with, answer, rewriting);
    const std::string name(to_string(format));
    table.add(name, {name, with.data.value.base()}, answer, {figure_of(rewriting), figure_of(a_month)}, a_month);
    if (!as_it_is && rewriting) rewritings.push_back({name, {answer, *rewriting}});
  };
  for (const Format format : kFormats) add(format);
  if (present == Format::text) add(present);
  Comparison comparison = table.finished();
  for (const auto& [name, what] : rewritings) {
    const ComparedRow* best = comparison.best();
    if (best && best->label != name && name != "parquet") continue;
    add_payback(name, now, what.first, what.second, comparison);
  }
  comparison.notes.push_back("the same rows as " + format(s.data.value) + " of " + std::string(to_string(present)) +
                             "; a month is the runs, the data at rest, and a twelfth of rewriting it once");
  return comparison;
}

}  // namespace sizer
