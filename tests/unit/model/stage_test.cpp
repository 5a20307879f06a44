#include <gtest/gtest.h>

#include "sizer/model.hpp"

namespace sizer {
namespace {

/// Two nodes of 16 cores with plain round numbers, nothing hidden.
Instance plain_instance() {
  Instance i;
  i.provider = Provider::aws;
  i.type = "plain";
  i.vcpu = 16;
  i.memory = 64 * GiB;
  i.network = 10 * Gbit / second;
  i.local_disks = 1;
  i.local_disk_each = 1 * TB;
  i.local_disk_kind = DiskKind::nvme;
  i.local_read = 1 * GB / second;
  i.local_write = 500 * MB / second;
  return i;
}

class StageTimeTest : public testing::Test {
 protected:
  StageTimeTest() {
    cluster_.instance = &instance_;
    cluster_.platform = Platform::yarn;
    cluster_.layout = {.executors_per_node = 4, .executor_cores = 4, .executor_memory_mib = 12 * 1024};
    cluster_.nodes = 2;
    cluster_.speed = CoreSpeed{1.0, "test"};
    stage_.name = "stage";
  }

  StageTime<double> time(const StageDemand<double>& d, int tasks) {
    return stage_time(stage_, d, {tasks, wave_curve(tasks, cluster_.slots())}, cluster_, node_rates(cluster_, world_),
                      world_);
  }
  static StageDemand<double> nothing() {
    StageDemand<double> d;
    d.passes = 1.0;
    return d;
  }

