#include "conditioning.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "evaluate.hpp"
#include "explain.hpp"

namespace sizer {
namespace {

constexpr double kDegrees = 5;        // of freedom: one strange run does not outvote the others
constexpr double kOtherNoise = 0.15;  // spread of ln of what else was measured: bytes, CPU time
constexpr double kCacheNoise =
    0.03;  // a cache is read off the Storage page, and its size decides on which side of a cliff a run lies
constexpr double kContradiction = 2.5;  // standard deviations
constexpr double kImpossible = -1e300;  // ln of the likelihood where the model has no number
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
    Prediction p{time.total.base(), {}, {}, {}, {}};
    for (std::size_t s = 0; s < needs.stages.size(); ++s) {
      p.shuffled += needs.stages[s].shuffle_write;
      p.cached += needs.stages[s].cached;
      p.spilled += time.stages[s].memory.spilled;
      p.cpu_time += time.stages[s].work / rates.speed;
    }
    return p;
  }

  Lanes operator()(const World<Lanes>& world) {
    Lanes sum = Lanes::Zero();
    for (std::size_t i = 0; i < cases_.size(); ++i) sum += of_run(*cases_[i].run, predict(i, world));
    return sum.isFinite().select(sum, kImpossible);
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
  Population(Draws start, const Overrides& stated, Likelihood& likelihood, std::uint64_t seed)
      : draws_(std::move(start)),
        worlds_(worlds_of(draws_, stated)),
        stated_(stated),
        likelihood_(likelihood),
        random_(seed, "measured") {
    for (auto& world : worlds_.blocks) world[kModelError].setConstant(1);
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
    for (int i = 0; i < 20; ++i) {
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
    std::vector<Eigen::Index> from(static_cast<std::size_t>(draws_.count), 0);
    Eigen::Index next = 0;
    for (Eigen::Index& chosen : from) {
      while (sum < at && next + 1 < draws_.count) sum += w[++next];
      chosen = next;
      at += each;
    }
    draws_.z = draws_.z(from, Eigen::all).eval();
    log_likelihood_ = log_likelihood_(from).eval();
  }

  /// One step of the random walk for every world; the stride follows how many of them are taken.
  void move(double power) {
    Draws proposed = draws_;
    proposed.z *= std::sqrt(1 - stride_ * stride_);
    for (double& z : proposed.z.reshaped()) z += stride_ * random_.normal();
    const Eigen::ArrayXd l = evaluate(proposed);
    Eigen::ArrayXd chance(draws_.count);
    for (double& u : chance) u = random_.uniform();
    const auto taken = (chance.log() < power * (l - log_likelihood_)).eval();
    for (Eigen::Index c = 0; c < draws_.z.cols(); ++c)
      draws_.z.col(c) = taken.select(proposed.z.col(c), draws_.z.col(c));
    log_likelihood_ = taken.select(l, log_likelihood_);
    const double share = static_cast<double>(taken.count()) / draws_.count;
    stride_ = std::clamp(stride_ * (share > 0.3 ? 1.25 : share < 0.2 ? 0.7 : 1.0), 0.02, 0.9);
  }

  const Draws& draws() const { return draws_; }

  /// The model has a number for the runs in some world.
  bool is_possible() const { return log_likelihood_.maxCoeff() > kImpossible; }

 private:
  Eigen::ArrayXd weights(double power) const { return (power * (log_likelihood_ - log_likelihood_.maxCoeff())).exp(); }

  Eigen::ArrayXd evaluate(const Draws& draws) {
    set_worlds(worlds_, draws, stated_);
    Eigen::ArrayXd l(draws.count);
    for (std::size_t b = 0; b < worlds_.blocks.size(); ++b) {
      l.segment<kLaneCount>(static_cast<Eigen::Index>(b) * kLaneCount) = likelihood_(worlds_.blocks[b]);
    }
    return l;
  }

  Draws draws_;
  Worlds worlds_;  // room for the worlds of draws
  const Overrides& stated_;
  Likelihood& likelihood_;
  RandomStream random_;
  Eigen::ArrayXd log_likelihood_;
  double stride_ = 0.5;
};

/// Rows of the table that the predictions of the runs go back to. The others stay as drawn: no run tells of them.
/// model.error is what stays unknown of any other cluster.
std::set<std::string_view> rows_behind(const std::vector<MeasuredCase>& cases, const Overrides& stated) {
  const auto world = traced_world(stated);
  std::vector<std::shared_ptr<const Step>> times;
  for (const MeasuredCase& c : cases) {
    JobTime<Traced> time;
    job_time(c.workload, demand(c.workload, world), c.tasks, c.cluster, node_rates(c.cluster, world), world, time);
    times.push_back(time.total.base().shared());
  }
  auto keys = assumptions_behind(times);
  keys.erase(kAssumptions[kModelError.index].key);
  return keys;
}

std::vector<Eigen::Index> columns_of(const Draws& draws, const std::set<std::string_view>& keys) {
  std::vector<Eigen::Index> columns;
  for (std::size_t c = 0; c < draws.rows.size(); ++c) {
    if (keys.contains(kAssumptions[draws.rows[c]].key)) columns.push_back(static_cast<Eigen::Index>(c));
  }
  return columns;
}

Draws only(const Draws& draws, const std::vector<Eigen::Index>& columns) {
  Draws some{draws.count, {}, draws.z(Eigen::all, columns)};
  for (const Eigen::Index c : columns) some.rows.push_back(draws.rows[static_cast<std::size_t>(c)]);
  return some;
}

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
  const auto moved = columns_of(prior, rows_behind(cases, stated));
  const Draws start = only(prior, moved);
  Population population(start, stated, likelihood, seed);
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
  result.report.reached = power >= 1 && population.is_possible();
  if (result.report.reached) result.draws.z(Eigen::all, moved) = population.draws().z;
  const Worlds before = worlds_of(start, stated);
  const Worlds after = worlds_of(result.report.reached ? population.draws() : start, stated);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    result.report.runs.push_back(report_of(likelihood, i, *cases[i].run, before, after));
  }
  return result;
}

}  // namespace sizer
