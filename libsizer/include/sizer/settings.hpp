#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sizer/layout.hpp"
#include "sizer/quantity.hpp"
#include "sizer/spark_version.hpp"

/// The properties a job is started with, derived from a cluster and what the job needs of it: complete, so that Spark
/// does what the plan says, and minimal, so that each line has a reason.
///
/// Every output format is written from this one value (emit.hpp); whether settings hold together, ours or a user's,
/// is proved apart from it (settings_check.hpp).
namespace sizer {

struct Setting {
  std::string key, value, reason;
};

struct Settings {
  spark::Version version = spark::kDefaultVersion;
  Platform platform = Platform::yarn;
  std::vector<Setting> list;  ///< by key, each once, all known to the version

  const Setting* find(std::string_view key) const;
};

/// What a streaming job asks beside that.
struct StreamSettings {
  bool stateful = true;
  bool rocksdb = true;  ///< its state is in RocksDB, else in maps on the heap
};

/// What RocksDB may take of an executor's memory beside the heap: half of the overhead, a quarter of it where Python
/// workers live there too.
int rocksdb_memory_mib(const Layout& layout, bool python);

/// What the job asks of its settings.
struct SettingsRequest {
  Cluster cluster;
  spark::Version version = spark::kDefaultVersion;
  bool python = false;
  int shuffle_partitions = 200;
  bool partitions_stated = false;  ///< by the user, not chosen here
  bool rdd_shuffles = false;       ///< some shuffles are those of RDDs: GraphX, MLlib, own code
  Bytes<> max_partition_bytes = 128 * MiB;
  std::optional<int> scan_parallelism{};  ///< given where the cut of an input follows it: the slots it was cut for
  Bytes<> broadcast{};  ///< the largest planned broadcast as rows in memory, the size Spark compares; zero: none
  std::optional<StreamSettings> stream{};
};

/// The settings; none for a cluster without executors. What each platform fixes itself is left out: Databricks runs
/// one executor a node and counts nodes; standalone Spark and Databricks reserve no overhead; on Dataproc the driver
/// runs in client mode, where neither its cores nor its overhead are requested. The Python workers of a PySpark job
/// live in the executor's overhead: spark.executor.pyspark.memory would limit their address space, not their memory.
/// A setting whose default is what the plan reckons with in every version is left out too; docs/reference/settings.md
/// lists all of them.
///
/// A broadcast is let through with half its size to spare where that fits. One that cannot be held gets no threshold,
/// so that Spark shuffles that join: the driver has room for half its heap, as it keeps the rows and the table built of
/// them; an executor for its unified memory; Spark itself refuses 8 GiB and more (BroadcastExchangeExec).
Settings settings_for(const SettingsRequest& request);

/// Memory as Spark reads it, exactly: "36g", or "37683m" for what is no whole number of GiB.
std::string spark_memory(int mib);

}  // namespace sizer
