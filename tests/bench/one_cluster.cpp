#include "one_cluster.hpp"

#include <algorithm>

#include "sizer/io.hpp"

namespace sizer::bench {
namespace {

constexpr int kNodes = 12;
constexpr std::string_view kType = "r6id.4xlarge";

Option option_of(const Question& question, const InstanceTable& table, WaveCurves& curves) {
  const Options options = find_options(question, table, curves);
  return *std::ranges::find(options.list, kType, [](const Option& o) { return o.cluster.instance->type; });
}

std::vector<NodeRates<Lanes>> rates_of(const Cluster& cluster, const Worlds& worlds) {
  std::vector<NodeRates<Lanes>> rates;
  rates.reserve(worlds.blocks.size());
  for (const auto& world : worlds.blocks) rates.push_back(node_rates(cluster, world));
  return rates;
}

}  // namespace

OneCluster::OneCluster()
    : scenario(parse_phrase("500 GB, 2h SLA")),
      table(InstanceTable::built_in({Provider::aws})),
      question(scenario, {.worlds = kWorlds}),
      option(option_of(question, table, curves)),
      cluster(option.cluster),
      price(price_at(option.node_price, kNodes)) {
  cluster.nodes = kNodes;
  tasks = plan_tasks(question.workload, question.typical_demand, cluster, curves);
  rates = rates_of(cluster, question.all.worlds);
}

void evaluate_in_lanes(const OneCluster& c, Answers& answers) {
  const auto& [worlds, demand] = c.question.all;
  JobTime<Lanes> time;
  for (std::size_t b = 0; b < worlds.blocks.size(); ++b) {
    job_time(c.question.workload, demand[b], c.tasks, c.cluster, c.rates[b], worlds.blocks[b], time);
    const auto cost = job_cost(c.price, time, c.tasks, demand[b], worlds.blocks[b]);
    std::ranges::copy(time.total.base(), answers.seconds.begin() + static_cast<std::ptrdiff_t>(b) * kLaneCount);
    std::ranges::copy(cost.total.base(), answers.usd.begin() + static_cast<std::ptrdiff_t>(b) * kLaneCount);
  }
}

}  // namespace sizer::bench
