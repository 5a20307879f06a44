#pragma once

#include "one_cluster.hpp"

namespace sizer::bench {

using Column = std::vector<double>;  ///< one number a world

/// The model as one would write it for speed alone: no dimensions, no readings, one column for each uncertain number
/// and a plain loop over the worlds for each stage. The formulas are those of libsizer/src/model/, for a job that reads
/// an object store and whose stages follow each other on nodes that are not reclaimed.
class HandWritten {
 public:
  explicit HandWritten(const OneCluster& c);

  void evaluate(Answers& answers);

 private:
  struct StageColumns {
    Column scanned, shuffle_read, shuffle_write, written, cached, broadcast;
    Column work, reread_work, reduce_work, hottest_share;
    double passes, tasks, files_per_task;
    bool scans, caches, states_skew;
    WaveCurve waves;
  };

  void clear();
  void add_stage(const StageColumns& stage);
  void finish(Answers& answers) const;

  std::vector<StageColumns> stages_;

  // The node.
  Column speed_, network_, object_store_, disk_read_, disk_write_;
  // Assumptions.
  Column compression_, task_objects_, jvm_live_, page_weight_, object_weight_, gc_base_, gc_coefficient_;
  Column spill_cost_, task_cost_, task_fixed_, sigma_, page_cache_, split_size_, split_factor_, launch_rate_;
  Column connection_, requests_, first_byte_, overlap_;
  Column start_, executor_start_, session_, driver_stage_, driver_task_, list_page_;
  Column commit_file_, commit_threads_, commit_table_, model_error_, idle_tail_, request_size_, size_factor_;
  // The cluster and the job.
  double nodes_, executors_, cores_, heap_, unified_, storage_;
  double stages_run_ = 0, thousands_of_files_ = 0, all_tasks_, output_files_;
  double hourly_, volume_month_, per_read_, per_write_;  // dollars, by the second and by the byte
  // Sums over the stages.
  Column stages_total_ = Column(kWorlds), disk_ = Column(kWorlds), scanned_ = Column(kWorlds);
};

}  // namespace sizer::bench
