#include <algorithm>
#include <array>

#include "practice/engine.hpp"
#include "sizer/spark.hpp"

/// Partitions, shuffles, broadcasts and the scheduler's own times, as Spark computes them.
namespace sizer::practice {
namespace {

using Arguments = std::span<const Value>;

std::int64_t bytes(const Value& size) { return static_cast<std::int64_t>(std::clamp(size.number, 0.0, 1e18)); }
double seconds(std::int64_t milliseconds) { return static_cast<double>(milliseconds) / 1000; }

double scan(Arguments a, bool splittable) {
  const std::int64_t cores = std::max<std::int64_t>(1, whole(a[2], "number of cores"));
  return static_cast<double>(spark::scan_partitions_of_equal_files(whole(a[0], "number of files"), bytes(a[1]),
                                                                   splittable, {.parallelism = cores}));
}

double coalesced(Arguments a) {
  const std::int64_t partitions = std::clamp<std::int64_t>(whole(a[1], "number of partitions"), 1, 20'000);
  const std::vector<std::int64_t> sizes(static_cast<std::size_t>(partitions), bytes(a[0]) / partitions);
  return static_cast<double>(
      spark::coalesced_partitions({sizes}, whole(a[2], "number of cores"), spark::AdaptiveSettings{}).size());
}

double skew_limit(Arguments a) {
  const std::array<std::int64_t, 1> median = {bytes(a[0])};
  return static_cast<double>(spark::skew_threshold(median));
}

double speculation_after(Arguments a) {
  const std::vector<std::int64_t> done(100, std::llround(std::clamp(a[0].number, 0.0, 1e9) * 1000));
  return *spark::speculation_threshold_ms(done, 100, spark::speculation_settings()) / 1000;
}

double allocation_time(Arguments a) {
  const auto rounds = spark::allocation_rounds(whole(a[0], "number of executors"));
  return rounds.empty() ? 0 : seconds(rounds.back().time_ms);
}

constexpr std::string_view kScan = "sizer/spark_scan.hpp", kShuffle = "sizer/spark_shuffle.hpp",
                           kAdaptive = "sizer/spark_adaptive.hpp", kBroadcast = "sizer/spark_broadcast.hpp",
                           kScheduling = "sizer/spark_scheduling.hpp";

}  // namespace

const std::vector<Computation>& partition_computations() {
  static const std::vector<Computation> list = {
      {"scan_partitions",
       {{"files"}, {"file_size", kBytes}, {"cores", kCores}},
       {},
       "tasks that read so many equal files that can be split",
       kScan,
       [](Arguments a) { return scan(a, true); }},
      {"unsplit_partitions",
       {{"files"}, {"file_size", kBytes}, {"cores", kCores}},
       {},
       "tasks that read files that cannot be split, such as .csv.gz",
       kScan,
       [](Arguments a) { return scan(a, false); }},
      {"max_partition_bytes",
       {},
       {"", kBytes},
       "spark.sql.files.maxPartitionBytes unless set",
       kScan,
       [](Arguments) { return static_cast<double>(spark::ScanSettings().max_partition_bytes); }},
      {"open_cost",
       {},
       {"", kBytes},
       "spark.sql.files.openCostInBytes unless set",
       kScan,
       [](Arguments) { return static_cast<double>(spark::ScanSettings().open_cost); }},
      {"coalesced_partitions",
       {{"shuffle", kBytes}, {"partitions"}, {"cores", kCores}},
       {},
       "partitions that adaptive execution leaves of an even shuffle",
       kAdaptive,
       coalesced},
      {"advisory_size",
       {},
       {"", kBytes},
       "spark.sql.adaptive.advisoryPartitionSizeInBytes unless set",
       kAdaptive,
       [](Arguments) { return static_cast<double>(spark::AdaptiveSettings().advisory_size); }},
      {"skew_limit",
       {{"median", kBytes}},
       {"", kBytes},
       "partitions above it are split in a join: max(256 MiB, 5 × median)",
       kAdaptive,
       skew_limit},
      {"shuffle_files",
       {{"map_tasks"}, {"partitions"}},
       {},
       "files a shuffle leaves on the disks",
       kShuffle,
       [](Arguments a) {
         return static_cast<double>(spark::shuffle_files(whole(a[0], "map tasks"), whole(a[1], "partitions")).files);
       }},
      {"shuffle_blocks",
       {{"map_tasks"}, {"partitions"}},
       {},
       "blocks that reduce tasks fetch: map tasks × partitions",
       kShuffle,
       [](Arguments a) {
         const auto files = spark::shuffle_files(whole(a[0], "map tasks"), whole(a[1], "partitions"));
         return static_cast<double>(files.block_reads);
       }},
      {"map_status_size",
       {{"map_tasks"}, {"partitions"}},
       {"", kBytes},
       "driver memory for the sizes of a shuffle's blocks",
       kShuffle,
       [](Arguments a) {
         return static_cast<double>(spark::map_status_bytes(whole(a[0], "map tasks"), whole(a[1], "partitions")));
       }},
      {"broadcast_threshold",
       {},
       {"", kBytes},
       "spark.sql.autoBroadcastJoinThreshold unless set",
       kBroadcast,
       [](Arguments) {
         constexpr std::int64_t kDefault = 10LL << 20;
         return spark::broadcast_by_size(kDefault) ? static_cast<double>(kDefault) : 0.0;
       }},
      {"broadcast_rows_limit",
       {},
       {},
       "rows at which a broadcast by a key that is not one long fails",
       kBroadcast,
       [](Arguments) { return static_cast<double>(spark::broadcast_rows_limit(spark::BroadcastKey::other)); }},
      {"speculation_after",
       {{"median_task", kSeconds}},
       {"", kSeconds},
       "running time from which a task is copied",
       kScheduling,
       speculation_after},
      {"allocation_time",
       {{"executors"}},
       {"", kSeconds},
       "until dynamic allocation has asked for so many executors",
       kScheduling,
       allocation_time},
      {"pod_request_time",
       {{"pods"}},
       {"", kSeconds},
       "until Spark has asked Kubernetes for so many pods",
       kScheduling,
       [](Arguments a) { return seconds(spark::kubernetes_allocation_ms(whole(a[0], "pods"))); }},
      {"loss_noticed",
       {},
       {"", kSeconds},
       "until an executor that fails silently is given up, at the latest",
       kScheduling,
       [](Arguments) { return seconds(spark::executor_loss_noticed().latest_ms); }},
      {"max_result_size",
       {},
       {"", kBytes},
       "spark.driver.maxResultSize unless set",
       kScheduling,
       [](Arguments) {
         constexpr std::int64_t kDefault = 1LL << 30;
         return spark::results_abort_job(kDefault + 1) ? static_cast<double>(kDefault) : 0.0;
       }},
      {"task_attempts",
       {},
       {},
       "failures of one task that end the job",
       kScheduling,
       [](Arguments) {
         int failures = 1;
         while (!spark::job_is_aborted(failures)) ++failures;
         return static_cast<double>(failures);
       }},
  };
  return list;
}

}  // namespace sizer::practice
