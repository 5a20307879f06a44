#include "elasticity.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "evaluate.hpp"

namespace sizer {
namespace {

constexpr double kStep = 1.1;     // wide enough that whole tasks and waves even out
constexpr double kEndless = 1e9;  // times what there is

double mean_log(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += std::log(value);
  return sum / static_cast<double>(values.size());
}

/// Time and cost with a little more or less of something; `log_factor` says how much.
struct Moved {
  double log_factor = 0, log_seconds = 0, log_usd = 0;
};

Moved moved(Setup setup, const Influence& influence, double factor, WaveCurves& curves) {
  const double log_factor = std::log(influence.change(setup, factor));
  setup.cut(curves);
  const SetupTimes times = times_of(setup);
  return {log_factor, mean_log(times.seconds), mean_log(times.usd)};
}

/// Share of `all` that goes when it becomes `rest`, in each world.
std::vector<double> share_gone(const std::vector<double>& all, const std::vector<double>& rest) {
  std::vector<double> share(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) share[i] = all[i] > 0 ? std::max(0.0, 1 - rest[i] / all[i]) : 0;
  return share;
}

BlockedTime blocked_on(const Setup& setup, const SetupTimes& as_it_is, const Influence& resource) {
  Setup endless = setup;
  resource.change(endless, kEndless);
  const SetupTimes rest = times_of(endless);
  const auto share = share_gone(as_it_is.seconds, rest.seconds);
  BlockedTime blocked{resource.name, quantile(share, 0.1), quantile(share, 0.5), quantile(share, 0.9), {}};
  for (std::size_t i = 0; i < rest.stages.size(); ++i) {
    blocked.stages.push_back(quantile(share_gone(as_it_is.stages[i], rest.stages[i]), 0.5));
  }
  return blocked;
}

}  // namespace

std::vector<Elasticity> elasticities(const Setup& setup, WaveCurves& curves) {
  std::vector<Elasticity> all;
  for (const Influence& input : inputs()) {
    if (!input.applies(setup)) continue;
    const Moved more = moved(setup, input, kStep, curves), less = moved(setup, input, 1 / kStep, curves);
    const double step = more.log_factor - less.log_factor;
    if (step <= 0) continue;
    Elasticity found{input.name, (more.log_seconds - less.log_seconds) / step, {}};
    if (setup.node_price.known) found.cost = (more.log_usd - less.log_usd) / step;
    all.push_back(found);
  }
  std::ranges::stable_sort(all, std::greater(), [](const Elasticity& e) { return std::abs(e.time); });
  return all;
}

std::vector<BlockedTime> blocked_times(const Setup& setup) {
  const SetupTimes as_it_is = times_of(setup);
  std::vector<BlockedTime> all;
  for (const Influence& resource : resources()) {
    if (resource.applies(setup)) all.push_back(blocked_on(setup, as_it_is, resource));
  }
  std::ranges::stable_sort(all, std::greater(), &BlockedTime::p50);
  return all;
}

std::vector<double> share_blocked(const Setup& setup, std::string_view resource) {
  Setup endless = setup;
  std::ranges::find(resources(), resource, &Influence::name)->change(endless, kEndless);
  return share_gone(times_of(setup).seconds, times_of(endless).seconds);
}

}  // namespace sizer
