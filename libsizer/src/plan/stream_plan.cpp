#include "stream_plan.hpp"

#include <algorithm>
#include <set>

#include "changes.hpp"
#include "explain.hpp"
#include "findings.hpp"
#include "obstacles.hpp"
#include "sensitivity.hpp"
#include "sizer/units.hpp"
#include "stream_describe.hpp"
#include "stream_explain.hpp"
#include "stream_findings.hpp"
#include "stream_nearest.hpp"
#include "stream_search.hpp"

namespace sizer {
namespace {

std::string why_dearer(const Candidate& loser, const Candidate& chosen, bool fits) {
  const std::string most = format_number(loser.stream->capacity.p50.base()) + " events/s";
  if (!fits)
    return "keeps the promises in " + format_share(loser.deadline_probability) + " of the worlds only; " + most;
  if (!loser.cost || !chosen.cost) return most;
  const double more = (loser.cost->p50 / chosen.cost->p50).base() - 1;
  return format(loser.cost->p50) + " a month against " + format(chosen.cost->p50) + " (" +
         format_share(std::abs(more)) + (more >= 0 ? " more" : " less") + "); sustains " + most;
}

void add_alternatives(const StreamQuestion& q, const std::vector<RankedStream>& list, WaveCurves& curves, Plan& plan) {
  std::set<std::string> families{plan.recommended->cluster.instance->family};
  for (const RankedStream& one : list) {
    if (static_cast<int>(plan.alternatives.size()) >= plan.options.alternatives) break;
    if (!families.insert(one.option->cluster.instance->family).second) continue;
    const StreamEvaluator evaluator(q, false, *one.option, curves);
    Candidate candidate = describe_stream(q, *one.option, evaluator.at(one.nodes), curves);
    std::string why = why_dearer(candidate, *plan.recommended, one.fits);
    plan.alternatives.push_back({std::move(candidate), std::move(why)});
  }
}

/// How each event's time varies over the worlds.
std::vector<double> time_an_event(const StreamOutcome& outcome) {
  std::vector<double> values;
  for (const double capacity : outcome.capacity) values.push_back(1 / std::max(capacity, 1e-9));
  return values;
}

std::optional<Option> option_asked(const StreamQuestion& q, const Instance& instance, int nodes,
                                   const InstanceTable& table, WaveCurves& curves) {
  const auto layout = best_layout(q.question, instance, platform_of(q.scenario, instance.provider), curves);
  if (!layout) return std::nullopt;
  Option option = option_with(q.question, instance, *layout, table);
  option.cluster.nodes = nodes;
  option.min_nodes = nodes_for_executor(*layout);
  option.max_nodes = kMostNodesChecked;
  if (option.cluster.slots() == 0) return std::nullopt;
  return option;
}

void say_no_room(const ClusterRequest& request, Check& check) {
  check.checked.cluster.instance = check.instance.get();
  check.checked.cluster.platform = platform_of(check.scenario, request.instance.provider);
  check.checked.cluster.layout.executors_per_node = 0;
  check.checked.cluster.nodes = request.nodes;
  check.checked.region = request.instance.region;
  check.checked.deadline_probability = 0;
  check.findings.push_back(
      {Severity::error, "no-room",
       std::to_string(request.nodes) + " × " + request.instance.type + " cannot hold an executor beside the driver",
       "more or larger nodes"});
}

/// A trigger of which a batch's fixed part takes no more than two thirds.
void add_longer_trigger(const StreamQuestion& q, const StreamOutcome& outcome, Check& check) {
  const Seconds<> fixed(quantile(outcome.fixed, q.question.confidence));
  if (!q.stream.runs_batches() || fixed < q.interval || !std::isfinite(fixed.base())) return;
  const Seconds<> longer(std::ceil(1.5 * fixed.in(second)));
  const bool from_latency = !q.stream.interval && q.stream.latency;
  check.changes.push_back(from_latency ? "a latency of about " + format((1 + q.stream.utilisation.value) * longer)
                                       : "a trigger of about " + format(longer));
}

void add_changes(const StreamQuestion& q, const Option& option, WaveCurves& curves, Check& check) {
  const int nodes = nodes_for_capacity(q, option, q.most_needed, false, curves);
  const std::string type = " × " + option.cluster.instance->type;
  if (nodes > option.max_nodes) {
    check.changes.push_back("no number of " + option.cluster.instance->type + " up to " +
                            format_number(option.max_nodes) + " keeps the promises");
  } else if (nodes != option.cluster.nodes) {
    check.changes.push_back(std::to_string(nodes) + type + " instead of " + std::to_string(option.cluster.nodes) +
                            " would keep the promises");
  }
}

/// What fits; else the cluster that would keep the nearest to what is asked; else the one that sustains the most.
RankedStream best_or_nearest(const std::vector<RankedStream>& list, const Options& options,
                             const std::vector<NearestStream>& nearest) {
  if (list.front().fits || nearest.empty()) return list.front();
  const NearestStream& first = nearest.front();
  const auto type = [](const Option& option) { return option.cluster.instance->type; };
  const auto found = std::ranges::find(options.list, first.instance_type, type);
  if (found == options.list.end()) return list.front();
  return {&*found, std::clamp(first.nodes, found->min_nodes, found->max_nodes), false, {}, {}};
}

}  // namespace

Plan plan_stream(const Scenario& scenario, const InstanceTable& table, const PlanOptions& how) {
  Plan plan;
  plan.scenario = scenario;
  plan.options = how;
  resolve_measured_rates(plan.scenario, table);
  const StreamQuestion q(plan.scenario, how);
  WaveCurves curves;
  const Options options = find_options(q.question, table, curves);
  plan.options.worlds = q.question.all.worlds.count;
  plan.candidates_considered = static_cast<int>(options.list.size());
  plan.defaults_used = stream_defaults_used(plan.scenario);
  plan.measured_rates = q.measured;
  if (options.list.empty()) {
    plan.why_none = nothing_to_choose(q.question, options);
    return plan;
  }
  const auto list = search_streams(q, options, curves);
  std::vector<NearestStream> nearest;
  if (!list.front().fits) nearest = nearest_streams(plan.scenario, table, how);
  const RankedStream best = best_or_nearest(list, options, nearest);
  const StreamOutcome outcome = StreamEvaluator(q, false, *best.option, curves).at(best.nodes);
  plan.recommended = describe_stream(q, *best.option, outcome, curves);
  plan.why_none = stream_obstacles(q, *plan.recommended, outcome);
  for (const NearestStream& change : nearest) plan.why_none.push_back(change.words);
  plan.fits = best.fits && plan.why_none.empty();
  plan.findings = stream_findings(q, *plan.recommended);
  if (plan.fits && plan.options.alternatives > 0) add_alternatives(q, list, curves, plan);
  plan.assumed = assumptions_used(explain_stream(q, *plan.recommended), q.question.overrides);
  plan.narrow_most = narrow_most(q.question, time_an_event(outcome), plan.assumed);
  const Instance& instance = *plan.recommended->cluster.instance;
  plan.prices_as_of = scenario.cluster.purchase.value == Purchase::on_demand ? instance.price_date : instance.spot_date;
  return plan;
}

Check check_stream(const Scenario& scenario, const ClusterRequest& request, const InstanceTable& table,
                   const PlanOptions& how) {
  Check check;
  check.scenario = scenario;
  check.options = how;
  resolve_measured_rates(check.scenario, table);
  const StreamQuestion q(check.scenario, how);
  WaveCurves curves;
  check.options.worlds = q.question.all.worlds.count;
  check.defaults_used = stream_defaults_used(check.scenario);
  check.measured_rates = q.measured;
  check.instance = std::make_shared<const Instance>(request.instance);
  const auto option = option_asked(q, *check.instance, request.nodes, table, curves);
  if (!option) {
    say_no_room(request, check);
    return check;
  }
  const StreamOutcome outcome = StreamEvaluator(q, false, *option, curves).at(request.nodes);
  check.checked = describe_stream(q, *option, outcome, curves);
  check.findings = stream_findings(q, check.checked);
  for (const std::string& reason : stream_obstacles(q, check.checked, outcome)) {
    check.findings.push_back({Severity::error, "promise-not-kept", reason, ""});
  }
  const bool obstacles =
      std::ranges::any_of(check.findings, [](const Finding& f) { return f.severity == Severity::error; });
  check.fits = check.checked.deadline_probability >= q.question.confidence && !obstacles;
  if (!check.fits) {
    add_longer_trigger(q, outcome, check);
    add_changes(q, *option, curves, check);
  }
  check.prices_as_of =
      scenario.cluster.purchase.value == Purchase::on_demand ? request.instance.price_date : request.instance.spot_date;
  check.assumed = assumptions_used(explain_stream(q, check.checked), q.question.overrides);
  return check;
}

}  // namespace sizer
