#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "sizer/layout.hpp"
#include "sizer/quantity.hpp"
#include "sizer/workload.hpp"
#include "sizer/worlds.hpp"

/// How long a job takes on a cluster, what it costs, and why.
///
///     demand of each stage  ÷  rates of the nodes  →  time per resource  →  soft maximum  →  critical path
///
/// Every function here is written once over the number type (number.hpp). Formulas, one page each:
/// docs/explain/{demand,hardware,waves,memory,stage,job,price}.md.
namespace sizer {

/// What a stage asks of any cluster, all passes together unless said.
template <class Num>
struct StageDemand {
  Bytes<Num> scanned;            ///< stored bytes read, after pruning, by the first pass
  Bytes<Num> rows;               ///< rows in memory that go through, a pass
  Bytes<Num> shuffle_read;       ///< compressed
  Bytes<Num> shuffle_write;      ///< compressed
  Bytes<Num> written;            ///< stored bytes of output
  Bytes<Num> cached;             ///< rows kept in memory between passes, as they lie in the cache
  Bytes<Num> broadcast;          ///< compressed, to every executor
  CoreSeconds<Num> work;         ///< on busy reference vCPUs (one task's fixed work left out)
  CoreSeconds<Num> reread_work;  ///< to make all rows again, once: what a pass costs beside its own without a cache
  CoreSeconds<Num> reduce_work;  ///< the part of `work` that follows keys: what the hottest key concentrates
  Scalar<Num> hottest_share;
  Scalar<Num> passes;
};

/// The five sizes' first four follow from these; peak held is found with the cluster.
template <class Num>
struct Demand {
  std::vector<StageDemand<Num>> stages;
  Scalar<Num> compression;  ///< rows in memory over shuffled bytes
};

template <class Num>
Demand<Num> demand(const Workload& workload, const World<Num>& world);

/// Bytes of rows in memory behind a stored byte: decompressed, and read from its format.
template <class Num>
Scalar<Num> rows_per_stored_byte(const InputData& input, const World<Num>& world);

/// CPU work of SQL on columnar files from bytes and rows alone, in core-seconds of a busy reference vCPU:
///
///     2.7 × GB read + 0.036 × Mrows read + 85 × GB shuffled + 0.44 × Mrows shuffled + 0.015 × tasks
///
/// before `cpu.work_factor`. Fitted on 118 TPC-DS queries at 10 TB (CERN). The stages of `demand` add up to this.
template <class Num>
CoreSeconds<Num> sql_work(const Bytes<Num>& read, const Scalar<Num>& rows_read, const Bytes<Num>& shuffled,
                          const Scalar<Num>& rows_shuffled, double tasks, const World<Num>& world);

/// Sustained rates of one node.
template <class Num>
struct NodeRates {
  Scalar<Num> speed;  ///< of a busy vCPU, relative to the reference vCPU
  Bandwidth<Num> network;
  Bandwidth<Num> object_store;           ///< what the node reads from an object store
  Bandwidth<Num> disk_read, disk_write;  ///< where shuffle and spill go: local disks, else network volumes
};

template <class Num>
NodeRates<Num> node_rates(const Cluster& cluster, const World<Num>& world);

/// Makespan of N independent tasks on p slots, in mean task times; task times log-normal, sigma of the logarithm
/// `sigma`.
///
/// Tasks start in order as slots come free. Between waves in step (few waves, small sigma: ⌈N/p⌉ waves and the largest
/// of the last) and a steady renewal process (the queue runs dry, then the last slot ends). `tail` is e^−γ = 0.5615 for
/// the mean, −ln 0.95 = 0.0513 for the 95th percentile. Within 2 % of simulation for sigma ≤ 0.5
/// (docs/explain/waves.md).
double wave_factor(double tasks, double slots, double sigma, double tail = 0.56145948);

/// `wave_factor` as a function of sigma alone, for readings in which sigma is many numbers: linear between knots.
struct WaveCurve {
  static constexpr int kKnots = 5;
  static constexpr double kSigma[kKnots] = {0.05, 0.25, 0.5, 0.8, 1.2};
  double tasks = 1, slots = 1;
  double factor[kKnots] = {1, 1, 1, 1, 1};
};
WaveCurve wave_curve(int tasks, int slots);

/// Curves worked out once: a search asks for the same ones again and again.
class WaveCurves {
 public:
  const WaveCurve& of(int tasks, int slots);

 private:
  static constexpr std::size_t kRows = 16, kColumns = 34;

  double renewed(std::size_t knot, double tasks, double slots);
  double tail_at(std::size_t knot, int row, int column);
  double dry_at(std::size_t knot, int row, double waves);

