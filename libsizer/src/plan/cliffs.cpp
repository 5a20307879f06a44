#include "cliffs.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <map>

#include "cliff_words.hpp"
#include "findings.hpp"
#include "limits.hpp"

namespace sizer {
namespace {

constexpr double kStep = 1.25, kPrecision = 1.005;
constexpr double kEarly = 0.1;  // of the worlds

/// The job at any amount of data; what was looked at once is kept.
class Growth {
 public:
  Growth(const Question& now, const Standing& standing, WaveCurves& curves)
      : now_(now), standing_(standing), curves_(curves) {}

  const std::vector<Taken<double>>& typical(double scale) { return at(scale).typical; }

  /// Share of a few worlds in which a limit is passed.
  double worlds_beyond(std::size_t limit, double scale) { return at(scale).worlds_beyond[limit]; }

 private:
  struct At {
    std::vector<Taken<double>> typical;
    std::vector<double> worlds_beyond;
  };

  const At& at(double scale) {
    const auto [entry, is_new] = known_.try_emplace(scale);
    if (is_new) entry->second = look(grown_job(now_, standing_, scale, curves_));
    return entry->second;
  }

  At look(const GrownJob& job) const {
    At at{limits_taken(job, standing_, now_.typical), {}};
    at.worlds_beyond.resize(at.typical.size(), 0);
    for (const auto& world : now_.coarse.worlds.blocks) {
      const auto taken = limits_taken(job, standing_, world);
      for (std::size_t i = 0; i < taken.size(); ++i) {
        const auto beyond = static_cast<double>((taken[i].share.base() > 1).count());
        at.worlds_beyond[i] += beyond / now_.coarse.worlds.count;
      }
    }
    return at;
  }

  const Question& now_;
  const Standing& standing_;
  WaveCurves& curves_;
  std::map<double, At> known_;
};

/// The first scale at which something is so, from 1 to kMostGrowth; none when it never is.
template <class Predicate>
std::optional<double> first_scale(Predicate is_so) {
  double below = 1, above = 1;
  while (!is_so(above)) {
    if (above >= kMostGrowth) return std::nullopt;
    below = above;
    above = std::min(above * kStep, kMostGrowth);
  }
  while (above > kPrecision * below) {
    const double middle = std::sqrt(below * above);
    (is_so(middle) ? above : below) = middle;
  }
  return above;
}

/// What a stage waits for most is today's bottleneck, told elsewhere: a cliff is only what changes.
bool is_a_change_only(Limit limit) {
  return limit == Limit::network || limit == Limit::hot_key || limit == Limit::driver_time;
}

/// How a broadcast fails, the most final first; none for other limits.
std::optional<int> as_broadcast(Limit limit) {
  constexpr std::array kOrder{Limit::broadcast_size, Limit::broadcast_memory, Limit::broadcast_result,
                              Limit::broadcast_time, Limit::broadcast_threshold};
  const auto* found = std::ranges::find(kOrder, limit);
  return found == kOrder.end() ? std::nullopt : std::optional(static_cast<int>(found - kOrder.begin()));
}

/// A broadcast that cannot work today is told of once, by what is most final.
bool is_said_by_another(const Cliff& cliff, const std::vector<Cliff>& all) {
  const auto rank = as_broadcast(cliff.limit);
  return std::ranges::any_of(all, [&](const Cliff& other) {
    if (cliff.limit == Limit::map_outputs)
      return other.limit == Limit::driver_memory && other.scale < 1.1 * cliff.scale;
    const auto other_rank = as_broadcast(other.limit);
    return rank && other_rank && other.scale == 1 && other.stage == cliff.stage && *other_rank < *rank;
  });
}

/// Findings of their own tell of these.
bool is_told_elsewhere(Limit limit) {
  return limit == Limit::spill || limit == Limit::task_memory || limit == Limit::cache || limit == Limit::local_disk;
}

}  // namespace

std::vector<Finding> about_passed_limits(const std::vector<Cliff>& cliffs) {
  std::vector<Finding> found;
  for (const Cliff& cliff : cliffs) {
    if (cliff.scale > 1 || is_told_elsewhere(cliff.limit)) continue;
    std::string code(to_string(cliff.limit));
    std::ranges::replace(code, '_', '-');
    found.push_back({Severity::warning, code, cliff.message, cliff.fix});
  }
  return found;
}

std::vector<Cliff> find_cliffs(const Question& q, const Candidate& candidate, WaveCurves& curves) {
  const Standing standing = standing_of(candidate, q.scenario.cluster.spark.value);
  Growth growth(q, standing, curves);
  const std::vector<Taken<double>> now = growth.typical(1);
  std::vector<Cliff> cliffs;
  for (std::size_t i = 0; i < now.size(); ++i) {
    const auto scale = first_scale([&](double s) { return growth.typical(s)[i].share.base() > 1; });
    if (!scale || (*scale == 1 && is_a_change_only(now[i].limit))) continue;
    Cliff cliff;
    cliff.limit = now[i].limit;
    cliff.share_now = now[i].share.base();
    cliff.scale = *scale;
    if (now[i].stage >= 0) cliff.stage = q.workload.stages[static_cast<std::size_t>(now[i].stage)].name;
    cliff.early_scale = first_scale([&](double s) { return growth.worlds_beyond(i, s) >= kEarly; });
    tell(CliffPlace{q, standing, now[i].stage, curves}, cliff);
    cliffs.push_back(std::move(cliff));
  }
  std::vector<Cliff> told;
  std::ranges::copy_if(cliffs, std::back_inserter(told),
                       [&](const Cliff& c) { return !is_said_by_another(c, cliffs); });
  std::ranges::stable_sort(told, {}, &Cliff::scale);
  return told;
}

}  // namespace sizer
