#include "conditioning.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "evaluate.hpp"

namespace sizer {
namespace {

constexpr double kDegrees = 5;        // of freedom: one strange run does not outvote the others
constexpr double kOtherNoise = 0.15;  // spread of ln of what else was measured: bytes, CPU time
constexpr double kCacheNoise =
    0.03;  // a cache is read off the Storage page, and its size decides on which side of a cliff a run lies
constexpr double kContradiction = 2.5;  // standard deviations
constexpr int kMostSteps = 60, kMoves = 3, kLastMoves = 6;
constexpr AssumptionKey kModelError = "model.error";

double log_spread(AssumptionKey key, const Overrides& stated) {
  const Assumption& row = kAssumptions[key.index];
  const auto found = stated.find(std::string(row.key));
  const double low = found == stated.end() ? row.low : found->second.low;
  const double high = found == stated.end() ? row.high : found->second.high;
  return std::log(high / low) / (2 * 1.6448536269514722);
}

/// ln of the density of Student's t, up to a constant.
Lanes log_density(const Lanes& residual, double scale) {
  return -0.5 * (kDegrees + 1) * (1 + residual.square() / (kDegrees * scale * scale)).log();
}

Lanes log_ratio(const Lanes& predicted, double measured) { return (measured / predicted.max(1e-12)).log(); }

/// Bytes of which there may be none: a thousandth of the data is as good as none.
Lanes log_ratio(const Bytes<Lanes>& predicted, Bytes<> measured, Bytes<> data) {
  const double least = 1e-3 * data.base();
  return ((measured.base() + least) / (predicted.base() + least)).log();
}

struct Prediction {
  Lanes seconds;
  Bytes<Lanes> shuffled, spilled, cached;
  CoreSeconds<Lanes> cpu_time;
};

class Likelihood {
 public:
  Likelihood(const std::vector<MeasuredCase>& cases, const Overrides& stated) : cases_(cases), times_(cases.size()) {
    scale_ = std::hypot(log_spread(kModelError, stated), log_spread("measured.noise", stated));
  }

  double scale() const { return scale_; }

  Prediction predict(std::size_t i, const World<Lanes>& world) {
    const MeasuredCase& c = cases_[i];
    const auto needs = demand(c.workload, world);
    JobTime<Lanes>& time = times_[i];
    const auto rates = node_rates(c.cluster, world);
    job_time(c.workload, needs, c.tasks, c.cluster, rates, world, time);
    const auto counted = c.run->with_start.value ? time.total : time.total - time.start_up;
    Prediction p{counted.base(), {}, {}, {}, {}};
    for (std::size_t s = 0; s < needs.stages.size(); ++s) {
      p.shuffled += needs.stages[s].shuffle_write;
      p.cached += needs.stages[s].cached;
      p.spilled += time.stages[s].memory.spilled;
      p.cpu_time += time.stages[s].work / rates.speed;
    }
    return p;
  }

  Lanes operator()(World<Lanes> world) {
    world[kModelError].setConstant(1);
    Lanes sum = Lanes::Zero();
    for (std::size_t i = 0; i < cases_.size(); ++i) sum += of_run(*cases_[i].run, predict(i, world));
    return sum.isFinite().select(sum, -1e300);
  }

 private:
  Lanes of_run(const MeasuredRun& run, const Prediction& p) const {
    Lanes sum = log_density(log_ratio(p.seconds, run.duration.value.base()), scale_);
    const Bytes<> data = run.data.value;
    if (run.shuffle) sum += log_density(log_ratio(p.shuffled, run.shuffle->value, data), kOtherNoise);
    if (run.spill) sum += log_density(log_ratio(p.spilled, run.spill->value, data), 2 * kOtherNoise);
    if (run.cached) sum += log_density(log_ratio(p.cached, run.cached->value, data), kCacheNoise);
    if (run.cpu_time) sum += log_density(log_ratio(p.cpu_time.base(), run.cpu_time->value.base()), kOtherNoise);
    return sum;
  }

  const std::vector<MeasuredCase>& cases_;
  std::vector<JobTime<Lanes>> times_;
  double scale_;
};

/// Worlds on their way from the prior to where the runs are likely.
class Population {
 public:
  Population(const Draws& prior, const Overrides& stated, Likelihood& likelihood, std::uint64_t seed)
      : draws_(prior), stated_(stated), likelihood_(likelihood), random_(seed, "measured") {
    log_likelihood_ = evaluate(draws_);
  }

  /// The number of worlds that would be left if they were only weighed, with the likelihood to this power.
  double effective(double power) const {
    const Eigen::ArrayXd w = weights(power);
    return w.sum() * w.sum() / w.square().sum();
  }

  /// The largest step that keeps half of the worlds effective.
  double step_from(double reached) const {
    const double half = 0.5 * draws_.count;
    if (effective(1 - reached) >= half) return 1 - reached;
    double low = 0, high = 1 - reached;
    for (int i = 0; i < 50; ++i) {
      const double middle = (low + high) / 2;
      (effective(middle) >= half ? low : high) = middle;
    }
    return low;
  }

