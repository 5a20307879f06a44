#include "platform.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>

#include "sizer/spark.hpp"

namespace sizer {
namespace {

struct Reserve {
  int cores = 0;
  int memory_mib = 0;
};

/// A share of the next `size` of something.
struct Tier {
  double size;
  double share;
};

double tiered(double amount, std::span<const Tier> tiers) {
  double total = 0;
  for (const Tier& tier : tiers) {
    const double part = std::min(amount, tier.size);
    total += part * tier.share;
    amount -= part;
  }
  return total;
}

constexpr double kRest = std::numeric_limits<double>::infinity();
constexpr Tier kKubeletMemory[] = {{4096, 0.25}, {4096, 0.20}, {8192, 0.10}, {114688, 0.06}, {kRest, 0.02}};
constexpr Tier kKubeletCores[] = {{1, 0.06}, {1, 0.01}, {2, 0.005}, {kRest, 0.0025}};
constexpr double kEvictionMib = 100;
constexpr double kDaemonSetsMib = 300;
constexpr double kDaemonSetsCores = 0.25;

/// Executors ask for whole cores, so a started core is lost to them.
Reserve kubernetes_reserve(int vcpu, int ram_mib) {
  const double cores = tiered(vcpu, kKubeletCores) + kDaemonSetsCores;
  const double memory = tiered(ram_mib, kKubeletMemory) + kEvictionMib + kDaemonSetsMib;
  return {static_cast<int>(std::ceil(cores)), static_cast<int>(std::ceil(memory))};
}

/// Databricks states the heap; the container is that heap with the overhead of the platform's rules.
Reserve databricks_reserve(int ram_mib) {
  const PlatformRules& rules = rules_of(Platform::databricks);
  const int heap = std::max(0, static_cast<int>((ram_mib * 0.97 - 4800) * 0.8));
  const auto overhead = spark::memory_overhead_mib(heap, rules.overhead_factor, rules.min_overhead_mib);
  return {0, ram_mib - heap - static_cast<int>(overhead)};
}

Reserve platform_reserve(Platform platform, int vcpu, int ram_mib) {
  switch (platform) {
    case Platform::emr:
      return {0, std::min(ram_mib / 4, 8192)};
    case Platform::databricks:
      return databricks_reserve(ram_mib);
    case Platform::dataproc:
      return {0, (ram_mib + 4) / 5};
    case Platform::kubernetes:
      return kubernetes_reserve(vcpu, ram_mib);
    case Platform::yarn:
      return {0, std::max(1024, static_cast<int>(std::ceil(ram_mib * 0.07)))};
    case Platform::standalone:
      return {0, 1024};
  }
  return {};
}

Reserve reserve_of(const Instance& instance, Platform platform) {
  Reserve reserve = platform_reserve(platform, instance.vcpu, whole_mib(instance.memory));
  if (instance.reserved_cores) reserve.cores = *instance.reserved_cores;
  if (instance.reserved_memory) reserve.memory_mib = whole_mib(*instance.reserved_memory);
  return reserve;
}

std::string reserve_in_words(Platform platform) {
  switch (platform) {
    case Platform::emr:
      return "the system keeps min(25 %, 8 GiB) of memory; every vCPU is offered "
             "(yarn.nodemanager.resource.memory-mb in Amazon EMR's task configuration tables)";
    case Platform::databricks:
      return "the heap is (memory × 0.97 − 4800 MiB) × 0.8, all vCPUs go to one executor "
             "(kb.databricks.com, Apache Spark executor memory allocation)";
    case Platform::dataproc:
      return "YARN is given 80 % of memory and every vCPU (Dataproc's default yarn.nodemanager.resource.memory-mb)";
    case Platform::kubernetes:
      return "the kubelet keeps 25 %, 20 %, 10 %, 6 %, 2 % of memory in tiers and 100 MiB for eviction, and 6 %, 1 %, "
             "0.5 %, 0.25 % of cores in tiers (GKE, Plan node sizes); daemon sets 300 MiB and 0.25 core (estimate)";
    case Platform::yarn:
      return "operating system and node daemons keep max(1 GiB, 7 % of memory) (estimate, after the reserves of large "
             "nodes); every vCPU is offered (YARN's default resource calculator counts memory only)";
    case Platform::standalone:
      return "the worker keeps 1 GiB and offers every vCPU (SPARK_WORKER_MEMORY's default)";
  }
  return {};
}

std::array<PlatformRules, 6> all_rules() {
  return {{
      {.platform = Platform::emr,
       .overhead_factor = 0.1875,
       .python_overhead_factor = 0.25,
       .rounding_mib = 32,
       .source = "Amazon EMR's spark-defaults (spark.yarn.executor.memoryOverheadFactor) and yarn-site "
                 "(minimum-allocation-mb); the Python factor is a recommendation"},
      {.platform = Platform::databricks,
       .overhead_factor = 0.25,
       .python_overhead_factor = 0.25,
       .min_overhead_mib = 0,
       .driver_on_worker = false,
       .one_executor_per_node = true,
       .source = "kb.databricks.com, Apache Spark executor memory allocation: the heap is 0.8 of the container"},
      {.platform = Platform::dataproc,
       .python_overhead_factor = 0.25,
       .driver_on_worker = false,
       .source = "Spark's YARN defaults; client mode, the driver runs on the master node; the Python factor is a "
                 "recommendation"},
      {.platform = Platform::kubernetes,
       .python_overhead_factor = 0.40,
       .source = "spark.kubernetes.memoryOverheadFactor, 0.4 for Python in cluster mode (BasicDriverFeatureStep)"},
      {.platform = Platform::yarn,
       .python_overhead_factor = 0.25,
       .rounding_mib = 1024,
       .source = "spark.executor.memoryOverheadFactor and yarn.scheduler.minimum-allocation-mb; Spark's factor is 0.1 "
                 "for every language, the Python factor is a recommendation"},
      {.platform = Platform::standalone,
       .python_overhead_factor = 0.25,
       .driver_on_worker = false,
       .source = "Spark requests no overhead here, yet the process needs it: counted as on YARN; client mode, "
                 "spark-submit's default: the driver runs where it was started"},
  }};
}

}  // namespace

const PlatformRules& rules_of(Platform platform) {
  static const std::array<PlatformRules, 6> rules = all_rules();
  return *std::find_if(rules.begin(), rules.end(), [=](const PlatformRules& r) { return r.platform == platform; });
}

int whole_mib(Bytes<> size) { return static_cast<int>(std::min(size.in(MiB), 1e9)); }

Room room_for_containers(const Instance& instance, Platform platform) {
  const Reserve reserve = reserve_of(instance, platform);
  return {std::max(0, instance.vcpu - reserve.cores), std::max(0, whole_mib(instance.memory) - reserve.memory_mib)};
}

NodeOffer node_offer(const Instance& instance, Platform platform) {
  const Room room = room_for_containers(instance, platform);
  const bool own_reserve = instance.reserved_cores || instance.reserved_memory;
  return {
      .cores = room.cores,
      .memory_mib = room.memory_mib,
      .reserved_cores = instance.vcpu - room.cores,
      .reserved_memory_mib = whole_mib(instance.memory) - room.memory_mib,
      .why = own_reserve ? "the node states its own reserve (" + instance.origin + ")" : reserve_in_words(platform)};
}

}  // namespace sizer
