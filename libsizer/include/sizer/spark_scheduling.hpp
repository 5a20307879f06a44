#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sizer/spark_version.hpp"

/// When Spark starts, copies, gives up and asks for more. Times in milliseconds, as Spark counts them; negative times
/// and counts count as 0.
///
/// Source: TaskSetManager, ExecutorAllocationManager, ExecutorPodsAllocator, CoarseGrainedSchedulerBackend,
/// DAGScheduler (3.5.4, 4.0.0, 4.1).
namespace sizer::spark {

// Speculation.

/// The defaults of a release: 0.75 and 1.5, from 4.0 on 0.9 and 3.
struct SpeculationSettings {
  double quantile = 0.75;
  double multiplier = 1.5;
  std::int64_t least_runtime_ms = 100;  ///< spark.speculation.minTaskRuntime
  bool efficiency = true;               ///< spark.speculation.efficiency.enabled, since 3.4
  bool upper_median = true;             ///< of an even number: the upper middle; before 3.4 the mean of the two
  double process_rate_multiplier = 0.75;
  double long_task_factor = 2;
};
SpeculationSettings speculation_settings(Version version = kDefaultVersion);

/// Tasks that must have succeeded before any is copied: max(⌊quantile × tasks⌋, 1). None is in a stage of one task.
std::int64_t speculation_needs(std::int64_t tasks, const SpeculationSettings& settings);

/// A task that has run longer is copied: max(multiplier × median, least runtime). The median is durations[⌊n / 2⌋]
/// of the sorted; none while too few have succeeded or the stage has one task.
std::optional<double> speculation_threshold_ms(std::span<const std::int64_t> durations_of_succeeded_ms,
                                               std::int64_t tasks, const SpeculationSettings& settings);

/// Whether a task with one copy running is copied: it has run longer than the threshold and, with efficiency, either
/// longer than long_task_factor thresholds or reads records slower than process_rate_multiplier of the mean rate of the
/// finished tasks. Rates in records a second; no mean rate (nothing was read) passes every task.
bool is_speculated(std::int64_t runtime_ms, double threshold_ms, double records_per_second,
                   std::optional<double> mean_records_per_second, const SpeculationSettings& settings);

// Dynamic allocation.

struct AllocationSettings {
  std::int64_t least_executors = 0;  ///< spark.dynamicAllocation.minExecutors
  std::int64_t most_executors = 2147483647;
  std::int64_t initial_executors = 0;  ///< the largest of min, initial and spark.executor.instances is taken
  double ratio = 1;                    ///< executorAllocationRatio
  std::int64_t backlog_timeout_ms = 1000;
  std::int64_t sustained_backlog_timeout_ms = 1000;
};

/// ⌈(pending + running, speculative ones too) × ratio / tasks an executor⌉, and one more when that is 1, an executor
/// runs several tasks and speculative ones wait. 0 for an executor that runs none.
std::int64_t executors_needed(std::int64_t pending_and_running, std::int64_t tasks_per_executor, double ratio = 1,
                              std::int64_t pending_speculative = 0);

/// Executors asked for at a time after a backlog appeared. Each round raises the target by 1, 2, 4, … within
/// [least, most] and never above what is needed, beginning after backlog_timeout_ms and repeated each
/// sustained_backlog_timeout_ms. A target above the need is lowered at once, as its first round.
/// Executors asked for are taken to arrive; rounds that change nothing are not listed.
struct AllocationRound {
  std::int64_t time_ms = 0;
  std::int64_t target = 0;
  friend bool operator==(const AllocationRound&, const AllocationRound&) = default;
};
std::vector<AllocationRound> allocation_rounds(std::int64_t needed, const AllocationSettings& settings = {});

/// Milliseconds until the last of `pods` is asked of Kubernetes: a batch each second, 5 pods, 10 from 4.0, 20 from 4.2
/// (spark.kubernetes.allocation.batch.size).
std::int64_t kubernetes_allocation_ms(std::int64_t pods, Version version = kDefaultVersion,
                                      std::optional<std::int64_t> batch_size = std::nullopt,
                                      std::int64_t batch_delay_ms = 1000);

/// How long an executor is idle before it is given up: 60 s; the cached timeout (unlimited) while it holds cached
/// blocks, the shuffle tracking timeout (unlimited) while it holds shuffle data that tracking watches; the longest
/// counts. None: never.
struct IdleTimeouts {
  std::int64_t idle_ms = 60'000;
  std::optional<std::int64_t> cached_ms = std::nullopt;
  std::optional<std::int64_t> shuffle_ms = std::nullopt;
};
std::optional<std::int64_t> idle_timeout_ms(bool holds_cached_blocks, bool holds_tracked_shuffle,
                                            const IdleTimeouts& timeouts = {});

// Starting, waiting, giving up.

/// Executors that must have registered before the first task starts: 0.8 of those asked for, none on a standalone
/// cluster or a local master; at most 30 s are waited (spark.scheduler.maxRegisteredResourcesWaitingTime).
enum class Master { yarn, kubernetes, standalone, local };
double least_registered_ratio(Master master);
bool enough_registered(std::int64_t registered, std::int64_t expected, double ratio, std::int64_t waited_ms,
                       std::int64_t most_waited_ms = 30'000);

/// The longest a task set holds slots free for locality: spark.locality.wait at each level that has tasks waiting for
/// it (process, node, rack), before any slot is taken.
std::int64_t longest_locality_wait_ms(int levels_with_tasks, std::int64_t wait_ms = 3000);

/// What a failure does.
enum class TaskFailure { exception, killed, fetch_failed, executor_lost_by_application, executor_lost_otherwise };
/// Whether it counts towards spark.task.maxFailures (4 failures of one task end the job).
bool counts_as_task_failure(TaskFailure failure);
constexpr bool job_is_aborted(std::int64_t failures_of_one_task, std::int64_t most_failures = 4) {
  return failures_of_one_task >= most_failures;
}
/// A stage is given up at its fourth attempt in a row that ends in a fetch failure; from 4.0 on those that a
/// decommissioned executor caused do not count.
bool stage_is_aborted(std::int64_t fetch_failed_attempts_in_a_row, std::int64_t of_those_by_decommission = 0,
                      Version version = kDefaultVersion, std::int64_t most_attempts = 4);

/// How a task's result reaches the driver, in bytes: up to 1 MiB (spark.task.maxDirectResultSize, and never above the
/// RPC limit) in the message, up to spark.driver.maxResultSize through the block manager, above not at all.
enum class ResultPath { message, block_manager, dropped };
ResultPath result_path(std::int64_t result_bytes, std::int64_t max_result_size = 1LL << 30,
                       std::int64_t max_direct_result = 1LL << 20, std::int64_t max_rpc_message = 128LL << 20);
/// A job ends when the results of one stage exceed spark.driver.maxResultSize (0: no limit). Map stages do not count.
bool results_abort_job(std::int64_t results_bytes_of_stage, std::int64_t max_result_size = 1LL << 30);

/// An executor that fails silently is noticed between spark.network.timeout and one check (60 s) later.
struct LossNoticed {
  std::int64_t earliest_ms = 120'000, latest_ms = 180'000;
};
LossNoticed executor_loss_noticed(std::int64_t network_timeout_ms = 120'000, std::int64_t check_interval_ms = 60'000);

}  // namespace sizer::spark
