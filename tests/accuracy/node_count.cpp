#include <algorithm>
#include <cstdlib>

#include "sizer/io.hpp"
#include "sizer/plan.hpp"
#include "tracks.hpp"

namespace sizer::accuracy {
namespace {

using Runs = std::vector<const Run*>;

/// A job, its data and an instance type, with the node counts it was measured on, fewest first.
std::vector<Runs> ladders(const std::vector<Run>& runs) {
  std::map<std::string, Runs> groups;
  for (const Run& run : runs) {
    if (run.completed) groups[run.job + " " + run.data + " " + run.instance].push_back(&run);
  }
  std::vector<Runs> found;
  for (auto& [name, group] : groups) {
    if (group.size() < 4) continue;
    std::ranges::sort(group, {}, &Run::nodes);
    found.push_back(std::move(group));
  }
  return found;
}

struct Asked {
  Runs ladder;
  double deadline = 0;
  int steps_off = 0;  ///< the planned rung less the right one
};

/// For each rung the deadline that it meets with a tenth to spare.
std::vector<Asked> deadlines_of(const std::vector<Runs>& all) {
  std::vector<Asked> asked;
  for (const Runs& ladder : all) {
    for (std::size_t i = 0; i < ladder.size(); ++i) asked.push_back({ladder, ladder[i]->seconds * 1.1});
  }
  return asked;
}

int first_that(const Runs& ladder, auto holds) {
  return static_cast<int>(std::ranges::find_if(ladder, holds) - ladder.begin());
}

/// `sizer plan` for the instance type, as likely as not to meet the deadline, with the middle rung measured or nothing.
int planned_nodes(const Asked& asked, bool with_known, const InstanceTable& table) {
  const Run& run = *asked.ladder.front();
  const Runs known = with_known ? Runs{asked.ladder[asked.ladder.size() / 2]} : Runs{};
  Scenario scenario = scenario_of(run, known, table);
  scenario.cluster.instances = {{run.instance, "the runs"}};
  scenario.cluster.min_nodes = {1, "the runs"};
  scenario.goal.deadline = Given<Seconds<>>{asked.deadline * second, "the runs"};
  scenario.goal.confidence = {0.5, "the runs"};
  const Plan answer = plan(scenario, table, {.alternatives = 0});
  return answer.fits ? answer.recommended->cluster.nodes : scenario.cluster.max_nodes.value;
}

std::vector<Asked> answered(const std::vector<Run>& runs, bool with_known, const InstanceTable& table) {
  auto asked = deadlines_of(ladders(runs));
  in_parallel(asked.size(), [&](std::size_t i) {
    Asked& a = asked[i];
    const int nodes = planned_nodes(a, with_known, table);
    const int right = first_that(a.ladder, [&](const Run* r) { return r->seconds <= a.deadline; });
    a.steps_off = first_that(a.ladder, [&](const Run* r) { return r->nodes >= nodes; }) - right;
  });
  return asked;
}

std::vector<std::pair<std::string, double>> figures(const std::vector<Asked>& all) {
  const auto share = [&](auto holds) {
    return static_cast<double>(std::ranges::count_if(all, holds)) / static_cast<double>(all.size());
  };
  return {{"choices", static_cast<double>(all.size())},
          {"exact", share([](const Asked& a) { return a.steps_off == 0; })},
          {"one_step", share([](const Asked& a) { return std::abs(a.steps_off) <= 1; })},
          {"too_few", share([](const Asked& a) { return a.steps_off < -1; })},
          {"too_many", share([](const Asked& a) { return a.steps_off > 1; })}};
}

}  // namespace

Found node_count(const Material& material) {
  std::vector<Line> lines;
  for (const bool with_known : {false, true}) {
    const std::string method = with_known ? "one measured run" : "cold";
    std::vector<Asked> all;
    for (const Source& source : sources()) {
      if (!with_known && !source.sizes_known) continue;
      const auto asked = answered(material.runs.at(source.name), with_known, material.table);
      if (asked.empty()) continue;
      lines.push_back({"count", method, source.name, source.carried, figures(asked)});
      if (source.is_spark) all.insert(all.end(), asked.begin(), asked.end());
    }
    if (material.complete) lines.push_back({"count", method, "all", false, figures(all)});
  }
  return {lines};
}

}  // namespace sizer::accuracy
