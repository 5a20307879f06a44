#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sizer/cliffs.hpp"
#include "sizer/finding.hpp"
#include "sizer/instance.hpp"
#include "sizer/layout.hpp"
#include "sizer/model.hpp"
#include "sizer/percentiles.hpp"
#include "sizer/quantity.hpp"
#include "sizer/scenario.hpp"
#include "sizer/settings.hpp"
#include "sizer/stream_plan.hpp"
#include "sizer/worlds.hpp"

/// The answer: which cluster, how sure, what it costs, what binds, and why not another.
///
/// For every candidate instance type the smallest node count that meets the deadline in the asked share of the
/// worlds; among those the cheapest (or, within a budget, the fastest). The same worlds meet every
/// candidate, so the comparison is fair and repeats. Without a deadline or a budget: the knee of the cost-time
/// curve, where cost × time is least - there the time that more nodes cannot shorten equals the time they can.
namespace sizer {

/// What a stage or a job can wait for.
enum class Resource { cpu, object_store, network, local_disk, hot_key, driver, start_up };
std::string_view to_string(Resource resource);    ///< for JSON: "object_store"
std::string_view description(Resource resource);  ///< for people: "object store"

struct StageReport {
  std::string name;
  Percentiles<kSeconds> duration;
  Resource bottleneck = Resource::cpu;
  Resource runner_up = Resource::network;
  double margin = 1;  ///< time of the bottleneck over that of the runner-up
  int tasks = 0;
  // In the typical world:
  std::map<std::string, double> seconds;  ///< time by resource, if it were alone: "cpu", "network" …
  Bytes<> scanned, shuffle_read, shuffle_write, written, spilled, cached;
  CoreSeconds<> work;
  double waves = 0;
  double gc_share = 0;               ///< of CPU time
  Bytes<> working_set, task_memory;  ///< what one task wants to hold, and what it may
  double spill_probability = 0;
  double out_of_memory_probability = 0;  ///< share of the worlds in which sorting to disk gives way to failure
};

/// The five sizes, in the typical world.
struct DataSizes {
  Bytes<> stored, scanned, in_memory, shuffled, peak_held;
  Bytes<> on_disk{};  ///< all shuffle files and spill, if nothing is deleted before the job ends
};

struct CostParts {  ///< in the typical world, one run
  Usd<> machines, platform, volumes, requests, primary_node;
};

/// Of a streaming job `duration` is that of a usual micro-batch, `cost` that of a month, and `deadline_probability` the
/// share of the worlds that keep every promise.
struct Candidate {
  Cluster cluster;
  std::string region;
  Percentiles<kSeconds> duration;
  std::optional<Percentiles<kUsd>> cost;  ///< empty when the price is not known
  std::optional<UsdPerTime<>> hourly;     ///< the whole cluster, platform fee included
  ClusterPrice price;                     ///< what the cost was reckoned with
  CostParts cost_parts;
  double deadline_probability = 1;   ///< 1 when there is no deadline
  double confidence_quantile_s = 0;  ///< duration at the asked confidence
  Seconds<> start_up;                ///< until the first task can run, in the typical world
  Resource bottleneck = Resource::cpu, runner_up = Resource::network;
  double margin = 1;
  int input_partitions = 0, shuffle_partitions = 0;
  std::vector<StageReport> stages;
  DataSizes sizes;
  Bytes<> volume_per_node{};  ///< network volume for shuffle and spill in the typical world; zero with local disks
  Settings settings;
  std::shared_ptr<const StreamReport> stream;  ///< of a streaming job
};

struct Alternative {
  Candidate candidate;
  std::string why_not;  ///< in words with numbers: why it is not the recommendation
};

/// One value the answer used that nobody stated.
struct Assumed {
  std::string key, value, source;
};

struct PlanOptions {
  int worlds = 1024;
  std::uint64_t seed = 1;
  int alternatives = 5;
};

/// A measured run beside what the model says of it.
struct MeasuredReport {
  std::string name;    ///< "300 GB on 10 × m5.2xlarge"
  std::string source;  ///< "nightly.toml:12"
  Seconds<> measured;
  Percentiles<kSeconds> before, after;  ///< predicted without the measured runs, and with them
  bool contradicts = false;             ///< the model cannot be brought to it, or other runs pull it away
};

/// What the measured runs did to the range.
struct Conditioning {
  std::vector<MeasuredReport> runs;
  int worlds = 0;
  double effective_worlds = 0;  ///< of the worlds drawn before, those the runs leave: why worlds are moved, not weighed
  bool reached = true;          ///< false: no world explains the runs, and the answer is that without them
  std::optional<Percentiles<kSeconds>> duration_before;  ///< of the recommended or checked cluster, without the runs
};

struct Plan {
  Scenario scenario;
  bool fits = false;
  std::optional<Candidate> recommended;   ///< also set when nothing fits: the nearest miss
  std::vector<Alternative> alternatives;  ///< runners-up, cheapest first, one a family
  std::vector<Candidate> front;           ///< Pareto front of cost against time, cheapest first
  bool knee = false;                      ///< no deadline and no budget: the knee was chosen
  std::vector<std::string> why_none;      ///< when nothing fits: what stands in the way
  std::vector<Finding> findings;
  std::vector<Assumed> assumed;
  std::vector<std::string> defaults_used;  ///< scenario keys left at their default
  std::optional<Conditioning> measured;    ///< when the scenario has measured runs
  std::vector<MeasuredRateReport> measured_rates;
  std::string narrow_most;  ///< the one input that would narrow the answer most
  std::string prices_as_of;
  int candidates_considered = 0;  ///< instance types
  PlanOptions options;
};

/// The providers whose instances a plan may choose: those stated; where none is stated and instance patterns are, all
/// of them, as a pattern such as "n2-*" says which it means.
std::vector<Provider> providers_of(const Scenario& scenario);

/// The platform a scenario means for a provider: the one it states, else emr, dataproc, kubernetes (Azure) or yarn.
Platform platform_of(const Scenario& scenario, Provider provider);

/// Answers a scenario. The table must outlive the plan, whose clusters point into it. Never throws on a valid scenario;
/// "none fits" is an answer.
Plan plan(const Scenario& scenario, const InstanceTable& table, const PlanOptions& options = {});
Plan plan(const Scenario&, InstanceTable&&, const PlanOptions& = {}) = delete;  // the plan would point into nothing

/// What a given cluster does with the scenario, and what would change the verdict.
struct Check {
  Scenario scenario;
  std::shared_ptr<const Instance> instance;  ///< what the checked cluster points to
  bool fits = false;                         ///< the goal is met; true when there is none
  Candidate checked;
  std::vector<Finding> findings;          ///< waste and hazards
  std::vector<Cliff> cliffs;              ///< what gives way as the data grows, nearest first
  std::vector<MemoryFix> memory_fixes;    ///< the best change for each stage that is short of memory
  std::optional<Underuse> underuse;       ///< empty where nothing runs
  std::optional<SmallFiles> small_files;  ///< when the input's files are small
  std::optional<Conditioning> measured;
  std::vector<MeasuredRateReport> measured_rates;
  std::vector<std::string> changes;  ///< when the goal is missed: what would meet it, nearest first
  std::vector<Assumed> assumed;
  std::vector<std::string> defaults_used;
  std::string prices_as_of;
  PlanOptions options;
};

/// A cluster as a person names it: 10 nodes of one type.
struct ClusterRequest {
  int nodes = 1;
  Instance instance;
};

Check check(const Scenario& scenario, const ClusterRequest& request, const InstanceTable& table,
            const PlanOptions& options = {});

/// The typical world's computation of a candidate, every step kept: the roots are its named results
/// ("duration", "cost", one for each stage …). See number.hpp.
struct Explanation {
  std::vector<std::shared_ptr<const Step>> roots;
};
Explanation explain(const Scenario& scenario, const Candidate& candidate);

}  // namespace sizer
