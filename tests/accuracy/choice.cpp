#include <algorithm>
#include <limits>
#include <set>

#include "sizer/io.hpp"
#include "sizer/plan.hpp"
#include "tracks.hpp"

namespace sizer::accuracy {
namespace {

using Runs = std::vector<const Run*>;

/// Runs that differ only in their cluster.
std::map<std::string, Runs> same_question(const std::vector<Run>& runs) {
  std::map<std::string, Runs> groups;
  for (const Run& run : runs) {
    if (run.completed && run.usd > 0) groups[run.job + " " + run.data].push_back(&run);
  }
  std::erase_if(groups, [](const auto& group) { return group.second.size() < 3; });
  return groups;
}

/// The run a person would have by chance: the middle one by cost.
const Run* known_run(Runs runs) {
  std::ranges::sort(runs, [](const Run* a, const Run* b) { return std::tie(a->usd, a->id) < std::tie(b->usd, b->id); });
  return runs[runs.size() / 2];
}

double usd_per_second(const Run& run) { return run.usd / run.seconds; }

struct Chosen {
  std::string job;
  double over_cheapest = 1;  ///< what it cost over the cheapest that met the deadline
  bool met = true;           ///< it met the deadline
};

/// The cheapest in the predicted middle of those predicted to meet the deadline; the fastest where none is.
const Prediction& chosen(const std::vector<Prediction>& predictions, double deadline) {
  const auto key = [&](const Prediction& p) {
    const bool meets = p.p50 > 0 && p.p50 <= deadline;
    return std::pair(
        !meets, meets ? p.p50 * usd_per_second(*p.run) : (p.p50 > 0 ? p.p50 : std::numeric_limits<double>::infinity()));
  };
  return *std::ranges::min_element(predictions, {}, key);
}

Chosen compare(const std::vector<Prediction>& predictions, double deadline) {
  const Run& run = *chosen(predictions, deadline).run;
  double cheapest = std::numeric_limits<double>::infinity();
  for (const Prediction& p : predictions) {
    if (p.run->seconds <= deadline) cheapest = std::min(cheapest, p.run->usd);
  }
  return {run.family, run.usd / cheapest, run.seconds <= deadline};
}

/// Deadlines that a quarter, a half and three quarters of the clusters meet.
std::vector<double> deadlines_of(const Runs& runs) {
  std::vector<double> seconds;
  for (const Run* run : runs) seconds.push_back(run->seconds);
  return {quantile_of(seconds, 0.25), quantile_of(seconds, 0.5), quantile_of(seconds, 0.75)};
}

using Figures = std::vector<std::pair<std::string, double>>;

Figures cost_figures(const std::vector<Chosen>& all) {
  std::vector<double> over;
  double met = 0, sum = 0, near = 0;
  for (const Chosen& c : all) {
    met += c.met;
    if (!c.met) continue;
    over.push_back(c.over_cheapest);
    sum += c.over_cheapest;
    near += c.over_cheapest <= 1.1;
  }
  const auto count = static_cast<double>(over.size());
  return {{"choices", static_cast<double>(all.size())},
          {"median", over.empty() ? 0 : quantile_of(over, 0.5)},
          {"mean", over.empty() ? 0 : sum / count},
          {"p90", over.empty() ? 0 : quantile_of(over, 0.9)},
          {"within_1.1", over.empty() ? 0 : near / count},
          {"deadline_met", all.empty() ? 0 : met / static_cast<double>(all.size())}};
}

struct Choices {
  std::vector<Chosen> free, deadline;
  void add(const Choices& more) {
    free.insert(free.end(), more.free.begin(), more.free.end());
    deadline.insert(deadline.end(), more.deadline.begin(), more.deadline.end());
  }
};

Choices choices_of(const std::vector<Run>& runs, const InstanceTable& table, bool with_known) {
  Choices made;
  for (const auto& [name, group] : same_question(runs)) {
    std::vector<Prediction> predictions(group.size());
    const Runs known = with_known ? Runs{known_run(group)} : Runs{};
    in_parallel(group.size(), [&](std::size_t i) { predictions[i] = predict(*group[i], known, table); });
    made.free.push_back(compare(predictions, std::numeric_limits<double>::infinity()));
    for (const double deadline : deadlines_of(group)) made.deadline.push_back(compare(predictions, deadline));
  }
  return made;
}

void add_lines(std::vector<Line>& lines, const std::string& method, const std::string& source, bool carried,
               const Choices& made) {
  lines.push_back({"choice", method + " (no deadline)", source, carried, cost_figures(made.free)});
  lines.push_back({"choice", method + " (three deadlines)", source, carried, cost_figures(made.deadline)});
}

}  // namespace

Found choice(const Material& material) {
  std::vector<Line> lines;
  for (const bool with_known : {false, true}) {
    const std::string method = with_known ? "one measured run" : "cold";
    Choices all;
    for (const Source& source : sources()) {
      if (!with_known && !source.sizes_known) continue;
      const Choices made = choices_of(material.runs.at(source.name), material.table, with_known);
      if (made.free.empty()) continue;
      add_lines(lines, method, source.name, source.carried, made);
      if (source.is_spark) all.add(made);
    }
    if (material.complete) add_lines(lines, method, "all", false, all);
  }
  return {lines};
}

}  // namespace sizer::accuracy
