#include "hand_written.hpp"

#include <algorithm>
#include <cmath>

#include "sizer/spark.hpp"

namespace sizer::bench {
namespace {

/// One number of every block of worlds, laid out world after world.
template <class Blocks, class Number>
Column column(const Blocks& blocks, const Number& number_of) {
  Column all;
  all.reserve(kWorlds);
  for (const auto& block : blocks) {
    const Lanes lanes = number_of(block);
    all.insert(all.end(), lanes.begin(), lanes.end());
  }
  return all;
}

Column assumption(const OneCluster& c, AssumptionKey key) {
  return column(c.question.all.worlds.blocks, [&](const World<Lanes>& world) { return world[key]; });
}

spark::MemoryRegions regions_of(const Layout& layout) {
  return spark::memory_regions(static_cast<std::int64_t>(layout.executor_memory_mib) << 20);
}

double square(double x) { return x * x; }
double fourth(double x) { return square(square(x)); }

double wave_factor(const WaveCurve& curve, double sigma) {
  double factor = curve.factor[0];
  for (int i = 0; i + 1 < WaveCurve::kKnots; ++i) {
    const double width = WaveCurve::kSigma[i + 1] - WaveCurve::kSigma[i];
    const double slope = (curve.factor[i + 1] - curve.factor[i]) / width;
    factor += slope * std::min(std::max(sigma - WaveCurve::kSigma[i], 0.0), width);
  }
  return factor;
}

}  // namespace

HandWritten::HandWritten(const OneCluster& c)
    : speed_(column(c.rates, [](const auto& r) { return r.speed.base(); })),
      network_(column(c.rates, [](const auto& r) { return r.network.base(); })),
      object_store_(column(c.rates, [](const auto& r) { return r.object_store.base(); })),
      disk_read_(column(c.rates, [](const auto& r) { return r.disk_read.base(); })),
      disk_write_(column(c.rates, [](const auto& r) { return r.disk_write.base(); })),
      compression_(assumption(c, "shuffle.compression")),
      task_objects_(assumption(c, "memory.task_objects")),
      jvm_live_(assumption(c, "memory.jvm_live")),
      page_weight_(assumption(c, "gc.page_weight")),
      object_weight_(assumption(c, "gc.object_weight")),
      gc_base_(assumption(c, "gc.base")),
      gc_coefficient_(assumption(c, "gc.coefficient")),
      spill_cost_(assumption(c, "cpu.spill")),
      task_cost_(assumption(c, "cpu.task")),
      task_fixed_(assumption(c, "task.fixed")),
      sigma_(assumption(c, "task.sigma")),
      page_cache_(assumption(c, "disk.page_cache")),
      split_size_(assumption(c, "skew.split_size")),
      split_factor_(assumption(c, "skew.split_factor")),
      launch_rate_(assumption(c, "driver.launch_rate")),
      connection_(assumption(c, "store.connection")),
      requests_(assumption(c, "store.requests_per_split")),
      first_byte_(assumption(c, "store.first_byte")),
      overlap_(assumption(c, "store.overlap")),
      start_(assumption(c, "start.emr")),
      executor_start_(assumption(c, "executor.start")),
      session_(assumption(c, "driver.session")),
      driver_stage_(assumption(c, "driver.stage")),
      driver_task_(assumption(c, "driver.task")),
      list_page_(assumption(c, "driver.list_page")),
      commit_file_(assumption(c, "commit.file")),
      commit_threads_(assumption(c, "commit.threads")),
      commit_table_(assumption(c, "commit.table")),
      model_error_(assumption(c, "model.error")),
      idle_tail_(assumption(c, "billing.idle_tail")),
      request_size_(assumption(c, "store.request_size")),
      size_factor_(assumption(c, "volume.size_factor")),
      nodes_(c.cluster.nodes),
      executors_(c.cluster.executors()),
      cores_(c.cluster.layout.executor_cores),
      heap_(c.cluster.layout.executor_memory_mib * MiB.base()),
      unified_(static_cast<double>(regions_of(c.cluster.layout).unified)),
      storage_(static_cast<double>(regions_of(c.cluster.layout).storage)),
      all_tasks_(c.tasks.total_tasks),
      output_files_(c.tasks.output_files),
      hourly_(c.price.hourly().base()),
      volume_month_(c.price.volume_month.value().base() / month.base()),
      per_read_(c.price.per_read_request.value().base()),
      per_write_(c.price.per_write_request.value().base()) {
  const auto& demand = c.question.all.demand;
  for (std::size_t i = 0; i < c.question.workload.stages.size(); ++i) {
    const Stage& stage = c.question.workload.stages[i];
    const auto number = [&](auto member) {
      return column(demand, [&](const Demand<Lanes>& d) { return (d.stages[i].*member).base(); });
    };
    using Asked = StageDemand<Lanes>;
    stages_.push_back({.scanned = number(&Asked::scanned),
                       .shuffle_read = number(&Asked::shuffle_read),
                       .shuffle_write = number(&Asked::shuffle_write),
                       .written = number(&Asked::written),
                       .cached = number(&Asked::cached),
                       .broadcast = number(&Asked::broadcast),
                       .work = number(&Asked::work),
                       .reread_work = number(&Asked::reread_work),
                       .reduce_work = number(&Asked::reduce_work),
                       .hottest_share = number(&Asked::hottest_share),
                       .passes = stage.passes.value,
                       .tasks = static_cast<double>(c.tasks.stages[i].tasks),
                       .files_per_task = c.tasks.stages[i].files_per_task,
                       .scans = stage.scan.has_value(),
                       .caches = stage.caches,
                       .states_skew = stage.skew.has_value(),
                       .waves = c.tasks.stages[i].waves});
    stages_run_ += stage.passes.value;
    thousands_of_files_ += stage.scan_files / 1000;
  }
}

void HandWritten::clear() {
  for (Column* sum : {&stages_total_, &disk_, &scanned_}) std::ranges::fill(*sum, 0.0);
}

void HandWritten::add_stage(const StageColumns& s) {
  const double passes = s.passes, tasks = s.tasks;
  const double waits = s.scans ? 1 : 0, forgets = s.caches ? 0 : 1, splits = s.states_skew ? 0 : 1;
  const WaveCurve curve = s.waves;
#pragma GCC ivdep
  for (std::size_t w = 0; w < kWorlds; ++w) {
    // Memory of an executor.
    const double cached = std::min(s.cached[w] / executors_, unified_);
    const double hit = std::min(unified_ / std::max(s.cached[w] / executors_, 1.0), 1.0);
    const double task_memory = (unified_ - std::min(cached, storage_)) / cores_;
    const double exchanged = std::max(s.shuffle_read[w], s.shuffle_write[w]) / passes * compression_[w];
    const double working_set = exchanged / tasks;
    const double spilled = std::max(working_set - task_memory, 0.0) * tasks * passes / compression_[w];
    const double pages = std::min(working_set, task_memory) * cores_;
    const double objects = cached + cores_ * task_objects_[w] + jvm_live_[w];
    const double live = pages + objects;
    const double weight = (pages * page_weight_[w] + objects * object_weight_[w]) / live;
    const double room = std::max(heap_ / live, 1.4) - 1;
    const double slower = 1 + gc_base_[w] + weight * gc_coefficient_[w] / (room * room);

    // Tasks on slots.
    const double rereads = std::max(forgets, 1 - hit) * std::max(passes - 1, 0.0);
    const double reads = 1 + rereads;
    const double spill_work = spilled * spill_cost_[w];
    const double work = s.work[w] + s.reread_work[w] * rereads + spill_work;
    const double cpu_task = (work / tasks + task_cost_[w] * passes) / speed_[w] * slower + task_fixed_[w] * passes;
    const double streaming = s.scanned[w] * reads / tasks / connection_[w];
    const double wait = waits * (streaming + s.files_per_task * requests_[w] * first_byte_[w]) * (1 - overlap_[w]);
    const double waves = wave_factor(curve, sigma_[w]);
    const double waiting = waves * wait;
    const double on_slots = waiting + waves * cpu_task;

    // Devices.
    const double remote = s.shuffle_read[w] * (1 - 1 / nodes_) + s.broadcast[w] * executors_;
    const double scanned = s.scanned[w] * reads;
    const double store = std::max(std::max(scanned, s.written[w]) / (nodes_ * object_store_[w]), waiting);
    const double network = std::max(remote + scanned, remote + s.written[w]) / (nodes_ * network_[w]);
    const double from_disk = s.shuffle_read[w] * (1 - std::min(page_cache_[w], 1.0)) + spilled;
    const double to_disk = s.shuffle_write[w] + spilled;
    const double disk = from_disk / (nodes_ * disk_read_[w]) + to_disk / (nodes_ * disk_write_[w]);

    // The hottest key, and the driver.
    const double a_pass = std::max(s.shuffle_read[w] / passes, 1.0);
    const double piece = std::max(split_size_[w] / a_pass, split_factor_[w] / tasks);
    const double hottest = splits > 0 ? std::min(s.hottest_share[w], piece) : s.hottest_share[w];
    const double hot_key = hottest * (s.reduce_work[w] + spill_work) / speed_[w] * slower;
    const double launching = tasks * passes / launch_rate_[w];

    const double powers =
        fourth(on_slots) + fourth(store) + fourth(network) + fourth(disk) + fourth(hot_key) + fourth(launching);
    stages_total_[w] += std::sqrt(std::sqrt(powers));
    disk_[w] += s.shuffle_write[w] + spilled;
    scanned_[w] += s.scanned[w];
  }
}

void HandWritten::finish(Answers& answers) const {
#pragma GCC ivdep
  for (std::size_t w = 0; w < kWorlds; ++w) {
    const double driver = session_[w] + stages_run_ * driver_stage_[w] + thousands_of_files_ * list_page_[w] +
                          all_tasks_ * driver_task_[w];
    const double commit = output_files_ * commit_file_[w] / commit_threads_[w] + commit_table_[w];
    const double seconds = start_[w] + executor_start_[w] + (driver + stages_total_[w] + commit) * model_error_[w];
    const double billed = seconds + idle_tail_[w];
    answers.seconds[w] = seconds;
    answers.usd[w] = hourly_ * billed + size_factor_[w] * disk_[w] * volume_month_ * billed +
                     scanned_[w] / request_size_[w] * per_read_ + output_files_ * per_write_;
  }
}

void HandWritten::evaluate(Answers& answers) {
  clear();
  for (const auto& stage : stages_) add_stage(stage);
  finish(answers);
}

}  // namespace sizer::bench