  std::unordered_map<std::uint64_t, WaveCurve> known_;
  std::vector<std::array<std::array<double, kColumns>, kRows>> tails_ =
      empty_tails();  // by knot; −1: not worked out yet
  static decltype(tails_) empty_tails();
  std::array<std::array<std::optional<double>, kRows>, WaveCurve::kKnots> dry_;  // when the queue runs dry
};

template <class Num>
Scalar<Num> wave_factor(const WaveCurve& curve, const Scalar<Num>& sigma);

/// How a stage is cut into tasks on a given cluster.
struct StageTasks {
  int tasks = 1;
  WaveCurve waves;
  double files_per_task = 1;  ///< of a scan: how many files a task opens
  WaveCurve lost_share{};     ///< of what a reclaimed node made, to be made again; with spot nodes only
};
struct TaskPlan {
  std::vector<StageTasks> stages;
  int input_partitions = 0;     ///< tasks of the first scanning stage
  int shuffle_partitions = 0;   ///< spark.sql.shuffle.partitions
  Bytes<> max_partition_bytes;  ///< spark.sql.files.maxPartitionBytes
  double output_files = 0;
  double total_tasks = 0;  ///< all stages, all passes
};

/// Cuts the stages into tasks: scans as Spark packs files; shuffles into partitions that fit a task's memory in the
/// typical world, a whole number of waves; adaptive execution then joins small ones down to one a slot.
TaskPlan plan_tasks(const Workload& workload, const Demand<double>& typical, const Cluster& cluster,
                    WaveCurves& curves);

/// spark.sql.shuffle.partitions for the largest shuffle: as many as make a partition's rows fit a task's memory two and
/// a half times over, but none above 512 MB compressed, in a whole number of waves:
///
///     partitions = ⌈largest ÷ target ÷ slots⌉ × slots
template <class Num>
Scalar<Num> shuffle_partitions(const Bytes<Num>& largest, const Scalar<Num>& compression, const Cluster& cluster);

/// What stands between pieces of memory in one executor.
template <class Num>
struct ExecutorMemory {
  Bytes<Num> unified, cached, task, working_set;
  Bytes<Num> spilled;        ///< compressed, whole stage
  Scalar<Num> cache_hit;     ///< share of the cached rows that fit
  Scalar<Num> cache_misses;  ///< share of the passes that find nothing in the cache
  Scalar<Num> gc;            ///< collection time over CPU time
};

/// One stage's time by resource, each as if it were alone, and together.
template <class Num>
struct StageTime {
  Seconds<Num> cpu;  ///< tasks on slots, with waves and stragglers
  Seconds<Num> object_store;
  Seconds<Num> network;
  Seconds<Num> local_disk;
  Seconds<Num> hot_key;   ///< the longest task the hottest key makes
  Seconds<Num> driver;    ///< launching the tasks
  Seconds<Num> total;     ///< soft maximum
  Seconds<Num> task;      ///< one task on its slot, CPU and waiting for storage, all passes
  CoreSeconds<Num> work;  ///< CPU work with spill and rereads, on busy reference vCPUs
  Seconds<Num> fluid;     ///< the same with slots never idle: what the stage takes of a shared cluster
  ExecutorMemory<Num> memory;
};

template <class Num>
struct JobTime {
  Seconds<Num> start_up, driver, commit, stages_total, total;
  Seconds<Num> unshared;  ///< what nodes do not shorten: fixed, for each node and pass, one task after another
  std::vector<StageTime<Num>> stages;
  Bytes<Num> peak_disk;  ///< live shuffle and spill, whole cluster
};

template <class Num>
StageTime<Num> stage_time(const Stage& stage, const StageDemand<Num>& demand, const StageTasks& tasks,
                          const Cluster& cluster, const NodeRates<Num>& rates, const World<Num>& world);

/// From the first row a broadcast collects to the last executor that has it: the driver takes the rows in, builds a
/// hash table of them, and sends blocks that executors pass on to each other.
///
///     t = collected ÷ NIC of a node  +  rows × broadcast.build_row  +  2 × collected ÷ NIC
///
/// Left out: the job that makes the rows. Spark waits spark.sql.broadcastTimeout for both.
template <class Num>
Seconds<Num> broadcast_time(const Bytes<Num>& collected, const Scalar<Num>& compression, const NodeRates<Num>& rates,
                            const World<Num>& world);

/// From nothing to the first task: the platform and an executor.
template <class Num>
Seconds<Num> start_up_time(Platform platform, const World<Num>& world);

/// The whole job. `time` is overwritten; reusing one saves its memory.
template <class Num>
void job_time(const Workload& workload, const Demand<Num>& demand, const TaskPlan& tasks, const Cluster& cluster,
              const NodeRates<Num>& rates, const World<Num>& world, JobTime<Num>& time);

/// How often a node bought as spot is taken back: by the vendor's class of the instance, else `spot.reclaims`.
template <class Num>
Frequency<Num> reclaim_rate(const Instance& instance, const World<Num>& world);

/// What a cluster costs by the hour and beside it. Empty is unknown, and left out of the cost; zero is nothing to pay.
struct ClusterPrice {
  bool known = false;                                        ///< of machines and platform
  UsdPerTime<> machines;                                     ///< workers, all nodes
  UsdPerTime<> platform;                                     ///< the platform's fee, all nodes
  std::optional<UsdPerTime<>> primary_node{UsdPerTime<>()};  ///< master, or the driver's own node
  std::optional<UsdPerByte<>> volume_month{UsdPerByte<>()};  ///< network volumes; zero where nodes have local disks
  std::optional<Usd<>> per_read_request{Usd<>()}, per_write_request{Usd<>()};
  std::string note;          ///< where the machines' price is from
  std::string primary_type;  ///< the machine the primary node is; empty: there is none
  std::string primary_note;  ///< which machine the primary node is, and where its price is from
  UsdPerTime<> hourly() const { return machines + platform + primary_node.value_or(UsdPerTime<>()); }
};

template <class Num>
struct JobCost {
  Usd<Num> machines, platform, primary_node, volumes, requests, total;
};

template <class Num>
JobCost<Num> job_cost(const ClusterPrice& price, const JobTime<Num>& time, const TaskPlan& tasks,
                      const Demand<Num>& demand, const World<Num>& world);

}  // namespace sizer
