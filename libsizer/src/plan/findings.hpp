#pragma once

#include "option.hpp"

namespace sizer {

/// What a reader of the answer should know: guesses that matter, hazards, unknown hardware. Plan and check share them;
/// a check has evaluated `fixes`.
std::vector<Finding> hazards(const Question& question, const Candidate& candidate,
                             const std::vector<MemoryFix>& fixes = {});

/// What the job would fail for in the typical world: "local disk", as its shuffle and spill are more than the disks
/// hold; "memory", as a task's working set is beyond what sorting to disk can save; empty when it would not fail.
std::string_view runs_out_of(const Question& question, const Candidate& candidate);
bool would_fail(const Question& question, const Candidate& candidate);

/// What the cluster has and does not use; check only.
std::vector<Finding> waste(const Question& question, const Candidate& candidate, const std::optional<int>& fewer_nodes);

/// A task's working set is beyond what sorting to disk can save, in the typical world.
bool is_out_of_memory(const Question& question, const StageReport& stage);
/// Stages that fail, spill, or collect garbage for want of memory.
std::vector<Finding> about_memory(const Question& question, const Candidate& candidate,
                                  const std::vector<MemoryFix>& fixes);
/// Limits that are passed with today's data and that no other finding tells of: the driver's heap, broadcasts.
std::vector<Finding> about_passed_limits(const std::vector<Cliff>& cliffs);
/// Core-hours that are paid for and do not work.
std::vector<Finding> about_underuse(const Underuse& underuse);
/// What small files cost, in time and money, and what compacting them gains.
std::vector<Finding> about_small_files(const SmallFiles& files);
/// The nodes from which on a stage's cache fits.
int nodes_for_cache(const Cluster& cluster, Bytes<> cached);
/// Caches that do not fit, or barely.
std::vector<Finding> about_caches(const Candidate& candidate);
/// Looks up the nodes of measured runs; what is not in the table cannot be used, and that is said.
std::vector<Finding> unknown_runs(Scenario& scenario, const InstanceTable& table);
/// What is strange about the measured runs.
std::vector<Finding> about_runs(const Conditioning& measured);
void append(std::vector<Finding>& all, std::vector<Finding> more);

/// Keys of the scenario left at their default, as "key = value".
std::vector<std::string> defaults_used(const Scenario& scenario);

}  // namespace sizer
