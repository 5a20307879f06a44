#pragma once

#include "question.hpp"

namespace sizer {

/// One instance type with the layout that suits it best: what the search chooses among.
struct Option {
  Cluster cluster;          ///< nodes are set by the search
  ClusterPrice node_price;  ///< for one node; see price_at
  int min_nodes = 1, max_nodes = 1;
};

/// A type whose local disks do not hold the job's shuffle at any node count that is allowed.
struct ShortOfDisk {
  Option option;
  int nodes_needed = 0;
};

/// The instance types a scenario allows, each with its best layout.
struct Options {
  std::vector<Option> list;
  std::vector<ShortOfDisk> short_of_disk;  ///< fewest needed nodes first
  int types = 0;
  int unpriced = 0;                    ///< left out for want of a price
  int without_executor = 0;            ///< left out: no allowed node count holds an executor beside the driver
  std::vector<std::string> unmatched;  ///< patterns that name nothing
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

inline constexpr int kMostNodesChecked = 10'000;

/// A cluster as somebody names it, with the layout that suits it; none when the node cannot hold an executor.
std::optional<Option> asked_option(const Question& question, const Instance& instance, int nodes,
                                   const InstanceTable& table, WaveCurves& curves);

/// The fewest nodes whose local disks hold the shuffle and spill with room for retries and for worlds that shuffle
/// more:
///
///     ⌈ volume.size_factor × bytes ÷ (0.9 × local disks of a node) ⌉
///
/// One where nodes have no local disks: a network volume is made as large as needed.
int nodes_for_disk(const Question& question, const Instance& instance, Bytes<> shuffle_and_spill);

/// What file systems and logs leave of a local disk.
inline constexpr double kUsableDisk = 0.9;

/// The fewest nodes with room for the driver and one executor.
int nodes_for_executor(const Layout& layout);

/// Prices at a node count.
ClusterPrice price_at(const ClusterPrice& one_node, int nodes);

/// Typical time of a cluster; infinite where no executor fits.
Seconds<> typical_time(const Question& question, const Cluster& cluster, WaveCurves& curves);

}  // namespace sizer
