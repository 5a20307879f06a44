#pragma once

#include "option.hpp"

namespace sizer {

/// The fewest nodes of the option's type that meet the goal; none when no number does, or there is no goal.
std::optional<int> nodes_needed(const Question& question, const Option& option, WaveCurves& curves);

/// What would meet a missed goal: more of the same, and the cluster a plan would choose.
std::vector<std::string> changes_that_help(const Question& question, const Option& option, std::optional<int> needed,
                                           const InstanceTable& table);

/// What would hold an executor where the cluster does not: more of the same if `option` has a layout, a larger type of
/// the family, executors of another size; and the cluster a plan would choose.
std::vector<std::string> changes_for_room(const Question& question, const ClusterRequest& request,
                                          const std::optional<Option>& option, const InstanceTable& table,
                                          WaveCurves& curves);

}  // namespace sizer
