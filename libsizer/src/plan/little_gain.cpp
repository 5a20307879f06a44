#include "little_gain.hpp"

#include "evaluate.hpp"
#include "sizer/units.hpp"

namespace sizer {
namespace {

constexpr double kTimesTheMachineTime = 2.5;

struct Fewer {
  int nodes = 0;
  double seconds = 0;
  double machine_time() const { return nodes * seconds; }
};

std::string nodes_of(int count) { return std::to_string(count) + (count == 1 ? " node" : " nodes"); }

}  // namespace

std::optional<Finding> little_gain(const Question& q, const Option& option, int nodes, WaveCurves& curves) {
  if (!q.wants_knee()) return std::nullopt;
  const Evaluator evaluator(q, q.all, option, curves);
  const auto with = [&](int n) { return Fewer{n, quantile(evaluator.at(n).seconds, 0.5)}; };
  const Fewer now = with(nodes);
  Fewer least = now;
  for (int n = nodes / 2; n >= option.min_nodes; n /= 2) {
    if (const Fewer fewer = with(n); fewer.machine_time() < least.machine_time()) least = fewer;
  }
  if (now.machine_time() < kTimesTheMachineTime * least.machine_time()) return std::nullopt;
  return Finding{Severity::warning, "little-gain",
                 nodes_of(nodes) + " take " + format_number(now.machine_time() / least.machine_time()) +
                     " times the machine time of " + nodes_of(least.nodes) + ", which would end in " +
                     format(least.seconds * second) + " instead of " + format(now.seconds * second),
                 "fewer nodes, or a deadline that says what time is worth"};
}

}  // namespace sizer
