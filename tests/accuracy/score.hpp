#pragma once

#include <vector>

#include "predict.hpp"

/// How far predictions lie from what was measured.
namespace sizer::accuracy {

/// The factor error is max(predicted ÷ measured, measured ÷ predicted). Each figure is worked out over the runs of a
/// job, then averaged over the jobs, so that a job with many runs counts as much as one with few.
struct Score {
  int jobs = 0, predictions = 0;
  int unanswered = 0;  ///< sizer says the cluster cannot hold the job: outside of every share, left out of the rest
  double median = 0, p90 = 0;                                          ///< of the factor error
  double within_1_25 = 0, within_1_5 = 0, within_2 = 0, within_3 = 0;  ///< shares
  double bias = 0;                                                     ///< geometric mean of predicted ÷ measured
  double in_band = 0;                                                  ///< share of runs from P10 to P90
  double band = 0;                                                     ///< P90 ÷ P10, median
};

Score score(const std::vector<Prediction>& predictions);

/// The value at `share` of the sorted values, between neighbours.
double quantile_of(std::vector<double> values, double share);

}  // namespace sizer::accuracy
