#include <gtest/gtest.h>

#include <cmath>

#include "sizer/formulas.hpp"
#include "sizer/model.hpp"

// 500 GB of Parquet, 5 G rows, joined and aggregated over 200 GB of shuffle (3 G rows), 2 G rows of 10 columns written;
// two hours, of which 420 s go to start-up (300), driver (60) and commit (60).
namespace sizer {
namespace {

class WorkedExample : public testing::Test {
 protected:
  const World<double> world_ = typical_world();
  const double tasks_ = 5506;

  CoreSeconds<> sql() const { return sql_work<double>(500 * GB, 5e9, 200 * GB, 3e9, tasks_, world_); }
  CoreSeconds<> writing() const {
    // 2 G rows × 88 B (UnsafeRow of 10 numbers) = 176 GB; × 11.4 s/GB idle ÷ 0.55 busy
    const Bytes<> rows = 2e9 * unsafe_row_bytes(10);
    return rows * world_.get<"cpu.columnar_write">() / world_.get<"cpu.busy_thread">();
  }
  CoreSeconds<> total() const { return world_.get<"cpu.work_factor">() * sql() + writing(); }
};

TEST_F(WorkedExample, SqlWorkIsTheSumOfReadingAndShuffling) {
  // 2.7 × 500 + 0.036 × 5,000 + 85 × 200 + 0.44 × 3,000 + 0.015 × 5,506 = 1,350 + 180 + 17,000 + 1,320 + 82.6
  EXPECT_NEAR(sql().in(core * second), 19'932.6, 0.1);
  EXPECT_NEAR((world_.get<"cpu.work_factor">() * sql()).in(core * second), 23'122, 1);
}

TEST_F(WorkedExample, WritingCosts100NanosecondsAValue) {
  // 2 G rows × 10 values × 100 ns = 2,000 s idle; ÷ 0.55 = 3,636
  EXPECT_NEAR(writing().in(core * second), 3636, 0.005 * 3636);
  EXPECT_NEAR(total().in(core * second), 26'758, 0.001 * 26'758);
}

TEST_F(WorkedExample, SlotsGrowWithTheConfidenceAsked) {
  const Seconds<> available = 7200 * second - 420 * second;
  const double median = slots_needed(total(), available, 0.7).in(core);
  EXPECT_NEAR(median, 5.6, 0.05);  // 26,758 ÷ (6,780 × 0.7)
  // At 95 %: × exp(1.645 × 0.6) = 2.7 without a run, × exp(1.645 × 0.15) = 1.28 after one.
  EXPECT_EQ(std::ceil(median * std::exp(1.645 * 0.6)), 16);
  EXPECT_EQ(std::ceil(median * std::exp(1.645 * 0.15)), 8);
}

TEST_F(WorkedExample, PartitionsOf125MegabytesFitTwoGigabytesACore) {
  // 200 GB ÷ 1,600 = 125 MB on the wire; × 3.5 in memory = 437.5 MB
  const Bytes<> working_set = 200 * GB / 1600 * 3.5;
  EXPECT_NEAR(working_set.in(MB), 440, 3);
  EXPECT_LT(working_set, (2 * GiB - 300 * MiB) * 0.6);
}

TEST_F(WorkedExample, TheNetworkIsIrrelevant) { EXPECT_NEAR((500 * GB / (6780 * second)).in(MB / second), 74, 0.5); }

TEST_F(WorkedExample, TheStagesOfAProfileAddUpToTheSameFormula) {
  Scenario scenario;
  scenario.data = {500 * GB, "test"};
  scenario.profile = {Profile::join, "test"};
  scenario.input.rows = Given<double>{5e9, "test"};
  const Workload workload = make_workload(scenario);
  const auto d = demand(workload, world_);
  Bytes<> shuffled, written;
  CoreSeconds<> work;
  for (const auto& stage : d.stages) {
    shuffled += stage.shuffle_write;
    written += stage.written;
    work += stage.work;
  }
  const auto rows_shuffled = shuffled * world_.get<"shuffle.compression">() / world_.get<"data.row_bytes">();
  const auto sql = sql_work<double>(500 * GB, 5e9, shuffled, rows_shuffled, 0, world_);
  const auto writing = written * world_.get<"data.parquet_expansion">() * world_.get<"cpu.columnar_write">() /
                       world_.get<"cpu.busy_thread">();
  EXPECT_NEAR(work.base(), (world_.get<"cpu.work_factor">() * sql + writing).base(), 1e-6 * work.base());
}

}  // namespace
}  // namespace sizer
