#include "stream_measured.hpp"

#include <algorithm>
#include <cmath>

#include "sizer/units.hpp"
#include "stream_batch.hpp"

namespace sizer {
namespace {

constexpr AssumptionKey kFactor = "stream.work_factor";
constexpr double kLeastFactor = 0.01, kMostFactor = 100;
constexpr int kHalvings = 30;
constexpr double kLeastLeft = 0.05;     // of an interval: a world in which the fixed part fills it is taken at that
constexpr double kContradiction = 6.0;  // times faster or slower than predicted

/// A measured rate with the cluster it was measured on.
struct RateCase {
  const MeasuredRate* run;
  Cluster cluster;
  StreamTasks tasks;
};

std::optional<RateCase> case_of(const StreamQuestion& q, const MeasuredRate& run, WaveCurves& curves) {
  const Instance* instance = run.instance.get();
  if (!instance) return std::nullopt;
  Scenario then = q.batch;
  if (run.executor_cores) then.cluster.executor_cores = run.executor_cores;
  if (run.executor_memory) then.cluster.executor_memory = run.executor_memory;
  const Question question(then, {.worlds = kLaneCount, .seed = q.question.options.seed});
  const auto layout = best_layout(question, *instance, platform_of(then, instance->provider), curves);
  if (!layout) return std::nullopt;
  Cluster cluster = option_with(question, *instance, *layout, InstanceTable()).cluster;
  cluster.nodes = run.nodes;
  if (cluster.slots() == 0) return std::nullopt;
  return RateCase{&run, cluster, stream_tasks(q, cluster, curves)};
}

template <class Num>
Frequency<Num> sustained(const StreamQuestion& q, const RateCase& c, const World<Num>& world) {
  const auto on = batch_on(q, batch_demand(q, world), c.tasks, c.cluster, node_rates(c.cluster, world), world);
  const auto left = max(1.0 - on.line.fixed / q.interval, Scalar<Num>(Scalar<>(kLeastLeft)));
  return left / on.line.per_event;
}

/// The factor at which a world predicts the run. The rate falls as the factor grows.
template <class Num>
Num factor_for(const StreamQuestion& q, const RateCase& c, World<Num> world) {
  Num low = number::broadcast<Num>(std::log(kLeastFactor)), high = number::broadcast<Num>(std::log(kMostFactor));
  const Num measured = number::broadcast<Num>(c.run->rate.value.base());
  const Num e = number::broadcast<Num>(std::exp(1.0));
  for (int i = 0; i < kHalvings; ++i) {
    const Num middle = (low + high) * number::broadcast<Num>(0.5);
    world[kFactor] = number::pow(e, middle);
    const Num predicted = sustained(q, c, world).base();
    low = number::choose_less(measured, predicted, middle, low);
    high = number::choose_less(measured, predicted, high, middle);
  }
  return low;
}

void move_block(const StreamQuestion& q, const std::vector<RateCase>& cases, double scale, RandomStream& random,
                World<Lanes>& world) {
  Lanes sum = Lanes::Zero();
  for (const RateCase& c : cases) sum += factor_for(q, c, world);
  const auto runs = static_cast<double>(cases.size());
  for (int lane = 0; lane < kLaneCount; ++lane) {
    world[kFactor][lane] = std::exp(sum[lane] / runs + scale / std::sqrt(runs) * random.normal());
  }
}

double noise_scale() {
  constexpr AssumptionKey kNoise = "stream.measured_noise";
  const Assumption& row = kAssumptions[kNoise.index];
  return std::log(row.high / row.low) / (2 * 1.6448536269514722);
}

void move_typical(StreamQuestion& q, const std::vector<RateCase>& cases, double scale) {
  double sum = 0;
  for (const RateCase& c : cases) sum += factor_for(q, c, q.question.typical);
  const auto runs = static_cast<double>(cases.size());
  const double middle = std::exp(sum / runs), side = std::exp(1.645 * scale / std::sqrt(runs));
  const auto& first = *cases.front().run;
  const std::string more = cases.size() == 1 ? "" : " and " + std::to_string(cases.size() - 1) + " more";
  q.question.overrides[std::string(kAssumptions[kFactor.index].key)] = {
      .low = middle / side,
      .typical = middle,
      .high = middle * side,
      .source = "assumption, moved by the measured rate of " + first.name() + " (" + first.rate.source + ")" + more};
  q.question.typical = typical_world(q.question.overrides);
}

}  // namespace

std::vector<MeasuredRateReport> condition_on_rates(StreamQuestion& q) {
  WaveCurves curves;
  q.typical = batch_demand(q, q.question.typical);  // what cuts state into partitions
  std::vector<RateCase> cases;
  std::vector<MeasuredRateReport> reports;
  for (const MeasuredRate& run : q.scenario.measured_rates) {
    const auto one = case_of(q, run, curves);
    if (!one) continue;
    const Frequency<> before = sustained(q, *one, q.question.typical);
    const double ratio = (run.rate.value / before).base();
    reports.push_back(
        {run.name(), run.rate.source, run.rate.value, before, ratio > kContradiction || ratio < 1 / kContradiction});
    cases.push_back(*one);
  }
  if (cases.empty()) return reports;
  RandomStream random(q.question.options.seed, "measured rates");
  for (auto* worlds : {&q.question.all.worlds, &q.question.coarse.worlds}) {
    for (auto& world : worlds->blocks) move_block(q, cases, noise_scale(), random, world);
  }
  move_typical(q, cases, noise_scale());
  return reports;
}

std::vector<Finding> about_measured_rates(const StreamQuestion& q) {
  std::vector<Finding> found;
  for (const MeasuredRate& run : q.scenario.measured_rates) {
    const bool used = std::ranges::any_of(q.measured, [&](const auto& m) { return m.source == run.rate.source; });
    if (used) continue;
    found.push_back(
        {Severity::warning, "unknown-measured-cluster",
         "the measured rate of " + run.name() + " cannot be used: its nodes are not known, or hold no executor",
         "describe the node in a file of your own instances"});
  }
  for (const auto& run : q.measured) {
    if (!run.contradicts) continue;
    found.push_back({Severity::warning, "measured-rate-contradicts",
                     run.name + " was measured; " + format_number(run.before.base()) + " events/s were predicted of it",
                     "see that the scenario describes the job that was measured: event size, state, trigger"});
  }
  return found;
}

}  // namespace sizer
