#pragma once

#include <string>
#include <vector>

#include "run.hpp"

/// Which run is to be predicted, and which are known before it.
namespace sizer::accuracy {

struct Case {
  const Run* target = nullptr;
  std::vector<const Run*> known;
};

/// How a known run differs from the one to predict. In all else they are the same job.
enum class Split { other_nodes, other_data, other_instances };

/// Every run, with nothing known.
std::vector<Case> cold_cases(const std::vector<Run>& runs);

/// Every run with one known run, for up to three known runs each: evenly spread over those there are.
std::vector<Case> one_run_cases(const std::vector<Run>& runs, Split split);

/// Four known runs of a job on one instance type, evenly spread over sizes and node counts; the others to predict.
std::vector<Case> four_run_cases(const std::vector<Run>& runs);

}  // namespace sizer::accuracy
