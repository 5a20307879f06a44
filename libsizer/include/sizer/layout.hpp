#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sizer/instance.hpp"
#include "sizer/quantity.hpp"

/// How executors sit on nodes.
///
/// What a node offers is less than what it has: the operating system, the node's daemons or the kubelet, the
/// platform's own share, the rounding of containers and the driver take theirs. `legal_layouts` lists every
/// way to fill a node that the platform allows; choosing among them is `plan`'s business.
namespace sizer {

/// One platform's rules. Memory in MiB, as Spark and the resource managers count.
struct PlatformRules {
  Platform platform = Platform::yarn;
  double overhead_factor = 0.10;         ///< of the heap
  double python_overhead_factor = 0.10;  ///< for PySpark jobs
  int min_overhead_mib = 384;
  int rounding_mib = 1;          ///< containers are rounded up to a multiple of this
  bool driver_on_worker = true;  ///< cluster mode: the driver takes room on a worker node
  bool one_executor_per_node = false;
  std::string source;
};
const PlatformRules& rules_of(Platform platform);

/// What a node offers containers, and what was kept back.
struct NodeOffer {
  int cores = 0;
  int memory_mib = 0;
  int reserved_cores = 0;
  int reserved_memory_mib = 0;
  std::string why;  ///< the reserve, in words, with its source
};
NodeOffer node_offer(const Instance& instance, Platform platform);

/// One way to fill a node.
struct Layout {
  int executors_per_node = 1;
  int executor_cores = 1;
  int executor_memory_mib = 1024;   ///< spark.executor.memory: the heap
  int executor_overhead_mib = 384;  ///< spark.executor.memoryOverhead
  int container_mib = 1408;         ///< after the resource manager's rounding
  int idle_cores = 0;               ///< a node, of those offered
  int idle_memory_mib = 0;
  int driver_memory_mib = 4096;
  int driver_overhead_mib = 409;
  int driver_cores = 1;
  int executors_displaced = 0;  ///< executors that make room for the driver, in the whole cluster
  int slots_per_node() const { return executors_per_node * executor_cores; }
};

/// Wishes that fix part of a layout.
struct LayoutWishes {
  bool python = false;
  std::optional<int> executor_cores = std::nullopt;
  std::optional<Bytes<>> executor_memory = std::nullopt;  ///< the heap
  int driver_memory_mib = 4096;
};

/// Every legal layout of a node: executors of 1 to 16 cores (the whole node where the platform allows one executor
/// only) that fill it, heaps of at least 1 GiB and outside the hole from 32 to 48 GiB where compressed pointers are
/// lost without more room: such a heap is cut to 31 GiB. A wished heap is taken as it is. For each number of executors
/// the largest; none with under 3/4 of the best's slots; at most eight, those with the fewest idle cores; sorted by
/// executor cores. Empty when the node cannot hold one executor, or not the driver where that runs on a worker.
/// Each container fits the node after reserve and rounding. See docs/explain/layout.md.
std::vector<Layout> legal_layouts(const Instance& instance, Platform platform, const LayoutWishes& wishes = {});

/// Where the data lies, which decides what a scan loads: the network, or the nodes' own disks.
enum class DataPlace { object_store, hdfs };

/// A number of equal nodes with a layout.
struct Cluster {
  const Instance* instance = nullptr;
  Platform platform = Platform::emr;
  Purchase purchase = Purchase::on_demand;
  Layout layout;
  int nodes = 1;
  std::optional<CoreSpeed> speed;  ///< core_speed(*instance), looked up once
  DataPlace data = DataPlace::object_store;
  bool running = false;  ///< it is up: its start is not waited for

  int executors() const {
    const int all = nodes * layout.executors_per_node - layout.executors_displaced;
    return all > 0 ? all : 0;
  }
  int slots() const { return executors() * layout.executor_cores; }
};

}  // namespace sizer
