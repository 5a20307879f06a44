#include "obstacles.hpp"

#include <algorithm>

#include "findings.hpp"
#include "sizer/units.hpp"

namespace sizer {
namespace {

using Reasons = std::vector<std::string>;

std::string types(int count) { return format_number(count) + (count == 1 ? " instance type" : " instance types"); }

std::string what_binds(const Question& q, const Candidate& nearest) {
  const bool skewed = std::ranges::any_of(q.workload.stages, [](const Stage& s) { return s.skew.has_value(); });
  if (nearest.bottleneck != Resource::hot_key) return std::string(description(nearest.bottleneck)) + " binds";
  return skewed ? "the hottest key binds: one task cannot be split over nodes; salt it"
                : "the largest partition binds: it shuffles " + format(nearest.sizes.shuffled);
}

void about_time(const Question& q, const Candidate& nearest, Reasons& why) {
  const Seconds<> needed(nearest.confidence_quantile_s);
  if (needed <= q.deadline) return;
  why.push_back("the nearest takes " + format(needed) + " in " + format_share(q.confidence) +
                " of the worlds; asked is " + format(q.deadline));
  const bool starts_late = nearest.start_up >= q.deadline;
  if (starts_late || nearest.bottleneck == Resource::start_up) {
    why.push_back("starting the cluster alone takes " + format(nearest.start_up) +
                  (starts_late ? ", longer than asked" : "") +
                  ": one that is already running (platform yarn or standalone) starts sooner");
  } else {
    why.push_back(what_binds(q, nearest));
  }
}

void about_money(const Question& q, const Candidate& nearest, const Outcome& outcome, Reasons& why) {
  if (!q.has_budget || !nearest.cost) return;
  const Usd<> needed(quantile(outcome.usd, q.confidence));
  if (needed <= q.budget) return;
  why.push_back("the nearest costs " + format(nearest.cost->p50) + " in half of the worlds and up to " +
                format(needed) + " in " + format_share(q.confidence) + "; the budget is " + format(q.budget));
}

void about_types_left_out(const Question& q, const Options& options, Reasons& why) {
  if (options.without_executor > 0) {
    why.push_back(types(options.without_executor) + " cannot hold an executor beside the driver within cluster.nodes");
  }
  if (options.short_of_disk.empty()) return;
  const auto& [nearest, needed] = options.short_of_disk.front();
  why.push_back(types(static_cast<int>(options.short_of_disk.size())) +
                " cannot hold the job's shuffle and spill on local disks within cluster.nodes; the nearest, " +
                nearest.cluster.instance->type + ", needs " + format_number(needed) + " nodes, and " +
                std::to_string(q.scenario.cluster.max_nodes.value) + " are allowed");
}

}  // namespace

Reasons obstacles(const Question& q, const Options& options, const Candidate& nearest, const Outcome& outcome) {
  Reasons why;
  about_time(q, nearest, why);
  about_money(q, nearest, outcome, why);
  if (!options.list.empty() && would_fail(q, nearest)) {
    why.push_back("the nearest would run out of " + std::string(runs_out_of(q, nearest)) + "; see the findings");
  }
  if (!options.list.empty() && why.empty()) {
    why.push_back("deadline and budget can each be met, but not both at the asked confidence");
  }
  about_types_left_out(q, options, why);
  return why;
}

Reasons nothing_to_choose(const Question& q, const Options& options) {
  Reasons why;
  for (const auto& pattern : options.unmatched) why.push_back("no instance type matches '" + pattern + "'");
  const bool some_match = options.unmatched.size() < std::max<std::size_t>(1, q.scenario.cluster.instances.size());
  if (options.types == 0 && some_match)
    why.push_back("no instance type is allowed by cluster.instances, cluster.provider and cluster.local_ssd");
  about_types_left_out(q, options, why);
  return why;
}

}  // namespace sizer
