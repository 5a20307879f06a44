#include "evaluate.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace sizer {

double quantile(std::vector<double> values, double share) {
  const auto n = static_cast<double>(values.size());
  const auto rank = static_cast<std::ptrdiff_t>(std::clamp(std::ceil(share * n - 1e-9), 1.0, n) - 1);
  std::ranges::nth_element(values, values.begin() + rank);
  return values[static_cast<std::size_t>(rank)];
}

double Outcome::probability(const Question& q) const {
  std::size_t met = 0;
  for (std::size_t i = 0; i < seconds.size(); ++i) met += seconds[i] <= q.deadline.base() && usd[i] <= q.budget.base();
  return static_cast<double>(met) / static_cast<double>(seconds.size());
}

Evaluator::Evaluator(const Question& question, const Question::Sample& sample, const Option& option, WaveCurves& curves)
    : question_(question), sample_(sample), option_(option), curves_(curves) {
  rates_.reserve(sample.worlds.blocks.size());
  for (const auto& world : sample.worlds.blocks) rates_.push_back(node_rates(option.cluster, world));
}

Cluster Evaluator::cluster_of(int nodes) const {
  Cluster cluster = option_.cluster;
  cluster.nodes = nodes;
  return cluster;
}

Outcome Evaluator::at(int nodes) const {
  const Cluster cluster = cluster_of(nodes);
  const std::size_t blocks = sample_.worlds.blocks.size();
  Outcome outcome{nodes, std::vector<double>(blocks * kLaneCount, std::numeric_limits<double>::infinity()), {}};
  outcome.usd = outcome.seconds;
  if (cluster.slots() == 0) return outcome;
  const TaskPlan tasks = plan_tasks(question_.workload, question_.typical_demand, cluster, curves_);
  const ClusterPrice price = price_at(option_.node_price, nodes);
  JobTime<Lanes> time;
  for (std::size_t b = 0; b < blocks; ++b) {
    job_time(question_.workload, sample_.demand[b], tasks, cluster, rates_[b], sample_.worlds.blocks[b], time);
    const auto cost = job_cost(price, time, tasks, sample_.demand[b], sample_.worlds.blocks[b]);
    for (int lane = 0; lane < kLaneCount; ++lane) {
      outcome.seconds[b * kLaneCount + static_cast<std::size_t>(lane)] = time.total.base()[lane];
      outcome.usd[b * kLaneCount + static_cast<std::size_t>(lane)] = cost.total.base()[lane];
    }
  }
  return outcome;
}

Percentiles<kSeconds> without_runs(const Question& q, const Option& option, int nodes, WaveCurves& curves) {
  const Question unmeasured = Question::in_typical_world(q.scenario, q.options);
  const Question::Sample before = sample(unmeasured.workload, worlds_of(*q.before, q.stated));
  return percentiles<kSeconds>(Evaluator(unmeasured, before, option, curves).at(nodes).seconds);
}

}  // namespace sizer
