#include <fmt/format.h>

#include <algorithm>

#include "page.hpp"
#include "sections.hpp"
#include "sizer/units.hpp"
#include "wording.hpp"

namespace sizer {
namespace report {
namespace {

constexpr std::size_t kFrontShown = 8;

std::string headline_of(const Plan& plan) {
  if (plan.fits && plan.recommended) return nodes_and_place(*plan.recommended);
  const std::string goal = goal_of(plan.scenario);
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

/// All of a short list; of a long one both ends and evenly spaced ones between.
std::vector<std::size_t> sample(std::size_t count) {
  std::vector<std::size_t> shown;
  const std::size_t rows = std::min(count, kFrontShown);
  for (std::size_t i = 0; i < rows; ++i) shown.push_back(rows == 1 ? 0 : i * (count - 1) / (rows - 1));
  return shown;
}

bool same_cluster(const Cluster& a, const Cluster& b) {
  return a.instance == b.instance && a.nodes == b.nodes && a.purchase == b.purchase &&
         a.layout.executor_cores == b.layout.executor_cores;
}

Section front_section(const Plan& plan) {
  Section section{.title = "cost against time"};
  section.table.columns = {{"cost", Cells::number}, {"p50", Cells::number}, {"cluster"}, {""}};
  for (const std::size_t i : sample(plan.front.size())) {
    const Candidate& candidate = plan.front[i];
    const bool is_chosen = plan.recommended && same_cluster(candidate.cluster, plan.recommended->cluster);
    section.table.rows.push_back(
        {cost_of(candidate), format(candidate.duration.p50), nodes_of(candidate), is_chosen ? "← this one" : ""});
  }
  if (plan.front.size() > kFrontShown) {
    section.facts.push_back({"", fmt::format("{} of {} clusters on the front; --json lists all", kFrontShown,
                                             exact(static_cast<long long>(plan.front.size())))});
  }
  return section;
}

Section plan_basis(const Plan& plan) {
  Section section = basis_section({.scenario = plan.scenario,
                                   .assumed = plan.assumed,
                                   .defaults_used = plan.defaults_used,
                                   .narrow_most = plan.narrow_most,
                                   .prices_as_of = plan.prices_as_of,
                                   .options = plan.options});
  section.facts.insert(section.facts.end() - 1, {"compared", counted(plan.candidates_considered, "instance type") +
                                                                 ", each with the best of its legal layouts"});
  return section;
}

Page page_of(const Plan& plan) {
  Page page{
      .name = plan.scenario.name.value, .headline = headline_of(plan), .tone = plan.fits ? Tone::good : Tone::bad};
  if (!plan.fits) page.add(nearest_miss_section(plan));
  if (plan.recommended) page.add(choice_section(plan));
  if (plan.recommended) page.add(stage_times_section(*plan.recommended));
  page.add(findings_section(plan.findings));
  page.add(alternatives_section(plan));
  page.add(front_section(plan));
  if (plan.recommended) {
    page.add(stage_volumes_section(*plan.recommended));
    page.add(size_section(*plan.recommended));
    page.add(settings_section(*plan.recommended));
  }
  page.add(plan_basis(plan));
  return page;
}

}  // namespace
}  // namespace report

std::string to_text(const Plan& plan, const TextStyle& style) { return report::to_text(report::page_of(plan), style); }
std::string to_markdown(const Plan& plan) { return report::to_markdown(report::page_of(plan)); }

}  // namespace sizer
