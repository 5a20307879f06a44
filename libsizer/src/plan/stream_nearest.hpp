#pragma once

#include "sizer/plan.hpp"

namespace sizer {

/// A change of one input with which a stream that no cluster keeps as asked would be kept, all else as asked.
struct NearestStream {
  std::string words;  ///< "a trigger of 3 s instead of 500 ms would do, all else as asked: 3 × m6id.4xlarge …"
  std::string instance_type;
  int nodes = 1;
};

/// The changes of one wish, or of the rates, that come nearest to a stream that no cluster keeps and can be kept, all
/// else as asked: a longer latency, a longer trigger, a larger budget, lower rates. Wishes first: a rate is what it is.
std::vector<NearestStream> nearest_streams(const Scenario& scenario, const InstanceTable& table,
                                           const PlanOptions& options);

}  // namespace sizer
