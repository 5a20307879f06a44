#include <fmt/format.h>

#include <algorithm>

#include "charts.hpp"
#include "page.hpp"
#include "sections.hpp"
#include "sizer/units.hpp"
#include "stream_page.hpp"
#include "wording.hpp"

namespace sizer {
namespace report {
namespace {

constexpr std::size_t kFrontShown = 8;

std::string headline_of(const Plan& plan) {
  if (plan.fits && plan.recommended) return nodes_and_place(*plan.recommended);
  const std::string goal = goal_of(plan.scenario);
  if (plan.recommended && keeps_goal(*plan.recommended, plan.scenario.goal)) {
    return "none fits: the nearest would not run to its end";
  }
  return goal.empty() ? "none fits: no cluster can run this" : "none fits: no cluster meets " + goal;
}

/// What stands in the way, and the cluster that comes nearest.
Section nearest_miss_section(const Plan& plan) {
  Section section;
  for (const std::string& reason : plan.why_none) section.facts.push_back({"because", reason, Tone::bad});
  if (plan.recommended) section.facts.push_back({"nearest miss", nodes_and_place(*plan.recommended)});
  return section;
}

Section choice_section(const Plan& plan) {
  Section section = result_section(*plan.recommended, plan.scenario);
  if (!goal_of(plan.scenario).empty()) {
    section.facts.insert(section.facts.begin(), goal_fact(*plan.recommended, plan.scenario.goal, plan.options.worlds));
  }
  if (plan.knee) {
    section.facts.push_back(
        {"choice",
         "no deadline and no budget were given: this is the knee of the cost-time curve, where cost "
         "× time is least; a deadline would decide"});
  }
  return section;
}

Section alternatives_section(const Plan& plan) {
  Section section{.title = "instead"};
  for (const auto& [candidate, why_not] : plan.alternatives) {
    section.facts.push_back({nodes_of(candidate), fmt::format("{}: {}", format(candidate.duration.p50), why_not)});
  }
  return section;
}

/// All of a short list; of a long one both ends, evenly spaced ones between, and `always` in place of its neighbour.
std::vector<std::size_t> sample(std::size_t count, std::size_t always) {
  std::vector<std::size_t> shown;
  const std::size_t rows = std::min(count, kFrontShown);
  for (std::size_t i = 0; i < rows; ++i) shown.push_back(rows == 1 ? 0 : i * (count - 1) / (rows - 1));
  auto next = std::ranges::lower_bound(shown, always);
  if (next == shown.end() || *next == always) return shown;
  if (next == shown.end() - 1) --next;  // the fastest stays
  *next = always;
  return shown;
}

bool same_cluster(const Cluster& a, const Cluster& b) {
  return a.instance == b.instance && a.nodes == b.nodes && a.purchase == b.purchase &&
         a.layout.executor_cores == b.layout.executor_cores;
}

Section front_section(const Plan& plan) {
  Section section{.title = "cost against time", .charts = cost_against_time(plan)};
  section.table.columns = {{"cost", Cells::number}, {"p50", Cells::number}, {"cluster"}, {""}};
  const auto chosen = std::ranges::find_if(plan.front, [&](const Candidate& candidate) {
    return plan.recommended && same_cluster(candidate.cluster, plan.recommended->cluster);
  });
  const auto chosen_at = static_cast<std::size_t>(chosen - plan.front.begin());
  for (const std::size_t i : sample(plan.front.size(), chosen_at)) {
    const Candidate& candidate = plan.front[i];
    section.table.rows.push_back(
        {cost_of(candidate), format(candidate.duration.p50), nodes_of(candidate), i == chosen_at ? "← this one" : ""});
  }
  if (plan.front.size() > kFrontShown) {
    section.facts.push_back({"", fmt::format("{} of {} clusters on the front; --json lists all", kFrontShown,
                                             exact(static_cast<long long>(plan.front.size())))});
  }
  return section;
}

Section plan_basis(const Plan& plan, const std::string& why) {
  Section section = basis_section({.scenario = plan.scenario,
                                   .assumed = plan.assumed,
                                   .defaults_used = plan.defaults_used,
                                   .narrow_most = plan.narrow_most,
                                   .prices_as_of = plan.prices_as_of,
                                   .options = plan.options,
                                   .why = why});
  const auto before_why = section.facts.end() - (why.empty() ? 0 : 1);
  section.facts.insert(before_why, {"compared", counted(plan.candidates_considered, "instance type") +
                                                    ", each with the best of its legal layouts"});
  return section;
}

Page page_of(const Plan& plan, const std::string& why) {
  if (plan.scenario.stream) return stream_page(plan, why);
  Page page{
      .name = plan.scenario.name.value, .headline = headline_of(plan), .tone = plan.fits ? Tone::good : Tone::bad};
  if (!plan.fits) page.add(nearest_miss_section(plan));
  if (plan.recommended) page.add(choice_section(plan));
  if (plan.recommended) page.add(measured_section(plan.measured, *plan.recommended));
  if (plan.recommended) page.add(stage_times_section(*plan.recommended));
  page.add(findings_section(plan.findings));
  page.add(alternatives_section(plan));
  page.add(front_section(plan));
  if (plan.recommended) {
    page.add(stage_volumes_section(*plan.recommended));
    page.add(size_section(*plan.recommended));
    page.add(memory_section(*plan.recommended));
    page.add(settings_section(*plan.recommended));
  }
  page.add(plan_basis(plan, why));
  return page;
}

}  // namespace
}  // namespace report

std::string to_text(const Plan& plan, const TextStyle& style) {
  return report::to_text(report::page_of(plan, style.why), style);
}
std::string to_markdown(const Plan& plan, const std::string& why) {
  return report::to_markdown(report::page_of(plan, why));
}
std::string to_html(const Plan& plan, const std::string& why) { return report::to_html(report::page_of(plan, why)); }

}  // namespace sizer
