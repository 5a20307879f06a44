#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "sizer/spark_version.hpp"

/// What Spark asks of a resource manager for a process, and what it is granted. All memory in MiB, as Spark and the
/// resource managers count. Negative amounts count as nothing; sums stop at 2^63 − 1.
///
/// Source: ResourceProfile.calculateOverHeadMemory and getResourcesForClusterManager; for the driver Client (YARN) and
/// BasicDriverFeatureStep (Kubernetes). Rounding is the resource manager's: Hadoop's DefaultResourceCalculator.
namespace sizer::spark {

inline constexpr std::int64_t kLeastOverheadMib = 384;
inline constexpr double kOverheadFactor = 0.1;  ///< spark.executor.memoryOverheadFactor, and the driver's

/// overhead = max(⌊factor × heap⌋, least), in MiB.
std::int64_t memory_overhead_mib(std::int64_t heap_mib, double factor = kOverheadFactor,
                                 std::int64_t least_mib = kLeastOverheadMib);

/// Where an application runs.
enum class Deployment { yarn, kubernetes_cluster_mode, kubernetes_client_mode, standalone };

/// The factor where the user sets none: 0.1, but 0.4 for Python (and R) in cluster mode on Kubernetes, driver and
/// executors alike; 0 on a standalone cluster, which asks for the heap alone.
double default_overhead_factor(Deployment deployment, bool python);

/// Settings that make up an executor's request.
struct ContainerSettings {
  std::int64_t heap_mib = 1024;                             ///< spark.executor.memory, which is -Xmx
  std::optional<std::int64_t> overhead_mib = std::nullopt;  ///< spark.executor.memoryOverhead: in place of the formula
  double overhead_factor = kOverheadFactor;
  std::int64_t least_overhead_mib = kLeastOverheadMib;  ///< spark.executor.minMemoryOverhead, settable since 4.0
  std::int64_t off_heap_mib = 0;                        ///< spark.memory.offHeap.size in whole MiB, where enabled
  std::int64_t pyspark_mib = 0;                         ///< spark.executor.pyspark.memory, of a Python application
};

/// The parts stand side by side: the overhead holds neither off-heap nor PySpark memory.
struct Container {
  std::int64_t heap_mib = 0, overhead_mib = 0, off_heap_mib = 0, pyspark_mib = 0;
  std::int64_t total_mib = 0;  ///< the request; a Kubernetes pod gets exactly this as request and limit
};
Container executor_container(const ContainerSettings& settings);

/// An executor of a resource profile of its own: the overhead is still that of the default profile's heap, unless the
/// profile sets one.
Container profile_container(const ContainerSettings& default_profile, std::int64_t profile_heap_mib,
                            std::optional<std::int64_t> profile_overhead_mib = std::nullopt);

/// The driver in cluster mode, on YARN inside the application master: never off-heap nor PySpark memory.
Container driver_container(std::int64_t heap_mib, std::optional<std::int64_t> overhead_mib = std::nullopt,
                           double overhead_factor = kOverheadFactor,
                           std::int64_t least_overhead_mib = kLeastOverheadMib);

/// YARN's application master in client mode: spark.yarn.am.memory, with a fixed factor of 0.1 and least of 384 MiB.
Container yarn_client_master_container(std::int64_t heap_mib = 512,
                                       std::optional<std::int64_t> overhead_mib = std::nullopt);

/// YARN's scheduler. The capacity scheduler rounds to its least allocation, the fair scheduler to a step of its own.
struct YarnScheduler {
  std::int64_t least_mib = 1024;  ///< yarn.scheduler.minimum-allocation-mb
  std::int64_t step_mib = 1024;   ///< fair: yarn.resource-types.memory-mb.increment-allocation
  std::int64_t most_mib = 8192;   ///< yarn.scheduler.maximum-allocation-mb
};
constexpr YarnScheduler capacity_scheduler(std::int64_t least_mib, std::int64_t most_mib) {
  return {least_mib, least_mib, most_mib};
}

/// min(roundUp(max(ask, least), step), most); none when the ask is above the most, which Spark refuses to submit
/// (Client.verifyClusterResources).
std::optional<std::int64_t> granted_mib(std::int64_t ask_mib, const YarnScheduler& scheduler);

/// `ask` rounded up to a multiple of `step`; a step under 1 rounds nothing.
std::int64_t granted_container_mib(std::int64_t ask_mib, std::int64_t step_mib);

/// An executor's custom resource: how many it has, and how much of one a task needs.
struct CustomResource {
  std::int64_t amount = 0;
  double per_task = 1;
};

/// min(⌊cores / spark.task.cpus⌋, for each resource ⌊amount × parts / need⌋): a need of a fraction a of one resource
/// shares it among parts = ⌊1/a⌋ tasks. 0 where Spark refuses: a task needs more than there is, a need above one is not
/// whole, or, before 4.0, between a half and one. Source: ResourceProfile.calculateTasksAndLimitingResource.
std::int64_t tasks_per_executor(std::int64_t cores, std::int64_t task_cpus,
                                std::span<const CustomResource> resources = {}, Version version = kDefaultVersion);

/// The largest heap whose container is granted within `share_mib`, where grants are multiples of `step_mib`; 0 when
/// none is. `settings.heap_mib` is not read.
std::int64_t largest_heap_mib(std::int64_t share_mib, std::int64_t step_mib, ContainerSettings settings);

}  // namespace sizer::spark
