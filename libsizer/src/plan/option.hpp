#pragma once

#include "question.hpp"

namespace sizer {

/// One instance type with the layout that suits it best: what the search chooses among.
struct Option {
  Cluster cluster;          ///< nodes are set by the search
  ClusterPrice node_price;  ///< for one node; see price_at
  int min_nodes = 1, max_nodes = 1;
};

/// The instance types a scenario allows, each with its best layout; `unpriced` counts those left out for want of a
/// price, `unmatched` lists patterns that name nothing.
struct Options {
  std::vector<Option> list;
  int types = 0, unpriced = 0, too_small = 0;
  std::vector<std::string> unmatched;
};
Options find_options(const Question& question, const InstanceTable& table, WaveCurves& curves);

/// The best layout of a node for this job: least typical time, then fewest idle cores, then least idle memory. Layouts
/// are compared on a plain node with the same cores and memory, in a cluster that takes about an hour, so that neither
/// the goal nor the maker of the CPU moves them. None when the node cannot hold an executor.
std::optional<Layout> best_layout(const Question& question, const Instance& instance, Platform platform,
                                  WaveCurves& curves);

/// An instance type with a layout, its speed and prices looked up; the node counts are still to be set.
Option option_with(const Question& question, const Instance& instance, const Layout& layout,
                   const InstanceTable& table);

/// Prices at a node count.
ClusterPrice price_at(const ClusterPrice& one_node, int nodes);

/// Typical time of a cluster; infinite where no executor fits.
Seconds<> typical_time(const Question& question, const Cluster& cluster, WaveCurves& curves);

}  // namespace sizer
