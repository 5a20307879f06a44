#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "inline.hpp"
#include "sizer/model.hpp"

/// Derivation and check against simulation: docs/explain/waves.md.
namespace sizer {
namespace {

constexpr double kMeanTail = 0.56145948;  // e^−γ

/// Waves after which what renewal adds to W/p no longer changes, by knot of sigma.
constexpr double kManyWaves[WaveCurve::kKnots] = {2, 4, 8, 16, 64};

/// Task times: log-normal with mean 1.
struct TaskTimes {
  double sigma, mu;
  explicit TaskTimes(double s) : sigma(s), mu(-s * s / 2) {}

  /// P(task > x).
  double longer_than(double x) const { return x <= 0 ? 1 : normal_cdf((mu - std::log(x)) / sigma); }
  /// ∫ₓ^∞ P(task > u) du: the residual of a task seen at a random moment; 1 at 0.
  double residual(double x) const {
    if (x <= 0) return 1;
    const double l = std::log(x);
    return normal_cdf((mu + sigma * sigma - l) / sigma) - x * normal_cdf((mu - l) / sigma);
  }
  /// ∫ₓ^∞ of the residual; e^{σ²}/2 at 0.
  double residual_integral(double x) const {
    const double square = sigma * sigma;
    if (x <= 0) return 0.5 * std::exp(square);
    const double l = std::log(x);
    return 0.5 * (std::exp(square) * normal_cdf((mu + 2 * square - l) / sigma) -
                  2 * x * normal_cdf((mu + square - l) / sigma) + x * x * normal_cdf((mu - l) / sigma));
  }
  /// x with P(task > x) = p.
  double exceeded_with(double p) const { return std::exp(mu - sigma * inverse_normal(p)); }
};

/// When the queue runs dry: the slots' remaining work at that moment is what is missing from a full last wave.
double queue_dry(const TaskTimes& x, double waves) {
  double tau = waves;
  for (int i = 0; i < 60; ++i) {
    const double alive = x.longer_than(tau) + 1 - x.residual(tau);
    const double left = (x.residual(tau) + x.residual_integral(0) - x.residual_integral(tau)) / alive;
    const double next = (tau + std::max(0.0, waves - left)) / 2;
    if (std::abs(next - tau) < 1e-4) return next;
    tau = next;
  }
  return tau;
}

/// y ≥ 0 with busy(y) = share, busy falling from 1.
template <class Falling>
double solve_falling(const Falling& busy, double share) {
  double low = 0, high = 1;
  while (busy(high) > share && high < 1e6) low = std::exchange(high, 2 * high);
  for (int i = 0; i < 16; ++i) {
    const double middle = (low + high) / 2;
    (busy(middle) > share ? low : high) = middle;
  }
  return (low + high) / 2;
}

/// How long the last slot still runs after `tau`: y with P(a slot is busy longer than y) = share.
double last_residual(const TaskTimes& x, double tau, double share) {
  const double alive = x.longer_than(tau) + 1 - x.residual(tau);
  const auto busy = [&](double y) { return (x.longer_than(tau + y) + x.residual(y) - x.residual(y + tau)) / alive; };
  return solve_falling(busy, share);
}

/// The largest of n tasks.
double largest_of(const TaskTimes& x, double n, double tail) { return x.exceeded_with(std::min(0.5, tail / n)); }

/// A steady renewal process: the queue runs dry, then the last slot ends.
double renewal(const TaskTimes& x, double waves, double slots, double tail) {
  const double dry = queue_dry(x, waves);
  return dry + last_residual(x, dry, tail / slots);
}

/// Waves in step at first, a renewal process later.
double combine(const TaskTimes& x, double tasks, double slots, double tail, double renewed) {
  const double waves = tasks / slots, full = std::ceil(waves);
  const double in_last = tasks - (full - 1) * slots;
  const double in_step = (full - 1) + largest_of(x, in_last, tail);
  const double together = std::exp(-2 * std::numbers::pi * std::numbers::pi * x.sigma * x.sigma * waves);
  return std::max({together * in_step + (1 - together) * renewed, largest_of(x, tasks, tail), waves});
}

double one_wave(const TaskTimes& x, double tasks, double tail) { return std::max(1.0, largest_of(x, tasks, tail)); }

}  // namespace

double wave_factor(double tasks, double slots, double sigma, double tail) {
  if (sigma <= 0) return std::ceil(tasks / slots);
  const TaskTimes x(sigma);
  if (tasks <= slots) return one_wave(x, tasks, tail);
  return combine(x, tasks, slots, tail, renewal(x, tasks / slots, slots, tail));
}

WaveCurve wave_curve(int tasks, int slots) {
  WaveCurve curve;
  curve.tasks = tasks;
  curve.slots = slots;
  for (int i = 0; i < WaveCurve::kKnots; ++i) curve.factor[i] = wave_factor(tasks, slots, WaveCurve::kSigma[i]);
  return curve;
}

decltype(WaveCurves::tails_) WaveCurves::empty_tails() {
  decltype(tails_) tails(WaveCurve::kKnots);
  for (auto& knot : tails) {
    for (auto& row : knot) row.fill(-1);
  }
  return tails;
}

const WaveCurve& WaveCurves::of(int tasks, int slots) {
  const auto key = static_cast<std::uint64_t>(tasks) << 32 | static_cast<std::uint32_t>(slots);
  const auto [entry, is_new] = known_.try_emplace(key);
  if (!is_new) return entry->second;
  WaveCurve& curve = entry->second;
  curve.tasks = tasks;
  curve.slots = slots;
  for (std::size_t knot = 0; knot < WaveCurve::kKnots; ++knot) {
    const TaskTimes x(WaveCurve::kSigma[knot]);
    curve.factor[knot] = tasks <= slots ? one_wave(x, tasks, kMeanTail)
                                        : combine(x, tasks, slots, kMeanTail, renewed(knot, tasks, slots));
  }
  return curve;
}

/// What renewal adds to W/p, between points two to the half apart in waves and two apart in slots, over whose
/// logarithms it is nearly straight; the same from kManyWaves on, where no slot remembers how it began.
double WaveCurves::renewed(std::size_t knot, double tasks, double slots) {
  const double waves = tasks / slots;
  const double row = 2 * std::log2(std::min(waves, kManyWaves[knot])), column = std::log2(slots);
  const int r = static_cast<int>(row), c = static_cast<int>(column);
  const double down = row - r, right = column - c;
  const auto above = (1 - right) * tail_at(knot, r, c) + right * tail_at(knot, r, c + 1);
  const auto below = (1 - right) * tail_at(knot, r + 1, c) + right * tail_at(knot, r + 1, c + 1);
  return waves + (1 - down) * above + down * below;
}

double WaveCurves::tail_at(std::size_t knot, int row, int column) {
  double& tail = tails_.at(knot).at(static_cast<std::size_t>(row)).at(static_cast<std::size_t>(column));
  if (tail < 0) {
    const double waves = std::exp2(row / 2.0), dry = dry_at(knot, row, waves);
    tail = dry + last_residual(TaskTimes(WaveCurve::kSigma[knot]), dry, kMeanTail / std::exp2(column)) - waves;
  }
  return tail;
}

/// The queue runs dry after as many waves, however many slots.
double WaveCurves::dry_at(std::size_t knot, int row, double waves) {
  auto& dry = dry_.at(knot).at(static_cast<std::size_t>(row));
  if (!dry) dry = queue_dry(TaskTimes(WaveCurve::kSigma[knot]), waves);
  return *dry;
}

namespace {

/// Linear between the knots: the first value plus each segment's slope over the part of it that sigma covers.
template <class Num>
Scalar<Num> interpolate(const WaveCurve& curve, const Scalar<Num>& sigma) {
  Scalar<Num> factor(curve.factor[0]);
  for (int i = 0; i + 1 < WaveCurve::kKnots; ++i) {
    const double width = WaveCurve::kSigma[i + 1] - WaveCurve::kSigma[i];
    const double slope = (curve.factor[i + 1] - curve.factor[i]) / width;
    factor = factor + slope * min(max(sigma - WaveCurve::kSigma[i], 0.0), width);
  }
  return factor;
}

}  // namespace

template <class Num>
SIZER_INLINE_ALL Scalar<Num> wave_factor(const WaveCurve& curve, const Scalar<Num>& sigma) {
  if constexpr (std::same_as<Num, Traced>) {
    const double value = interpolate(curve, Scalar<>(sigma.base().value())).base();
    const auto tasks = number::leaf<Traced>(curve.tasks, "tasks", "the stage");
    const auto slots = number::leaf<Traced>(curve.slots, "slots", "executors × executor cores");
    return named("makespan in mean task times",
                 Scalar<Traced>(number::function(value, "log-normal makespan", {tasks, slots, sigma.base()})));
  } else {
    return interpolate(curve, sigma);
  }
}

template Scalar<double> wave_factor(const WaveCurve&, const Scalar<double>&);
template Scalar<Lanes> wave_factor(const WaveCurve&, const Scalar<Lanes>&);
template Scalar<Traced> wave_factor(const WaveCurve&, const Scalar<Traced>&);

}  // namespace sizer