  /// Systematic resampling: every world about as often as its weight says.
  void resample(double power) {
    const Eigen::ArrayXd w = weights(power);
    const double each = w.sum() / draws_.count;
    double at = each * random_.uniform(), sum = w[0];
    const Eigen::ArrayXXd z = draws_.z;
    const Eigen::ArrayXd l = log_likelihood_;
    Eigen::Index from = 0;
    for (Eigen::Index to = 0; to < draws_.count; ++to, at += each) {
      while (sum < at && from + 1 < draws_.count) sum += w[++from];
      draws_.z.row(to) = z.row(from);
      log_likelihood_[to] = l[from];
    }
  }

  /// One step of the random walk for every world; the stride follows how many of them are taken.
  void move(double power) {
    Draws proposed = draws_;
    const double keep = std::sqrt(1 - stride_ * stride_);
    for (std::size_t column = 0; column < draws_.rows.size(); ++column) {
      if (draws_.rows[column] == kModelError.index) continue;
      const auto c = static_cast<Eigen::Index>(column);
      for (Eigen::Index i = 0; i < draws_.count; ++i) {
        proposed.z(i, c) = keep * draws_.z(i, c) + stride_ * random_.normal();
      }
    }
    const Eigen::ArrayXd l = evaluate(proposed);
    int taken = 0;
    for (Eigen::Index i = 0; i < draws_.count; ++i) {
      if (std::log(random_.uniform()) >= power * (l[i] - log_likelihood_[i])) continue;
      draws_.z.row(i) = proposed.z.row(i);
      log_likelihood_[i] = l[i];
      ++taken;
    }
    const double share = static_cast<double>(taken) / draws_.count;
    stride_ = std::clamp(stride_ * (share > 0.3 ? 1.25 : share < 0.2 ? 0.7 : 1.0), 0.02, 0.9);
  }

  const Draws& draws() const { return draws_; }

 private:
  Eigen::ArrayXd weights(double power) const { return (power * (log_likelihood_ - log_likelihood_.maxCoeff())).exp(); }

  Eigen::ArrayXd evaluate(const Draws& draws) {
    const Worlds worlds = worlds_of(draws, stated_);
    Eigen::ArrayXd l(draws.count);
    for (std::size_t b = 0; b < worlds.blocks.size(); ++b) {
      l.segment<kLaneCount>(static_cast<Eigen::Index>(b) * kLaneCount) = likelihood_(worlds.blocks[b]);
    }
    return l;
  }

  Draws draws_;
  const Overrides& stated_;
  Likelihood& likelihood_;
  RandomStream random_;
  Eigen::ArrayXd log_likelihood_;
  double stride_ = 0.5;
};

std::vector<double> predicted_seconds(Likelihood& likelihood, std::size_t run, const Worlds& worlds) {
  std::vector<double> seconds;
  for (World<Lanes> world : worlds.blocks) {
    world[kModelError].setConstant(1);
    const Lanes lanes = likelihood.predict(run, world).seconds;
    seconds.insert(seconds.end(), lanes.begin(), lanes.end());
  }
  return seconds;
}

MeasuredReport report_of(Likelihood& likelihood, std::size_t i, const MeasuredRun& run, const Worlds& before,
                         const Worlds& after) {
  MeasuredReport report;
  report.name = run.name();
  report.source = run.duration.source;
  report.measured = run.duration.value;
  report.before = percentiles<kSeconds>(predicted_seconds(likelihood, i, before));
  report.after = percentiles<kSeconds>(predicted_seconds(likelihood, i, after));
  const double miss = std::abs(std::log((report.measured / report.after.p50).base()));
  report.contradicts = miss > kContradiction * likelihood.scale();
  return report;
}

}  // namespace

Conditioned condition(std::vector<MeasuredCase> cases, const Draws& prior, const Overrides& stated,
                      std::uint64_t seed) {
  std::ranges::sort(cases, {}, [](const MeasuredCase& c) {
    return std::tuple(c.run->data.value.base(), c.run->nodes, c.run->instance_type, c.run->duration.value.base());
  });
  Likelihood likelihood(cases, stated);
  Population population(prior, stated, likelihood, seed);
  Conditioned result{prior, {}};
  result.report.worlds = prior.count;
  result.report.effective_worlds = population.effective(1);
  double power = 0;
  for (int step = 0; step < kMostSteps && power < 1; ++step) {
    const double next = population.step_from(power);
    population.resample(next);
    power = std::min(1.0, power + next);
    for (int i = 0; i < (power < 1 ? kMoves : kLastMoves); ++i) population.move(power);
  }
  result.report.reached = power >= 1;
  if (result.report.reached) result.draws = population.draws();
  const Worlds before = worlds_of(prior, stated), after = worlds_of(result.draws, stated);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    result.report.runs.push_back(report_of(likelihood, i, *cases[i].run, before, after));
  }
  return result;
}

}  // namespace sizer
