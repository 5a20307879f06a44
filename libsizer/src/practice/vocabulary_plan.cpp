#include <algorithm>

#include "practice/engine.hpp"
#include "sizer/plan.hpp"

/// What `plan` and `check` answer.
namespace sizer::practice {
namespace {

using Arguments = std::span<const Value>;

/// A few worlds are enough for a middle, and keep practice quick.
constexpr PlanOptions kQuick{.worlds = 64, .alternatives = 1};

Scenario scenario_of(const Value& profile, const Value& data) {
  Scenario scenario;
  scenario.profile.value = profile_of(profile.word);
  scenario.data.value = Bytes<>(std::clamp(data.number, 1e6, 1e18));
  return scenario;
}

Candidate on_cluster(Arguments a) {
  const Instance& node = node_named(a[2].word);
  Scenario scenario = scenario_of(a[0], a[1]);
  scenario.cluster.providers = {{node.provider}};
  const int nodes = static_cast<int>(std::clamp<std::int64_t>(whole(a[3], "number of nodes"), 1, 10'000));
  return check(scenario, {nodes, node}, table_of_nodes(), kQuick).checked;
}

double time_for(Arguments a, const std::string& resource) {
  double sum = 0;
  for (const StageReport& stage : on_cluster(a).stages) {
    const auto found = stage.seconds.find(resource);
    if (found != stage.seconds.end()) sum += found->second;
  }
  return sum;
}

double cost_of(const Candidate& candidate) {
  if (candidate.cost) return candidate.cost->p50.base();
  throw ExpressionError{"the price of this cluster is not known", "choose another node type"};
}

Candidate planned(Arguments a, Purchase purchase = Purchase::on_demand) {
  const Instance& node = node_named(a[3].word);
  Scenario scenario = scenario_of(a[0], a[1]);
  scenario.goal.deadline = Given<Seconds<>>{Seconds<>(std::clamp(a[2].number, 60.0, 3e8))};
  scenario.cluster.providers = {{node.provider}};
  scenario.cluster.instances = {{node.type}};
  scenario.cluster.purchase.value = purchase;
  const Plan answer = plan(scenario, table_of_nodes(), kQuick);
  if (answer.recommended) return *answer.recommended;
  throw ExpressionError{"no cluster of " + node.type + " can run this", "choose another node type"};
}

const std::vector<Argument> kJobOnNodes = {word("profile"), {"data", kBytes}, word("node"), {"nodes"}};
const std::vector<Argument> kJobByDeadline = {word("profile"), {"data", kBytes}, {"deadline", kSeconds}, word("node")};
constexpr std::string_view kCheck = "sizer/plan.hpp: check", kPlan = "sizer/plan.hpp: plan";

}  // namespace

const std::vector<Computation>& plan_computations() {
  static const std::vector<Computation> list = {
      {"duration",
       kJobOnNodes,
       {"", kSeconds},
       "median time of a job on so many nodes, start-up included",
       kCheck,
       [](Arguments a) { return on_cluster(a).duration.p50.base(); }},
      {"run_cost",
       kJobOnNodes,
       {"", kUsd},
       "median cost of that run",
       kCheck,
       [](Arguments a) { return cost_of(on_cluster(a)); }},
      {"cpu_time",
       kJobOnNodes,
       {"", kSeconds},
       "of that run's stages, if only the CPU counted",
       kCheck,
       [](Arguments a) { return time_for(a, "cpu"); }},
      {"network_time",
       kJobOnNodes,
       {"", kSeconds},
       "of that run's stages, if only the network counted",
       kCheck,
       [](Arguments a) { return time_for(a, "network"); }},
      {"store_time",
       kJobOnNodes,
       {"", kSeconds},
       "of that run's stages, if only the object store counted",
       kCheck,
       [](Arguments a) { return time_for(a, "object_store"); }},
      {"planned_nodes",
       kJobByDeadline,
       {},
       "nodes that meet a deadline in 95 % of the worlds",
       kPlan,
       [](Arguments a) { return static_cast<double>(planned(a).cluster.nodes); }},
      {"planned_time",
       kJobByDeadline,
       {"", kSeconds},
       "median time of that plan",
       kPlan,
       [](Arguments a) { return planned(a).duration.p50.base(); }},
      {"planned_cost",
       kJobByDeadline,
       {"", kUsd},
       "median cost of a run of that plan",
       kPlan,
       [](Arguments a) { return cost_of(planned(a)); }},
      {"planned_spot_cost",
       kJobByDeadline,
       {"", kUsd},
       "the same on spot nodes, with the work that reclaims repeat",
       kPlan,
       [](Arguments a) { return cost_of(planned(a, Purchase::spot)); }},
  };
  return list;
}

}  // namespace sizer::practice
