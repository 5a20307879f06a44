#pragma once

#include "option.hpp"

namespace sizer {

/// A job and a cluster with something changed.
struct Variation {
  Scenario scenario;
  const Instance* instance = nullptr;
  int nodes = 1;
};

/// What becomes of it, in the worlds of `question`; none when the node cannot hold an executor.
std::optional<Candidate> evaluated(const Variation& variation, const Question& question, const InstanceTable& table,
                                   WaveCurves& curves);

}  // namespace sizer
