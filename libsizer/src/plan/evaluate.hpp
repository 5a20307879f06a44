#pragma once

#include "option.hpp"

namespace sizer {

/// A cluster in every world of a sample.
struct Outcome {
  int nodes = 0;
  std::vector<double> seconds, usd;

  /// Share of the worlds that meet the deadline and the budget.
  double probability(const Question& question) const;
};

/// The value a share of the worlds does not exceed: the ⌈share × n⌉-th smallest.
double quantile(std::vector<double> values, double share);

template <Dimension D>
Percentiles<D> percentiles(const std::vector<double>& values) {
  const auto at = [&](double share) { return Quantity<D>(quantile(values, share)); };
  return {at(0.10), at(0.50), at(0.90), at(0.95)};
}

/// The duration at a node count as it would be without the measured runs.
Percentiles<kSeconds> without_runs(const Question& question, const Option& option, int nodes, WaveCurves& curves);

/// Evaluates one option at any node count; what does not depend on the count is kept.
class Evaluator {
 public:
  Evaluator(const Question& question, const Question::Sample& sample, const Option& option, WaveCurves& curves);

  Outcome at(int nodes) const;
  Cluster cluster_of(int nodes) const;

 private:
  const Question& question_;
  const Question::Sample& sample_;
  const Option& option_;
  WaveCurves& curves_;
  std::vector<NodeRates<Lanes>> rates_;  // by block of worlds
};

}  // namespace sizer
