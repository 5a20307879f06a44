#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sizer/plan.hpp"

/// What an answer hangs on: what to measure next, what more of a resource would bring, what the job waits for, and how
/// far the question can move before the answer is another. All of it found by asking the model again.
/// See docs/explain/sensitivity.md.
namespace sizer {

/// How much of the spread of ln(duration) over the worlds one assumption accounts for - the squared correlation - and
/// where a person reads the truth of it.
struct SpreadShare {
  std::string key;  ///< of the assumption table
  double share = 0;
  std::string_view what, where;  ///< "the bytes the job shuffles"; "Spark UI, Stages: Shuffle Write"
};

/// By how many percent time and cost rise when there is one percent more of something, all else alike:
///
///     d ln T / d ln x ≈ (ln T(1.1 x) − ln T(x/1.1)) ÷ (2 ln 1.1)      the mean over the worlds
///
/// Nodes and cores are counted in whole ones.
struct Elasticity {
  std::string_view of;  ///< "data", "CPU speed", "nodes" …
  double time = 0;
  std::optional<double> cost;  ///< empty when the price is not known
};

/// How much shorter the job would be if it never waited for something (Ousterhout et al., NSDI 2015): the share of its
/// time that goes when there is a billion times as much of it, tasks and partitions as they are.
struct BlockedTime {
  std::string_view on;               ///< "CPU", "network", "memory" …
  double p10 = 0, p50 = 0, p90 = 0;  ///< share of the job's time, over the worlds
  std::vector<double> stages;        ///< share of each stage's time, the median
};

/// How far one number of the question can move before the answer is another.
struct TippingPoint {
  std::string_view of;  ///< "data", "price", "deadline", "skew"
  /// "goal": the cluster misses it; "type", "family": a plan chooses another; "none": nothing changes up to `factor`.
  std::string_view what;
  double still = 1;           ///< the farthest factor at which nothing has changed yet
  double factor = 1;          ///< the factor at which it has; beyond `still` by at most a twentieth
  std::string value;          ///< what the number is there: "650 GB"
  std::string instance_type;  ///< what is chosen there; empty when nothing meets the goal
  int nodes = 0;
};

struct Sensitivity {
  std::vector<SpreadShare> spread;  ///< largest first
  std::vector<Elasticity> elasticities;
  std::vector<BlockedTime> blocked;  ///< by its median, longest first
  std::vector<std::string> stages;   ///< the names of BlockedTime::stages
  std::vector<TippingPoint> tipping;
};

/// Of the cluster that a plan recommends. The table is the one it was chosen from: some fifty plans are made of it.
Sensitivity sensitivity_of(const Plan& plan, const InstanceTable& table);
/// Of a checked cluster, which must have room for an executor: its tipping points are those of its goal.
Sensitivity sensitivity_of(const Check& check, const InstanceTable& table);

}  // namespace sizer
