#pragma once

#include "sizer/report.hpp"

/// Answers made by hand, for the reports to word.
namespace sizer::answers {

inline const Instance& r6i() {
  static const Instance instance = [] {
    Instance made;
    made.region = "us-east-1";
    made.type = "r6i.4xlarge";
    made.vcpu = 16;
    made.memory = 128 * GiB;
    made.network = 6.25 * Gbit / second;
    made.network_burst = 12.5 * Gbit / second;
    made.on_demand = 1.008 * usd / hour;
    made.price_date = "2026-07-20";
    return made;
  }();
  return instance;
}

inline StageReport join_stage() {
  StageReport stage;
  stage.name = "join";
  stage.duration = {20 * minute, 25 * minute, 31 * minute, 33 * minute};
  stage.margin = 2.3;
  stage.tasks = 1600;
  stage.seconds = {{"cpu", 1500.0}, {"network", 652.0}};
  stage.shuffle_read = 180 * GB;
  stage.waves = 8.9;
  return stage;
}

inline Candidate candidate() {
  Candidate made;
  made.cluster.instance = &r6i();
  made.cluster.nodes = 12;
  made.cluster.layout = {.executors_per_node = 3,
                         .executor_cores = 5,
                         .executor_memory_mib = 36 * 1024,
                         .executor_overhead_mib = 3687,
                         .container_mib = 40960,
                         .idle_cores = 1,
                         .idle_memory_mib = 0,
                         .executors_displaced = 1};
  made.region = "us-east-1";
  made.duration = {33 * minute, 41 * minute, 52 * minute, 58 * minute};
  made.cost = Percentiles<kUsd>{6.9 * usd, 8.27 * usd, 10.1 * usd, 11.2 * usd};
  made.cost_parts.machines = 6.5 * usd;
  made.cost_parts.platform = 1.7 * usd;
  made.deadline_probability = 0.97;
  made.confidence_quantile_s = 58 * 60;
  made.margin = 2.3;
  made.input_partitions = 3726;
  made.shuffle_partitions = 1600;
  made.stages = {join_stage()};
  made.sizes = {500 * GB, 250 * GB, 1 * TB, 180 * GB, 400 * GB, 180 * GB};
  made.settings.platform = Platform::emr;
  made.settings.list = {{"spark.executor.cores", "5", "tasks at a time"}, {"spark.executor.memory", "36g", "the heap"}};
  return made;
}

inline Candidate dearer_candidate() {
  Candidate made = candidate();
  made.cluster.nodes = 14;
  made.duration.p50 = 35 * minute;
  made.cost->p50 = 9.4 * usd;
  return made;
}

inline Scenario scenario() {
  Scenario made;
  made.name.value = "nightly-orders";
  made.data = {500 * GB, "nightly.toml:2"};
  made.goal.deadline = Given<Seconds<>>{2 * hour, "nightly.toml:3"};
  return made;
}

inline Plan plan() {
  Plan made;
  made.scenario = scenario();
  made.fits = true;
  made.recommended = candidate();
  made.alternatives = {{dearer_candidate(), "costs 14 % more"}};
  made.front = {candidate(), dearer_candidate()};
  made.findings = {{Severity::warning, "idle-cores", "1 core of 16 a node stays idle", "use 5 executors of 3 cores"}};
  made.assumed = {{"input.format", "parquet", "default"}};
  made.defaults_used = {"profile", "input.format"};
  made.narrow_most = "profile";
  made.prices_as_of = "2026-07-20";
  made.candidates_considered = 312;
  return made;
}

inline Plan plan_that_misses() {
  Plan made = plan();
  made.fits = false;
  made.recommended->deadline_probability = 0.12;
  made.why_none = {"start-up alone takes 5 min"};
  made.scenario.goal.deadline->value = 10 * minute;
  return made;
}

inline Check check() {
  Check made;
  made.scenario = scenario();
  made.checked = candidate();
  made.checked.deadline_probability = 0.12;
  made.changes = {"31 nodes of the same type meet it in 95 % of worlds"};
  made.findings = {{Severity::warning, "spill", "the join spills 40 GB", "give each task more memory"}};
  made.prices_as_of = "2026-07-20";
  return made;
}

/// A name that tries every way out of its place.
inline const char* const kHostile = "a\"b\nc\x1b[31m<script>|*x*`é漢\xff\\";

}  // namespace sizer::answers
