#include "sizer/workload.hpp"

#include <gtest/gtest.h>

#include "sizer/model.hpp"

namespace sizer {
namespace {

Scenario scenario(Profile profile) {
  Scenario s;
  s.data = {500 * GB, "test"};
  s.profile = {profile, "test"};
  return s;
}

StageInput stage(std::string name, std::vector<std::string> reads) {
  StageInput s;
  s.name = {std::move(name), "test"};
  for (auto& r : reads) s.reads.push_back({std::move(r), "test"});
  return s;
}

TEST(Profiles, EachHasStagesAndASummary) {
  for (const auto& name : profile_names()) {
    const Profile profile = *profile_named(name);
    EXPECT_FALSE(make_workload(scenario(profile)).stages.empty()) << name;
    EXPECT_FALSE(profile_summary(profile).empty()) << name;
  }
}

TEST(Profiles, AJoinOf500GbShuffles200Gb) {
  // 500 GB × 4 in memory × 0.34 ÷ 3.4 on the wire = 200 GB
  const auto d = demand(make_workload(scenario(Profile::join)), typical_world());
  EXPECT_NEAR(d.stages[0].shuffle_write.in(GB), 200, 1e-6);
  EXPECT_NEAR(d.stages[0].rows.in(TB), 2, 1e-9);
  EXPECT_EQ(d.stages[1].shuffle_read, d.stages[0].shuffle_write);
}

TEST(Profiles, PruningShrinksWhatIsScannedAndNotWhatIsStored) {
  Scenario s = scenario(Profile::scan);
  s.input.columns_used = {0.1, "test"};
  const auto d = demand(make_workload(s), typical_world());
  EXPECT_NEAR(d.stages[0].scanned.in(GB), 50, 1e-9);
  EXPECT_NEAR(d.stages[0].rows.in(GB), 200, 1e-9);
}

TEST(Profiles, GzippedJsonIsSixTimesItsSizeAsText) {
  Scenario s = scenario(Profile::scan);
  s.input.format = {Format::json, "test"};
  s.input.codec = {Codec::gzip, "test"};
  const auto d = demand(make_workload(s), typical_world());
  EXPECT_NEAR(d.stages[0].rows.in(GB), 500 * 6 * 0.6, 1e-6);
  // parsing 3,000 GB of text at 12.5 + 2.9 core·s/GB idle, ÷ 0.55
  EXPECT_GT(d.stages[0].work.in(core * second), 3000 * 15.4 / 0.55);
}

TEST(OwnStages, ReadTablesAndEarlierStages) {
  Scenario s = scenario(Profile::sql);
  s.stages = {stage("orders", {"orders-table"}), stage("customers", {"customers-table"}),
              stage("join", {"orders", "customers"})};
  s.stages[0].shuffle = Given<Bytes<>>{180 * GB, "test"};
  s.stages[1].shuffle = Given<Bytes<>>{20 * GB, "test"};
  const Workload w = make_workload(s);
  EXPECT_EQ(w.stages[2].parents, (std::vector{0, 1}));
  EXPECT_FALSE(w.stages[2].scan);
  EXPECT_NEAR(w.stages[0].scan->value.in(GB), 250, 1e-9);  // an equal share of the data
  EXPECT_FALSE(w.is_chain());
  EXPECT_NEAR(demand(w, typical_world()).stages[2].shuffle_read.in(GB), 200, 1e-9);
}

TEST(OwnStages, AStatedScanLeavesTheRestToTheOthers) {
  Scenario s = scenario(Profile::sql);
  s.stages = {stage("big", {"a"}), stage("small", {"b"})};
  s.stages[0].scan = Given<Bytes<>>{450 * GB, "test"};
  const Workload w = make_workload(s);
  EXPECT_NEAR(w.stages[1].scan->value.in(GB), 50, 1e-9);
}

TEST(OwnStages, ShuffleWhatTheirKindOfJobDoes) {
  Scenario s = scenario(Profile::sql);
  s.stages = {stage("a", {"table"}), stage("b", {"a"})};
  s.stages[0].profile = Given<Profile>{Profile::sort, "test"};
  // 500 GB × 4 in memory, all of it, ÷ 3.4
  EXPECT_NEAR(demand(make_workload(s), typical_world()).stages[0].shuffle_write.in(GB), 2000 / 3.4, 1e-6);
}

TEST(OwnStages, StatedWorkReplacesThePrediction) {
  Scenario s = scenario(Profile::sql);
  s.stages = {stage("only", {"table"})};
  s.stages[0].work = Given<CoreSeconds<>>{20 * core * hour, "test"};
  EXPECT_NEAR(demand(make_workload(s), typical_world()).stages[0].work.in(core * hour), 20, 1e-9);
}

}  // namespace
}  // namespace sizer