  Instance instance_ = plain_instance();
  Cluster cluster_;
  Stage stage_;
  World<double> world_ = typical_world();
};

TEST_F(StageTimeTest, NodeRatesAreSustainedOnes) {
  const auto rates = node_rates(cluster_, world_);
  // 1.25 GB/s × 0.95 sustained
  EXPECT_NEAR(rates.network.in(GB / second), 1.1875, 1e-9);
  // 92 % of the NIC at 10 Gbit/s; 16 connections × 90 MB/s would be 1.44 GB/s
  EXPECT_NEAR(rates.object_store.in(GB / second), 0.92 * 1.1875, 1e-9);
  EXPECT_DOUBLE_EQ(rates.disk_write.in(MB / second), 500);
}

TEST_F(StageTimeTest, NetworkCarriesWhatAnotherNodeHolds) {
  auto d = nothing();
  d.shuffle_read = 100 * GB;
  // half of it is on the other node: 50 GB ÷ (2 × 1.1875 GB/s) = 21.05 s
  EXPECT_NEAR(time(d, 320).network.in(second), 50 / 2.375, 1e-6);
}

TEST_F(StageTimeTest, LocalDisksTakeTheShuffleAndTheSpill) {
  auto d = nothing();
  d.shuffle_write = 100 * GB;
  const auto t = time(d, 3200);
  EXPECT_EQ(t.memory.spilled, Bytes<>());
  // 100 GB ÷ (2 × 0.5 GB/s) = 100 s
  EXPECT_NEAR(t.local_disk.in(second), 100, 1e-6);
}

TEST_F(StageTimeTest, CpuTimeIsWorkOverSlotsAndATail) {
  auto d = nothing();
  d.work = 32'000 * core * second;
  const auto t = time(d, 320);
  // a task: 32,000/320 = 100 s + 0.015 s, × (1 + GC), + 0.02 s; ten waves and a tail
  const double task = 100.015 * (1 + t.memory.gc.base()) + 0.02;
  const double waves = wave_factor(wave_curve(320, 32), Scalar<>(0.4)).base();
  EXPECT_NEAR(t.cpu.in(second), waves * task, 1e-6);
  EXPECT_GT(waves, 10);
  EXPECT_LT(waves, 13);
}

TEST_F(StageTimeTest, IsNoShorterThanItsSlowestResourceAndNoLongerThanTheirSum) {
  auto d = nothing();
  d.work = 3'200 * core * second;
  d.shuffle_read = d.shuffle_write = 200 * GB;
  const auto t = time(d, 640);
  EXPECT_GE(t.total, max(max(t.cpu, t.network), t.local_disk));
  EXPECT_LE(t.total, t.cpu + t.network + t.local_disk + t.hot_key + t.driver + t.object_store);
}

TEST_F(StageTimeTest, WhatDoesNotFitSpills) {
  auto d = nothing();
  d.shuffle_read = 64 * GB;
  const auto t = time(d, 32);
  // 2 GB on the wire × 3.4 = 6.8 GB a task; (12 GiB − 300 MiB) × 0.6 ÷ 4 = 1.885 GB may be held
  EXPECT_NEAR(t.memory.working_set.in(GB), 6.8, 1e-9);
  EXPECT_NEAR(t.memory.task.in(GB), (12 * GiB - 300 * MiB).in(GB)*0.6 / 4, 1e-6);
  EXPECT_NEAR(t.memory.spilled.in(GB), (6.8 - t.memory.task.in(GB)) * 32 / 3.4, 1e-6);
}

TEST_F(StageTimeTest, ACacheThatDoesNotFitIsReadAgainOnEveryPass) {
  stage_.caches = true;
  stage_.scan = Given<Bytes<>>{100 * GB, "test"};
  auto d = nothing();
  d.passes = 10.0;
  d.scanned = 100 * GB;
  d.work = d.reread_work = 1000 * core * second;
  d.cached = 40 * GB;  // 8 executors × 7.54 GB = 60 GB: fits
  const auto fits = time(d, 800);
  EXPECT_DOUBLE_EQ(fits.memory.cache_hit.base(), 1);
  d.cached = 120 * GB;
  const auto half = time(d, 800);
  EXPECT_NEAR(half.memory.cache_hit.base(), 0.503, 0.001);  // 60.3/120
  EXPECT_GT(half.total.base(), 3 * fits.total.base());      // a cliff
}

TEST_F(StageTimeTest, AStatedHotKeyCannotBeSplit) {
  auto d = nothing();
  d.shuffle_read = 100 * GB;
  d.reduce_work = 10'000 * core * second;
  d.hottest_share = 0.2;
  stage_.skew = Given<double>{0.2, "test"};
  // 20 % of 10,000 core·s in one task
  EXPECT_NEAR(time(d, 1000).hot_key.in(second), 2000 * (1 + time(d, 1000).memory.gc.base()), 1e-6);
  stage_.skew.reset();
  // Not stated: adaptive execution cuts it to five mean partitions, 5/1000.
  EXPECT_NEAR(time(d, 1000).hot_key.in(second), 50 * (1 + time(d, 1000).memory.gc.base()), 1e-6);
}

TEST_F(StageTimeTest, TheThreeReadingsAgree) {
  auto d = nothing();
  d.work = 5000 * core * second;
  d.shuffle_read = 80 * GB;
  d.shuffle_write = 40 * GB;
  const double value = time(d, 200).total.base();

  StageDemand<Lanes> lanes;
  lanes.passes = Scalar<Lanes>(1.0);
  lanes.work = d.work;
  lanes.shuffle_read = d.shuffle_read;
  lanes.shuffle_write = d.shuffle_write;
  Overrides fixed;
  for (const auto& row : kAssumptions) fixed[std::string(row.key)] = {row.typical, row.typical, row.typical};
  const auto world = draw_worlds(kLaneCount, 1, fixed).blocks[0];
  const StageTasks cut{200, wave_curve(200, cluster_.slots())};
  const auto spread = stage_time(stage_, lanes, cut, cluster_, node_rates(cluster_, world), world).total.base();
  EXPECT_NEAR(spread[0], value, 1e-9 * value);
  EXPECT_NEAR(spread[15], value, 1e-9 * value);

  StageDemand<Traced> traced;
  traced.passes = Scalar<Traced>(1.0);
  traced.work = d.work;
  traced.shuffle_read = d.shuffle_read;
  traced.shuffle_write = d.shuffle_write;
  const auto told = traced_world();
  const auto explained = stage_time(stage_, traced, cut, cluster_, node_rates(cluster_, told), told).total.base();
  EXPECT_NEAR(explained.value(), value, 1e-9 * value);
  EXPECT_EQ(explained.step().name, "stage: stage time");
}

TEST_F(StageTimeTest, EachScanOpensItsOwnNumberOfFilesATask) {
  Scenario scenario;
  scenario.data = {100.1 * GB, "test"};
  scenario.input.files = Given<double>{100'100, "test"};  // 1 MB each
  scenario.stages.resize(2);
  scenario.stages[0].name.value = "small";
  scenario.stages[0].scan = Given<Bytes<>>{0.1 * GB, "test"};
  scenario.stages[1].name.value = "large";
  scenario.stages[1].scan = Given<Bytes<>>{100 * GB, "test"};
  const Workload workload = make_workload(scenario);
  WaveCurves curves;
  const auto cut = plan_tasks(workload, demand(workload, world_), cluster_, curves).stages;
  // 32 slots. small: (100 × 5.19 MB) ÷ 32 = 16.2 MB a partition, which 3 files fill: 34 tasks
  EXPECT_EQ(cut[0].tasks, 34);
  EXPECT_NEAR(cut[0].files_per_task, 100.0 / 34, 1e-9);
  // large: 128 MiB a partition, 26 files with their opening cost: ⌈100,000 ÷ 26⌉ = 3,847 tasks
  EXPECT_EQ(cut[1].tasks, 3847);
  EXPECT_NEAR(cut[1].files_per_task, 100'000.0 / 3847, 1e-9);
}

}  // namespace
}  // namespace sizer
