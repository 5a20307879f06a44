#include "growth.hpp"

#include <cmath>

#include "search.hpp"
#include "sizer/units.hpp"

namespace sizer {
namespace {

constexpr int kMonths = 60;

bool still_meets(const Question& now, const Option& option, int nodes, int months, WaveCurves& curves) {
  const double factor = std::pow(1 + now.scenario.schedule.growth.value, months);
  const Scenario later = scaled(now.scenario, factor);
  const Question then(later, now);
  return Evaluator(then, then.all, option, curves).at(nodes).probability(then) >= then.confidence;
}

}  // namespace

std::optional<Finding> outgrown(const Question& q, const Option& option, int nodes, WaveCurves& curves) {
  if (q.scenario.schedule.growth.value <= 0 || q.wants_knee()) return std::nullopt;
  const int months = smallest(1, kMonths, 6, [&](int m) { return !still_meets(q, option, nodes, m, curves); });
  const std::string rate = format_share(q.scenario.schedule.growth.value) + " a month";
  if (months > kMonths) {
    return Finding{Severity::info, "growth",
                   "with data growing " + rate + " this cluster meets the goal for five years and more", ""};
  }
  return Finding{
      Severity::warning, "growth",
      "with data growing " + rate + " this cluster misses the goal from month " + std::to_string(months) + " on",
      "plan again before then"};
}

}  // namespace sizer
