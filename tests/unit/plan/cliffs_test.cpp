#include "plan/cliffs.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "plan/limits.hpp"
#include "scenarios.hpp"

namespace sizer {
namespace {

Check checked(const Scenario& s, int nodes, const char* type) {
  return check(s, {nodes, *aws().find(type)}, aws(), {.worlds = 64});
}

const Cliff* find(const Check& c, Limit limit) {
  const auto found = std::ranges::find(c.cliffs, limit, &Cliff::limit);
  return found == c.cliffs.end() ? nullptr : &*found;
}

const Finding* find(const Check& c, std::string_view code) {
  const auto found = std::ranges::find(c.findings, code, &Finding::code);
  return found == c.findings.end() ? nullptr : &*found;
}

Scenario of_profile(Profile profile, Bytes<> data) {
  Scenario s = batch(data, Seconds<>());
  s.profile = {profile, "test"};
  return s;
}

StageInput stage(const char* name, const char* reads) {
  StageInput stage;
  stage.name = {std::string(name), "test"};
  stage.reads = {{std::string(reads), "test"}};
  return stage;
}

/// A fact table, and a dimension that is sent to every executor.
Scenario with_broadcast(Bytes<> sent) {
  Scenario s = batch(500 * GB, Seconds<>());
  s.stages = {stage("probe", "facts")};
  s.stages[0].broadcast = Given<Bytes<>>{sent, "test"};
  return s;
}

TEST(Cliffs, ComeInOrderFromTodayOn) {
  for (const Profile profile : {Profile::etl, Profile::join, Profile::sort, Profile::ml, Profile::graph}) {
    const Check c = checked(of_profile(profile, 300 * GB), 10, "r6id.2xlarge");
    EXPECT_FALSE(c.cliffs.empty());
    EXPECT_TRUE(std::ranges::is_sorted(c.cliffs, {}, &Cliff::scale));
    for (const Cliff& cliff : c.cliffs) {
      EXPECT_GE(cliff.scale, 1);
      EXPECT_LE(cliff.scale, kMostGrowth);
      EXPECT_EQ(cliff.scale == 1, cliff.share_now > 1) << cliff.message;
      EXPECT_FALSE(cliff.message.empty() || cliff.fix.empty());
    }
  }
}

TEST(Cliffs, TheCacheIsOutgrownWhereACheckOfThatMuchDataSaysSo) {
  const Scenario s = of_profile(Profile::ml, 60 * GB);
  const Check now = checked(s, 10, "r6id.2xlarge");
  const Cliff* cache = find(now, Limit::cache);
  ASSERT_TRUE(cache && cache->scale > 1);
  const auto says_so = [&](double scale) {
    return find(checked(of_profile(Profile::ml, scale * 60 * GB), 10, "r6id.2xlarge"), "cache-does-not-fit") != nullptr;
  };
  EXPECT_TRUE(says_so(cache->scale * 1.01));
  EXPECT_FALSE(says_so(cache->scale / 1.01));
}

TEST(Cliffs, LocalDisksAreFullWhereACheckOfThatMuchDataSaysSo) {
  const Check now = checked(of_profile(Profile::sort, 200 * GB), 10, "c5d.xlarge");
  const Cliff* disk = find(now, Limit::local_disk);
  ASSERT_TRUE(disk && disk->scale > 1);
  const auto full = [&](double scale) {
    Scenario more = of_profile(Profile::sort, scale * 200 * GB);
    more.cluster.shuffle_partitions = Given<int>{now.checked.shuffle_partitions, "as today"};
    return find(checked(more, 10, "c5d.xlarge"), "disk-full") != nullptr;
  };
  EXPECT_TRUE(full(disk->scale * 1.01));
  EXPECT_FALSE(full(disk->scale / 1.01));
}

TEST(Cliffs, SpillingBeginsWithPartitionsAsTheyAreTodayAndMorePartitionsHelp) {
  const Check now = checked(of_profile(Profile::sort, 200 * GB), 10, "r6id.2xlarge");
  const Cliff* spill = find(now, Limit::spill);
  ASSERT_TRUE(spill && spill->scale > 1);
  const auto spilled = [&](double scale, bool as_today) {
    Scenario more = of_profile(Profile::sort, scale * 200 * GB);
    if (as_today) more.cluster.shuffle_partitions = Given<int>{now.checked.shuffle_partitions, "as today"};
    Bytes<> all;
    for (const auto& one : checked(more, 10, "r6id.2xlarge").checked.stages) all += one.spilled;
    return all;
  };
  EXPECT_GT(spilled(spill->scale * 1.01, true), Bytes<>());
  EXPECT_EQ(spilled(spill->scale / 1.01, true), Bytes<>());
  EXPECT_EQ(spilled(spill->scale * 1.01, false), Bytes<>());
  EXPECT_NE(spill->fix.find("shuffle partitions instead of"), std::string::npos) << spill->fix;
}

TEST(Cliffs, ABroadcastStopsBeingOneThenFails) {
  // 100 MB on the wire, about 340 MB of rows: let through by a threshold of half as much again.
  const Check c = checked(with_broadcast(100 * MB), 10, "r6id.2xlarge");
  const Cliff* threshold = find(c, Limit::broadcast_threshold);
  const Cliff* size = find(c, Limit::broadcast_size);
  ASSERT_TRUE(threshold && size);
  EXPECT_NEAR(threshold->scale, 1.5, 0.02);
  EXPECT_GT(size->scale, threshold->scale);
  EXPECT_LE(size->scale, (8 * GiB / (340 * MB)).base() + 1);
}

TEST(Cliffs, ABroadcastThatCannotWorkIsAFindingToday) {
  const Check c = checked(with_broadcast(3 * GB), 10, "r6id.2xlarge");  // 10 GB of rows: over 8 GiB
  EXPECT_TRUE(find(c, "broadcast-size"));
  EXPECT_FALSE(find(c, "broadcast-threshold"));  // said once, by what is most final
  EXPECT_FALSE(find(c, "broadcast-threshold"));  // said once, by what is most final
  EXPECT_FALSE(find(checked(with_broadcast(5 * MB), 10, "r6id.2xlarge"), "broadcast-size"));
}

TEST(MemoryFix, OfAStageThatFailsIsEvaluatedAndHelps) {
  Scenario s = batch(500 * GB, Seconds<>());
  s.stages = {stage("wide", "table"), stage("narrow", "wide")};
  s.stages[0].shuffle = Given<Bytes<>>{2 * TB, "test"};
  s.stages[1].partitions = Given<double>{40, "test"};
  const Check c = checked(s, 20, "m5.xlarge");
  const StageReport& narrow = c.checked.stages[1];
  EXPECT_GT(narrow.out_of_memory_probability, 0.01);
  const auto found = std::ranges::find(c.memory_fixes, "narrow", &MemoryFix::stage);
  ASSERT_NE(found, c.memory_fixes.end());
  const MemoryFix& fix = *found;
  EXPECT_LT(fix.out_of_memory_after, fix.out_of_memory);
  EXPECT_DOUBLE_EQ(fix.out_of_memory, narrow.out_of_memory_probability);
}

TEST(MemoryFix, IsNotSoughtWhereThereIsRoom) {
  const Check c = checked(of_profile(Profile::scan, 100 * GB), 10, "r6id.2xlarge");
  EXPECT_TRUE(c.memory_fixes.empty());
}

TEST(Underuse, ItsPartsAddUpToWhatIsPaidFor) {
  for (const int nodes : {2, 20, 200}) {
    const Check c = checked(batch(500 * GB, 2 * hour), nodes, "r6id.2xlarge");
    ASSERT_TRUE(c.underuse);
    const Underuse& use = *c.underuse;
    const CoreSeconds<> parts = use.busy + use.starting + use.unoccupied + use.waiting;
    EXPECT_NEAR((parts / use.paid).base(), 1, 1e-9);
    ASSERT_TRUE(use.idle_cost && c.checked.cost);
    EXPECT_GT(*use.idle_cost, Usd<>());
  }
}

TEST(Underuse, GrowsWithNodesThatTheJobCannotUse) {
  const auto busy = [](int nodes) {
    return checked(batch(50 * GB, 2 * hour), nodes, "r6id.2xlarge").underuse->busy_share();
  };
  EXPECT_GT(busy(2), busy(20));
  EXPECT_GT(busy(20), busy(200));
  EXPECT_TRUE(find(checked(batch(50 * GB, 2 * hour), 200, "r6id.2xlarge"), "idle-core-hours"));
}

TEST(SmallFiles, CostTimeThatCompactingGivesBack) {
  Scenario s = batch(200 * GB, 2 * hour);
  s.input.files = Given<double>{200'000, "test"};  // 1 MB each
  const Check c = checked(s, 10, "r6id.2xlarge");
  ASSERT_TRUE(c.small_files);
  EXPECT_GT(c.small_files->penalty(), Seconds<>());
  EXPECT_EQ(c.small_files->compacted_files, 1491);  // 200 GB ÷ 128 MiB, rounded up
  s.input.files->value = c.small_files->compacted_files;
  const Check compacted = checked(s, 10, "r6id.2xlarge");
  EXPECT_FALSE(compacted.small_files);
  EXPECT_EQ(compacted.checked.duration.p50, c.small_files->compacted_duration);
  ASSERT_TRUE(find(c, "small-files"));
  EXPECT_EQ(std::ranges::count(c.findings, "small-files", &Finding::code), 1);
}

}  // namespace
}  // namespace sizer
