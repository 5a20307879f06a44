#include <algorithm>

#include "practice/engine.hpp"
#include "sizer/model.hpp"
#include "sizer/node_loss.hpp"
#include "sizer/workload.hpp"

/// What a job asks of any cluster, in the typical world; waves of tasks; a lost node.
namespace sizer::practice {
namespace {

using Arguments = std::span<const Value>;

/// The stages of a profile over so much Parquet.
Demand<double> typical_demand(Arguments a) {
  Scenario scenario;
  scenario.profile.value = profile_of(a[0].word);
  scenario.data.value = Bytes<>(std::clamp(a[1].number, 1.0, 1e18));
  return demand<double>(make_workload(scenario), typical_world());
}

template <class Amount>
double over_stages(Arguments a, Amount amount) {
  double sum = 0;
  for (const auto& stage : typical_demand(a).stages) sum += amount(stage).base();
  return sum;
}

double rows_in_memory(Arguments a) {
  double most = 0;
  for (const auto& stage : typical_demand(a).stages) most = std::max(most, stage.rows.base());
  return most;
}

double makespan(Arguments a) {
  const double sigma = find_assumption("task.sigma")->typical;
  return wave_factor(std::max(1.0, a[0].number), std::max(1.0, a[1].number), sigma) * a[2].number;
}

double node_loss(Arguments a) {
  const auto stages = static_cast<std::size_t>(std::clamp(a[0].number, 1.0, 100.0));
  const int nodes = static_cast<int>(whole(a[4], "nodes")), slots = static_cast<int>(whole(a[5], "slots"));
  const LostShare lost = lost_share(static_cast<int>(std::clamp(a[2].number, 1.0, 1e9)), nodes, slots);
  const double waves = wave_factor(lost.tasks, lost.slots, find_assumption("task.sigma")->typical);
  const ChainStage<double> stage{Seconds<>(a[1].number), a[2].number, Seconds<>(a[3].number), waves};
  return node_loss_delay(std::vector(stages, stage), nodes, slots, Seconds<>(find_assumption("spot.replace")->typical),
                         Seconds<>(find_assumption("spot.retry")->typical))
      .base();
}

constexpr std::string_view kDemand = "sizer/model.hpp: demand", kWaves = "sizer/model.hpp: wave_factor",
                           kLoss = "sizer/node_loss.hpp";
constexpr Dimension kWork = kCores + kSeconds;

}  // namespace

const std::vector<Computation>& model_computations() {
  static const std::vector<Computation> list = {
      {"rows_in_memory",
       {word("profile"), {"data", kBytes}},
       {"", kBytes},
       "rows of so much stored Parquet, decoded, in the largest stage",
       kDemand,
       rows_in_memory},
      {"shuffled",
       {word("profile"), {"data", kBytes}},
       {"", kBytes},
       "compressed bytes that all stages shuffle",
       kDemand,
       [](Arguments a) { return over_stages(a, [](const auto& s) { return s.shuffle_write; }); }},
      {"written",
       {word("profile"), {"data", kBytes}},
       {"", kBytes},
       "stored bytes of output",
       kDemand,
       [](Arguments a) { return over_stages(a, [](const auto& s) { return s.written; }); }},
      {"cpu_work",
       {word("profile"), {"data", kBytes}},
       {"", kWork},
       "CPU work on busy reference vCPUs",
       kDemand,
       [](Arguments a) { return over_stages(a, [](const auto& s) { return s.work; }); }},
      {"stage_time",
       {{"tasks"}, {"slots", kCores}, {"task", kSeconds}},
       {"", kSeconds},
       "time of a stage: waves of tasks of uneven length on slots",
       kWaves,
       makespan},
      {"lost_node",
       {{"stages"}, {"stage", kSeconds}, {"tasks"}, {"task", kSeconds}, {"nodes"}, {"slots", kCores}},
       {"", kSeconds},
       "what the loss of one node adds on average to stages one after another",
       kLoss,
       node_loss},
  };
  return list;
}

}  // namespace sizer::practice
