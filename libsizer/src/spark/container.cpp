#include "arithmetic.hpp"
#include "sizer/spark_container.hpp"

namespace sizer::spark {
namespace {

/// min(⌊cores / cpus⌋, …) takes this much of one resource; 0 where Spark refuses the need.
std::int64_t tasks_by_resource(const CustomResource& resource, Version version) {
  const double largest_fraction = rules_of(version).fraction_up_to_one ? 1.0 : 0.5;
  if (!(resource.per_task > 0) || resource.per_task > static_cast<double>(resource.amount)) return 0;
  if (resource.per_task <= largest_fraction) return multiply(resource.amount, to_long(1 / resource.per_task));
  const bool whole = std::floor(resource.per_task) == resource.per_task;
  return whole ? resource.amount / to_long(resource.per_task) : 0;
}

Container summed(Container parts) {
  parts.total_mib = add(add(parts.heap_mib, parts.overhead_mib), add(parts.off_heap_mib, parts.pyspark_mib));
  return parts;
}

std::int64_t overhead_of(const ContainerSettings& settings) {
  if (settings.overhead_mib) return at_least_zero(*settings.overhead_mib);
  return memory_overhead_mib(settings.heap_mib, settings.overhead_factor, settings.least_overhead_mib);
}

}  // namespace

std::int64_t memory_overhead_mib(std::int64_t heap_mib, double factor, std::int64_t least_mib) {
  return std::max({to_long(factor * static_cast<double>(heap_mib)), least_mib, std::int64_t{0}});
}

double default_overhead_factor(Deployment deployment, bool python) {
  constexpr double kNonJvmFactor = 0.4;
  if (deployment == Deployment::standalone) return 0;
  return python && deployment == Deployment::kubernetes_cluster_mode ? kNonJvmFactor : kOverheadFactor;
}

Container executor_container(const ContainerSettings& settings) {
  return summed({.heap_mib = at_least_zero(settings.heap_mib),
                 .overhead_mib = overhead_of(settings),
                 .off_heap_mib = at_least_zero(settings.off_heap_mib),
                 .pyspark_mib = at_least_zero(settings.pyspark_mib)});
}

Container profile_container(const ContainerSettings& default_profile, std::int64_t profile_heap_mib,
                            std::optional<std::int64_t> profile_overhead_mib) {
  ContainerSettings settings = default_profile;
  settings.heap_mib = profile_heap_mib;
  settings.overhead_mib = profile_overhead_mib.value_or(overhead_of(default_profile));
  return executor_container(settings);
}

Container driver_container(std::int64_t heap_mib, std::optional<std::int64_t> overhead_mib, double overhead_factor,
                           std::int64_t least_overhead_mib) {
  return executor_container({heap_mib, overhead_mib, overhead_factor, least_overhead_mib});
}

Container yarn_client_master_container(std::int64_t heap_mib, std::optional<std::int64_t> overhead_mib) {
  return driver_container(heap_mib, overhead_mib);
}

std::optional<std::int64_t> granted_mib(std::int64_t ask_mib, const YarnScheduler& scheduler) {
  if (ask_mib > scheduler.most_mib) return std::nullopt;
  return std::min(granted_container_mib(std::max(ask_mib, scheduler.least_mib), scheduler.step_mib),
                  scheduler.most_mib);
}

std::int64_t granted_container_mib(std::int64_t ask_mib, std::int64_t step_mib) {
  return align_up(at_least_zero(ask_mib), at_least_one(step_mib));
}

std::int64_t tasks_per_executor(std::int64_t cores, std::int64_t task_cpus, std::span<const CustomResource> resources,
                                Version version) {
  if (cores <= 0 || task_cpus <= 0) return 0;
  std::int64_t tasks = cores / task_cpus;
  for (const CustomResource& resource : resources) tasks = std::min(tasks, tasks_by_resource(resource, version));
  return tasks;
}

std::int64_t largest_heap_mib(std::int64_t share_mib, std::int64_t step_mib, ContainerSettings settings) {
  const auto fits = [&](std::int64_t heap_mib) {
    settings.heap_mib = heap_mib;
    return granted_container_mib(executor_container(settings).total_mib, step_mib) <= share_mib;
  };
  settings.heap_mib = 0;
  const std::int64_t grantable = align_down(at_least_zero(share_mib), at_least_one(step_mib));
  const std::int64_t beside_fixed_parts = grantable - executor_container(settings).total_mib;
  const double by_factor = static_cast<double>(grantable) / (1 + std::max(0.0, settings.overhead_factor));
  std::int64_t heap =
      at_least_zero(settings.overhead_mib ? beside_fixed_parts : std::min(beside_fixed_parts, to_long(by_factor)));
  while (heap > 0 && !fits(heap)) --heap;
  while (fits(heap + 1)) ++heap;
  return heap;
}

}  // namespace sizer::spark
