#include "sizer/settings.hpp"

#include <algorithm>
#include <cmath>

#include "sizer/spark.hpp"
#include "sizer/spark_properties.hpp"

namespace sizer {
namespace {

constexpr int kSparkBroadcastLimitMib = 8 * 1024;  // BroadcastExchangeExec: a built relation this large is refused
constexpr int kReservedHeapMib = static_cast<int>(spark::kReservedHeap >> 20);

/// The settings being written.
struct Draft {
  const SettingsRequest& request;
  std::vector<Setting> list;

  const Cluster& cluster() const { return request.cluster; }
  const Layout& layout() const { return request.cluster.layout; }
  bool is_on(Platform platform) const { return request.cluster.platform == platform; }
  int default_mib(const char* key) const {
    return static_cast<int>(*spark::parse_bytes(*spark::default_of(key, request.version), spark::ByteUnit::MiB).value);
  }

  void add(const char* key, std::string value, std::string reason) {
    if (!spark::is_known(key, request.version)) return;
    list.push_back({key, std::move(value), std::move(reason)});
  }
  void add(const char* key, int value, std::string reason) { add(key, std::to_string(value), std::move(reason)); }
};

/// Containers with an overhead of their own: those of YARN and Kubernetes.
bool has_containers(Platform platform) { return platform != Platform::standalone && platform != Platform::databricks; }

void add_executor_cores(Draft& draft) {
  if (draft.is_on(Platform::databricks) && draft.layout().executor_cores == draft.cluster().instance->vcpu) return;
  draft.add("spark.executor.cores", draft.layout().executor_cores, "tasks at a time in an executor, as planned");
}

void add_executor_memory(Draft& draft) {
  draft.add("spark.executor.memory", spark_memory(draft.layout().executor_memory_mib), "the heap, as planned");
  if (!has_containers(draft.cluster().platform)) return;
  draft.add("spark.executor.memoryOverhead", spark_memory(draft.layout().executor_overhead_mib),
            draft.request.python ? "room beside the heap for the JVM and for the Python workers, which have no other"
                                 : "room beside the heap, so that the container is the one planned");
}

void add_executor_count(Draft& draft) {
  if (draft.is_on(Platform::databricks)) return;  // one a node, and the cluster has the nodes
  if (draft.is_on(Platform::standalone)) {
    draft.add("spark.cores.max", draft.cluster().slots(), "all executors planned, and room left for the driver");
    return;
  }
  draft.add("spark.executor.instances", draft.cluster().executors(), "all executors planned");
}

/// Spark's own default is false; EMR's and Dataproc's is true, and a cluster's own defaults may say either.
void turn_off_dynamic_allocation(Draft& draft) {
  if (draft.is_on(Platform::databricks)) return;
  const bool on_by_default = draft.is_on(Platform::emr) || draft.is_on(Platform::dataproc);
  draft.add("spark.dynamicAllocation.enabled", "false",
            on_by_default ? "the number of executors is fixed; this platform would let it vary"
                          : "the number of executors is fixed, whatever the cluster's defaults say");
}

void add_driver(Draft& draft) {
  draft.add("spark.driver.memory", spark_memory(draft.layout().driver_memory_mib),
            "the driver keeps the states of all tasks and the broadcasts");
  if (!has_containers(draft.cluster().platform) || draft.is_on(Platform::dataproc)) return;
  draft.add("spark.driver.cores", draft.layout().driver_cores, "what the layout leaves the driver on a worker");
  draft.add("spark.driver.memoryOverhead", spark_memory(draft.layout().driver_overhead_mib),
            "room beside the driver's heap, so that its container is the one planned");
}

void add_partitions(Draft& draft) {
  const SettingsRequest& request = draft.request;
  const bool keeps_state = request.stream && request.stream->stateful;
  draft.add("spark.sql.shuffle.partitions", request.shuffle_partitions,
            keeps_state ? "the partitions of the state, in whole waves: fixed by the first start of the checkpoint"
            : request.partitions_stated ? "as the scenario states"
                                        : "each partition fits a task's memory, in whole waves");
  if (request.rdd_shuffles) {
    draft.add("spark.default.parallelism", request.shuffle_partitions, "the same for the shuffles of RDDs");
  }
  if (request.scan_parallelism) {
    draft.add("spark.sql.files.minPartitionNum", *request.scan_parallelism,
              "input is cut for all slots; Spark would count those that have registered by then");
  }
  if (request.max_partition_bytes != 128 * MiB) {
    draft.add("spark.sql.files.maxPartitionBytes",
              spark_memory(static_cast<int>(std::max(1.0, request.max_partition_bytes.in(MiB)))),
              "the largest piece of input a task reads, as planned");
  }
}

/// The driver holds the rows and the table built of them, an executor the table; Spark has a limit of its own.
int largest_broadcast_mib(const Layout& layout) {
  const int on_driver = (layout.driver_memory_mib - kReservedHeapMib) / 2;
  const auto heap = static_cast<std::int64_t>(layout.executor_memory_mib) << 20;
  const auto on_executor = static_cast<int>(spark::memory_regions(heap).unified >> 20);
  return std::min({on_driver, on_executor, kSparkBroadcastLimitMib - 1});
}

void add_broadcast(Draft& draft) {
  const double rows_mib = draft.request.broadcast.in(MiB);
  const int most = largest_broadcast_mib(draft.layout());
  if (!(rows_mib <= most)) return;
  const int size = std::min(static_cast<int>(std::ceil(1.5 * rows_mib)), most);
  const char* threshold = "spark.sql.autoBroadcastJoinThreshold";
  if (size <= draft.default_mib(threshold)) return;
  draft.add(threshold, spark_memory(size),
            "lets the planned broadcast through, with half its size to spare: sizes are estimates");
  const char* results = "spark.driver.maxResultSize";
  if (size <= draft.default_mib(results)) return;
  draft.add(results, spark_memory(size),
            "a broadcast passes through the driver; Spark stops a job that collects more than 1g");
}

/// Executors start as fast in every version; the default was 5 pods a second up to 3.5, and 10 up to 4.1.
void add_pod_allocation(Draft& draft) {
  if (!draft.is_on(Platform::kubernetes)) return;
  constexpr int kPods = 20;
  const char* batch = "spark.kubernetes.allocation.batch.size";
  const int by_default = *spark::parse_int(*spark::default_of(batch, draft.request.version)).value;
  if (by_default >= kPods || draft.cluster().executors() <= by_default) return;
  draft.add(batch, kPods,
            "executors start " + std::to_string(kPods) + " a second, the default from 4.2 on, instead of " +
                std::to_string(by_default));
}

/// State in RocksDB lies beside the heap: its memory is bounded by what the container has there.
void add_state_store(Draft& draft) {
  if (!draft.request.stream || !draft.request.stream->stateful || !draft.request.stream->rocksdb) return;
  const std::string rocksdb = "spark.sql.streaming.stateStore.rocksdb.";
  draft.add("spark.sql.streaming.stateStore.providerClass",
            "org.apache.spark.sql.execution.streaming.state.RocksDBStateStoreProvider",
            "state on local disk instead of on the heap, where it would burden collection");
  if (draft.request.version < spark::Version::v3_5) return;
  draft.add((rocksdb + "changelogCheckpointing.enabled").c_str(), "true",
            "a batch uploads what changed, not whole files");
  draft.add((rocksdb + "boundedMemoryUsage").c_str(), "true", "all stores of an executor share one limit");
  draft.add((rocksdb + "maxMemoryUsageMB").c_str(), rocksdb_memory_mib(draft.layout(), draft.request.python),
            "within the container's room beside the heap");
}

}  // namespace

int rocksdb_memory_mib(const Layout& layout, bool python) {
  constexpr int kLeastMib = 64;
  return std::max(kLeastMib, layout.executor_overhead_mib / (python ? 4 : 2));
}

std::string spark_memory(int mib) {
  return mib % 1024 == 0 ? std::to_string(mib / 1024) + "g" : std::to_string(mib) + "m";
}

const Setting* Settings::find(std::string_view key) const {
  const auto found = std::ranges::find(list, key, &Setting::key);
  return found == list.end() ? nullptr : &*found;
}

Settings settings_for(const SettingsRequest& request) {
  Settings settings{request.version, request.cluster.platform, {}};
  if (request.cluster.executors() == 0) return settings;
  Draft draft{request, {}};
  add_executor_cores(draft);
  add_executor_memory(draft);
  add_executor_count(draft);
  turn_off_dynamic_allocation(draft);
  add_driver(draft);
  add_partitions(draft);
  add_broadcast(draft);
  add_state_store(draft);
  add_pod_allocation(draft);
  std::ranges::sort(draft.list, {}, &Setting::key);
  settings.list = std::move(draft.list);
  return settings;
}

}  // namespace sizer
