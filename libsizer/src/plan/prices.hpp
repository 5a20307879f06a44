#pragma once

#include "question.hpp"

namespace sizer {

/// What the cluster costs by the hour under the scenario's purchase and prices; `known` is false where the table has no
/// price.
ClusterPrice price_of(const Scenario& scenario, const Cluster& cluster, const InstanceTable& table);

}  // namespace sizer
