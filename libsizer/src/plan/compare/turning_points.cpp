#include "plan/compare/turning_points.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "plan/question.hpp"
#include "sizer/units.hpp"

namespace sizer {
namespace {

constexpr int kWorlds = 64;
constexpr int kHalvings = 3;
constexpr double kFarthest = 10;

/// The row a comparison chooses, by the value that names it; empty where none can be chosen.
using Chosen = std::function<std::string(const Scenario&)>;

std::string name_of_best(const Comparison& comparison) {
  const ComparedRow* best = comparison.best();
  if (!best || !comparison.met) return "";
  const auto* name = std::get_if<std::string>(&best->figures.front());
  return name ? *name : best->label;
}

Chosen chosen_by(const ReadyComparison& ready, const ComparisonQuestion& asked) {
  return [&ready, &asked](const Scenario& changed) -> std::string {
    try {
      return name_of_best(ready.answer(
          {changed, asked.table, asked.on, {.worlds = kWorlds, .seed = asked.options.seed}, asked.argument}));
    } catch (const InputError&) {
      return "";  // nothing to compare there
    }
  };
}

/// A number of the scenario that can be multiplied.
struct Dial {
  std::function<Scenario(const Scenario&, double)> turned;
  std::function<std::string(const Scenario&)> value;
  const char* more;  ///< "from {value} on"
  const char* less;
};

Scenario with_runs(Scenario s, double factor) {
  s.schedule.runs_per_month.value *= factor;
  return s;
}
Scenario with_deadline(Scenario s, double factor) {
  if (s.goal.deadline) s.goal.deadline->value = factor * s.goal.deadline->value;
  return s;
}

/// The factor from which another row is best, between 1 and `far`, where it is.
double turning_factor(const Dial& dial, const Scenario& scenario, const Chosen& chosen, const std::string& now,
                      double far) {
  double near = 1;
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = std::sqrt(near * far);
    (chosen(dial.turned(scenario, middle)) == now ? near : far) = middle;
  }
  return far;
}

void turn(const Dial& dial, const Scenario& scenario, const Chosen& chosen, const std::string& now, double far,
          std::vector<std::string>& found) {
  const std::string then = chosen(dial.turned(scenario, far));
  if (then.empty() || then == now) return;
  const double factor = turning_factor(dial, scenario, chosen, now, far);
  const Scenario there = dial.turned(scenario, factor);
  found.push_back((far > 1 ? dial.more : dial.less) + dial.value(there) + ": " + chosen(there));
}

void turn_purchase(const Scenario& scenario, const Chosen& chosen, const std::string& now,
                   std::vector<std::string>& found) {
  const auto& providers = scenario.cluster.providers;
  if (providers.front().value == Provider::onprem) return;
  Scenario other = scenario;
  const bool on_demand = scenario.cluster.purchase.value == Purchase::on_demand;
  other.cluster.purchase.value = on_demand ? Purchase::spot : Purchase::on_demand;
  const std::string then = chosen(other);
  if (!then.empty() && then != now) found.push_back((on_demand ? "on spot nodes: " : "on demand: ") + then);
}

}  // namespace

std::vector<std::string> turning_points(const ReadyComparison& ready, const ComparisonQuestion& asked,
                                        const Comparison& comparison) {
  std::vector<std::string> found;
  const Scenario& s = asked.scenario;
  const Chosen chosen = chosen_by(ready, asked);
  const std::string now = chosen(s);
  if (now.empty() || now != name_of_best(comparison)) return found;  // too close to call in few worlds
  const Dial data{scaled, [](const Scenario& there) { return format(there.data.value); }, "with more data, from about ",
                  "with less data, below about "};
  const Dial deadline{with_deadline, [](const Scenario& there) { return format(there.goal.deadline->value); },
                      "with a deadline from about ", "with a deadline below about "};
  const Dial runs{with_runs,
                  [](const Scenario& there) { return format_number(there.schedule.runs_per_month.value) + " a month"; },
                  "with more runs, from about ", "with fewer runs, below about "};
  const bool by_month =
      std::ranges::find(comparison.columns, "month_usd", &ComparedColumn::key) != comparison.columns.end();
  for (const double far : {kFarthest, 1 / kFarthest}) {
    turn(data, s, chosen, now, far, found);
    if (by_month) turn(runs, s, chosen, now, far * far, found);
    if (s.goal.deadline) turn(deadline, s, chosen, now, std::sqrt(far), found);
  }
  turn_purchase(s, chosen, now, found);
  return found;
}

}  // namespace sizer
