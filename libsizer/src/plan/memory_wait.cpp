#include "memory_wait.hpp"

#include <algorithm>

#include "elasticity.hpp"
#include "evaluate.hpp"
#include "sizer/units.hpp"

namespace sizer {
namespace {

constexpr double kMuch = 0.4;    // of the time: without it the job would take three fifths
constexpr double kRisk = 0.05;   // of the worlds; what it finds of labelled runs is in docs/accuracy.md
constexpr double kLikely = 0.5;  // of the worlds

double share_of_worlds_short(const std::vector<double>& blocked) {
  const auto count = std::ranges::count_if(blocked, [](double share) { return share >= kMuch; });
  return static_cast<double>(count) / static_cast<double>(blocked.size());
}

}  // namespace

std::optional<Finding> memory_wait(const Question& q, const Option& option, int nodes, WaveCurves& curves) {
  const Setup setup(q, option, nodes, curves);
  const std::vector<double> blocked = share_blocked(setup, "memory");
  const double worlds = share_of_worlds_short(blocked);
  if (worlds < kRisk) return std::nullopt;
  const bool caches = std::ranges::any_of(q.workload.stages, [](const Stage& s) { return s.caches && !s.cache_size; });
  const std::string measure =
      caches ? "; input.cached, the size of the cache on the Storage page, would tell" : "; more partitions hold less";
  return Finding{
      Severity::warning, "short-of-memory",
      "in " + format_share(worlds) + " of the worlds memory takes two fifths of the time and more (the median: " +
          format_share(quantile(blocked, 0.5)) + "): collecting garbage, spilling, making again what a cache lost",
      (worlds >= kLikely ? "nodes with more memory, or more of them" : "nodes with more memory if it is so") + measure};
}

}  // namespace sizer
