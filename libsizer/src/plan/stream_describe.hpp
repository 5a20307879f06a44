#pragma once

#include "stream_outcome.hpp"

namespace sizer {

/// All there is to say of a cluster for a stream: capacity, latency, backlogs, state, partitions, costs, settings.
Candidate describe_stream(const StreamQuestion& question, const Option& option, const StreamOutcome& outcome,
                          WaveCurves& curves);

/// The fewest nodes of an option that give a capacity, and keep latency and budget, in the asked share of the worlds;
/// one more than it allows where none do.
int nodes_for_capacity(const StreamQuestion& question, const Option& option, Frequency<> needed, bool coarse,
                       WaveCurves& curves);

/// Where none do: those with the largest rate in that share of the worlds.
struct MostCapable {
  int nodes = 1;
  Frequency<> sustained;
};
MostCapable most_capable(const StreamQuestion& question, const Option& option, WaveCurves& curves);

/// What the answer costs: always on, with nodes that follow the rate, and as a job started every so often.
void add_costs(const StreamQuestion& question, const Option& option, const Candidate& candidate,
               const BatchOnCluster<double>& on, WaveCurves& curves, StreamReport& report);

/// Options of source and writer that no property says.
std::vector<Setting> options_in_code(const StreamQuestion& question, const StreamTasks& tasks,
                                     const StreamReport& report);

}  // namespace sizer
