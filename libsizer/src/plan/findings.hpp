#pragma once

#include "option.hpp"

namespace sizer {

/// What a reader of the answer should know: guesses that matter, hazards, unknown hardware. Plan and check share them.
std::vector<Finding> hazards(const Question& question, const Candidate& candidate);

/// What the job would fail for in the typical world: "local disk", as its shuffle and spill are more than the disks
/// hold; "memory", as a task's working set is beyond what sorting to disk can save; empty when it would not fail.
std::string_view runs_out_of(const Question& question, const Candidate& candidate);
bool would_fail(const Question& question, const Candidate& candidate);

/// What the cluster has and does not use; check only.
std::vector<Finding> waste(const Question& question, const Candidate& candidate, const std::optional<int>& fewer_nodes);

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
