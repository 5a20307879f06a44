#pragma once

#include <vector>

#include "results.hpp"

/// What is predicted from what, and how it is scored.
namespace sizer::accuracy {

/// The runs that were found, and the instances they ran on.
struct Material {
  InstanceTable table;
  std::map<std::string, std::vector<Run>> runs;  ///< by source
  bool complete = true;                          ///< the tables that cannot be carried were there
  std::string here{};                            ///< tests/accuracy
  std::size_t every = 1;                         ///< for a quick look: predict only every n-th case
};

/// The lines of a track, and for tracks of time what the plot shows: predictions of carried runs.
struct Found {
  std::vector<Line> lines;
  std::vector<Prediction> plotted = {};
};

/// Tables of time have one line a source and method; "one" holds those of "nodes", "data" and "instances" together.
Found cold(const Material& material);
Found one_run(const Material& material);
Found task_totals(const Material& material);
Found four_runs(const Material& material);

/// The node count planned for a deadline, against the smallest measured that met it.
Found node_count(const Material& material);

/// The cluster sizer would choose of those measured, against the cheapest of them.
Found choice(const Material& material);

/// Findings of `check` against the labels of the runs.
Found warnings(const Material& material);

/// What streams sustain, and their latency.
Found streaming(const Material& material);

/// What --track takes.
struct Track {
  std::string name;
  std::string plot;  ///< its title; empty: none
  Found (*measure)(const Material& material);
};
const std::vector<Track>& tracks();

/// The tables, in the order they are shown.
struct Table {
  std::string track, title;
};
const std::vector<Table>& tables();

}  // namespace sizer::accuracy
