#include <gtest/gtest.h>

#include "sizer/formulas.hpp"
#include "sizer/model.hpp"
#include "sizer/spark.hpp"

// Values worked out by hand or by simulation, apart from this code.
namespace sizer {
namespace {

TEST(GoldenValues, MakespanOfLogNormalTasksMatchesSimulation) {
  // Unit mean task time; (tasks, slots, sigma) → mean makespan over many simulated runs.
  const struct {
    double tasks, slots, sigma, makespan;
  } simulated[] = {{32, 32, .3, 1.80},   {128, 32, .3, 4.92},  {512, 512, .3, 2.40},
                   {64, 64, .5, 2.89},   {128, 64, .5, 3.93},  {1024, 64, .5, 17.94},
                   {128, 128, .5, 3.27}, {512, 512, .8, 8.42}, {2048, 512, .8, 13.01}};
  for (const auto& s : simulated) {
    EXPECT_NEAR(wave_factor(s.tasks, s.slots, s.sigma), s.makespan, 0.01 * s.makespan) << s.tasks << " on " << s.slots;
  }
  const double p95 = 0.0513;  // −ln 0.95
  EXPECT_NEAR(wave_factor(64, 64, .5, p95), 4.27, 0.04);
  EXPECT_NEAR(wave_factor(128, 64, .5, p95), 5.35, 0.05);
}

TEST(GoldenValues, EqualTasksRunInWholeWaves) {
  EXPECT_EQ(wave_factor(100, 32, 0), 4);  // ⌈100/32⌉
  EXPECT_EQ(wave_factor(96, 32, 0), 3);
  EXPECT_EQ(wave_factor(97, 32, 0), 4);  // one task more, a whole wave more
}

TEST(GoldenValues, ZipfsHottestKey) {
  // H(10⁶, 1) = 14.3927: 1/14.3927 = 0.06948
  EXPECT_NEAR(zipf_hottest_share(1e6, 1), 0.06948, 1e-5);
  EXPECT_NEAR(zipf_hottest_share(1e3, 1.5), 0.3923, 1e-4);
  EXPECT_NEAR(zipf_hottest_share(1e8, 1), 0.0527, 2e-4);  // ln 10⁸ + 0.577 = 18.998
  // 0.0695 × 200 + 0.9305 = 14.8
  EXPECT_NEAR(skew_stretch(0.0695, 200), 14.8, 0.05);
}

TEST(GoldenValues, ScalabilityLaws) {
  EXPECT_NEAR(usl_speed_up(32, 0.001, 2.8e-4), 24.5, 0.005 * 24.5);
  EXPECT_NEAR(usl_speed_up(64, 0.001, 2.8e-4), 29.2, 0.005 * 29.2);
  EXPECT_NEAR(usl_peak(0.001, 2.8e-4), 59.7, 0.1);
  EXPECT_NEAR(amdahl_speed_up(0.05, 20), 10.26, 0.01);  // 1/(0.05 + 0.95/20)
}

TEST(GoldenValues, ShuffleAndRows) {
  EXPECT_DOUBLE_EQ(remote_share(32), 0.96875);                 // 31/32
  EXPECT_DOUBLE_EQ(unsafe_row_bytes(10).in(byte), 88);         // 8 + 10 × 8
  EXPECT_DOUBLE_EQ(unsafe_row_bytes(11, {13}).in(byte), 112);  // 8 + 11 × 8 + 16
}

TEST(GoldenValues, FailuresAndCheckpoints) {
  EXPECT_NEAR(checkpoint_interval(30 * second, 14'400 * second).in(second), 929.5, 0.1);  // √(2 × 30 × 14,400)
  EXPECT_NEAR(checkpoint_overhead(30 * second, 14'400 * second), 0.0645, 1e-4);           // √(60/14,400)
  EXPECT_NEAR(reclaim_probability(50, 2 * hour, 0.05), 0.0071, 1e-4);
  EXPECT_NEAR(reclaim_probability(50, 2 * hour, 0.20), 0.0305, 1e-4);
}

TEST(GoldenValues, StreamsAfterAnOutage) {
  EXPECT_NEAR(drain_time(2 * hour, 0.7).in(hour), 4.67, 0.01);            // 2 × 0.7/0.3
  EXPECT_DOUBLE_EQ(recovery_capacity(2 * hour, 1 * hour), 3);             // 1 + 2/1
  EXPECT_NEAR(shortest_batch(0.8 * second, 0.7).in(second), 2.67, 0.01);  // 0.8/0.3
  EXPECT_NEAR(queue_wait(0.8, 1), 4.0, 1e-12);                            // 0.8 × 2/(2 × 0.2)
}

TEST(GoldenValues, FilePacking) {
  // 1,000 × 1 MB, parallelism 100: each ≈ 1 + 4.19 MB, together 5.19 GB, a hundredth is 51.9 MB: ten files fit.
  EXPECT_EQ(spark::scan_partitions_of_equal_files(1000, 1'000'000, true, {.parallelism = 100}), 100);
  // 10 × 1 GB: a hundredth of 10.04 GB is 100.4 MB: each file in ten.
  EXPECT_EQ(spark::scan_partitions_of_equal_files(10, 1'000'000'000, true, {.parallelism = 100}), 100);
}

TEST(GoldenValues, SmallFilesAndCodecs) {
  EXPECT_NEAR(small_file_penalty(1 * MB, 0.06 * second, 90 * MB / second), 6.4, 1e-9);  // 1 + 0.06 × 90/1
  // (1 − 0.476)/(1/435 + 1/1207) = 0.524 × 319.8
  EXPECT_NEAR(codec_break_even(0.476, 435 * MB / second, 1207 * MB / second).in(MB / second), 167.6, 0.1);
}

TEST(GoldenValues, GarbageCollection) {
  EXPECT_NEAR(collection_overhead<double>(0.7, 2.0).base(), 0.70, 1e-12);
  EXPECT_NEAR(collection_overhead<double>(0.7, 3.0).base(), 0.175, 1e-12);
  EXPECT_NEAR(collection_overhead<double>(0.7, 5.0).base(), 0.044, 1e-3);
}

TEST(GoldenValues, SqlWorkFromBytesAndRows) {
  // 100 GB, 400 Mrows read; 20 GB, 200 Mrows shuffled; 2,000 tasks:
  // 2.7 × 100 + 0.036 × 400 + 85 × 20 + 0.44 × 200 + 0.015 × 2,000 = 270 + 14.4 + 1,700 + 88 + 30 = 2,102.4
  const auto world = typical_world();
  const auto work = sql_work<double>(100 * GB, 400e6, 20 * GB, 200e6, 2000, world);
  EXPECT_NEAR(work.in(core * second), 2102.4, 0.1);
  EXPECT_NEAR((work * world.get<"cpu.work_factor">()).in(core * second), 2439, 1);  // × 1.16
}

}  // namespace
}  // namespace sizer
