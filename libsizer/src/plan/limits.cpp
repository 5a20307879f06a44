#include "limits.hpp"

#include <algorithm>

#include "option.hpp"
#include "sizer/spark.hpp"
#include "sizer/spark_properties.hpp"
#include "sizer/spark_values.hpp"

namespace sizer {
namespace {

constexpr double kDriverShare = 0.2;  // of a run, for planning stages, listing files and launching tasks
constexpr Bytes<> kLargestBroadcast = 8 * GiB;
const double kMostBroadcastRows =
    static_cast<double>(spark::broadcast_rows_limit(spark::BroadcastKey::single_long_or_none));
constexpr Seconds<> kLeast = 1 * millisecond;

/// As the settings say, else Spark's default.
std::string_view value_of(const Settings& settings, std::string_view key, spark::Version version) {
  if (const Setting* set = settings.find(key)) return set->value;
  return spark::default_of(key, version).value_or("");
}

Bytes<> bytes_of(const Settings& settings, std::string_view key, spark::Version version) {
  const auto bytes = spark::parse_bytes(value_of(settings, key, version), spark::ByteUnit::B, version);
  return static_cast<double>(bytes.value.value_or(0)) * byte;
}

Seconds<> time_of(const Settings& settings, std::string_view key, spark::Version version) {
  const auto seconds = spark::parse_time(value_of(settings, key, version), spark::TimeUnit::s);
  return static_cast<double>(seconds.value.value_or(0)) * second;
}

template <class Num>
Scalar<Num> over(const Seconds<Num>& time, const Seconds<Num>& others) {
  return time / max(others, kLeast);
}

/// Writes down what is taken of each limit.
template <class Num>
class Ledger {
 public:
  Ledger(const GrownJob& job, const Standing& standing, const World<Num>& world)
      : job_(job),
        standing_(standing),
        world_(world),
        demand_(demand(job.workload, world)),
        rates_(node_rates(standing.cluster, world)) {
    job_time(job.workload, demand_, job.tasks, standing.cluster, rates_, world, time_);
  }

  std::vector<Taken<Num>> read() {
    for (std::size_t i = 0; i < job_.workload.stages.size(); ++i) {
      stage_ = static_cast<int>(i);
      const Stage& stage = job_.workload.stages[i];
      add_memory(stage, demand_.stages[i], time_.stages[i]);
      add_waits(stage, time_.stages[i]);
      if (stage.broadcast) add_broadcast(demand_.stages[i].broadcast, time_.stages[i].memory.unified);
    }
    stage_ = -1;
    add_driver();
    add_disk();
    return std::move(taken_);
  }

 private:
  void add(Limit limit, const Scalar<Num>& share) { taken_.push_back({limit, stage_, share}); }

  void add_memory(const Stage& stage, const StageDemand<Num>& d, const StageTime<Num>& t) {
    const auto share = t.memory.working_set / t.memory.task;
    if (stage.shuffle || !stage.parents.empty()) {
      add(Limit::spill, share);
      add(Limit::task_memory, share / world_.template get<"memory.fan_in">());
    }
    if (stage.caches) add(Limit::cache, d.cached / standing_.cluster.executors() / t.memory.unified);
  }

  void add_waits(const Stage& stage, const StageTime<Num>& t) {
    const auto besides = max(max(t.cpu, t.object_store), t.local_disk);
    if (!stage.parents.empty()) add(Limit::hot_key, over(t.hot_key, max(besides, t.network)));
    add(Limit::network, over(t.network, max(besides, t.hot_key)));
  }

  void add_broadcast(const Bytes<Num>& sent, const Bytes<Num>& unified) {
    const auto rows = sent * demand_.compression;
    const auto count = rows / world_.template get<"data.row_bytes">();
    add(Limit::broadcast_threshold, rows / standing_.broadcast_threshold);
    add(Limit::broadcast_result, sent / standing_.result_limit);
    add(Limit::broadcast_size, max(rows / kLargestBroadcast, count / kMostBroadcastRows));
    add(Limit::broadcast_memory, rows / unified);
    add(Limit::broadcast_time, broadcast_time(sent, demand_.compression, rates_, world_) / standing_.broadcast_timeout);
  }

  void add_driver() {
    add(Limit::driver_memory, driver_need(job_.workload, demand_, counts_of(job_.tasks)).total / standing_.driver_heap);
    add(Limit::map_outputs, driver_need(job_.workload, demand_, job_.free_counts).total / standing_.driver_heap);
    auto driving = time_.driver;
    for (const auto& stage : time_.stages) driving = driving + stage.driver;
    add(Limit::driver_time, driving / (kDriverShare * max(time_.total - time_.start_up, kLeast)));
  }

  void add_disk() {
    const Cluster& c = standing_.cluster;
    if (c.instance->has_local_disk()) {
      const auto wanted = world_.template get<"volume.size_factor">() * time_.peak_disk;
      add(Limit::local_disk, wanted / (c.nodes * kUsableDisk * c.instance->local_capacity()));
    } else if (standing_.volumes > Bytes<>()) {
      add(Limit::volume, time_.peak_disk / standing_.volumes);
    }
  }

  const GrownJob& job_;
  const Standing& standing_;
  const World<Num>& world_;
  Demand<Num> demand_;
  NodeRates<Num> rates_;
  JobTime<Num> time_;
  std::vector<Taken<Num>> taken_;
  int stage_ = -1;
};

}  // namespace

Standing standing_of(const Candidate& c, spark::Version version) {
  Standing standing;
  standing.cluster = c.cluster;
  standing.shuffle_partitions = c.shuffle_partitions;
  standing.driver_heap = c.cluster.layout.driver_memory_mib * MiB;
  standing.volumes = c.cluster.nodes * c.volume_per_node;
  standing.broadcast_threshold = bytes_of(c.settings, "spark.sql.autoBroadcastJoinThreshold", version);
  standing.result_limit = bytes_of(c.settings, "spark.driver.maxResultSize", version);
  standing.broadcast_timeout = time_of(c.settings, "spark.sql.broadcastTimeout", version);
  return standing;
}

GrownJob grown_job(const Question& now, const Standing& standing, double scale, WaveCurves& curves) {
  GrownJob job;
  Scenario later = scaled(now.scenario, scale);
  later.cluster.shuffle_partitions.reset();
  job.workload = make_workload(later);
  job.typical = demand(job.workload, now.typical);
  job.free_counts = counts_of(plan_tasks(job.workload, job.typical, standing.cluster, curves));
  return with_partitions(std::move(job), standing.shuffle_partitions, standing, curves);
}

GrownJob with_partitions(GrownJob job, int partitions, const Standing& standing, WaveCurves& curves) {
  job.workload.shuffle_partitions = Given<int>{partitions, "as it is today"};
  job.tasks = plan_tasks(job.workload, job.typical, standing.cluster, curves);
  return job;
}

template <class Num>
std::vector<Taken<Num>> limits_taken(const GrownJob& job, const Standing& standing, const World<Num>& world) {
  return Ledger<Num>(job, standing, world).read();
}
template std::vector<Taken<double>> limits_taken(const GrownJob&, const Standing&, const World<double>&);
template std::vector<Taken<Lanes>> limits_taken(const GrownJob&, const Standing&, const World<Lanes>&);

}  // namespace sizer
