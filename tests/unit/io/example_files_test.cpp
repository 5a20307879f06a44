#include <gtest/gtest.h>

#include "sizer/io.hpp"

namespace sizer {
namespace {

Scenario example(const std::string& name) {
  const std::string path = "examples/" + name;
  return parse_scenario(read_text_file(path), path);
}

TEST(Examples, AskTheSameInAFileAsInAPhrase) {
  const Scenario file = example("batch-500gb-2h.toml"), phrase = parse_phrase("500 GB, 2h SLA");
  EXPECT_EQ(file.data.value, phrase.data.value);
  EXPECT_EQ(file.goal.deadline->value, phrase.goal.deadline->value);
  // Everything else is left at its default in both.
  for (const Scenario* s : {&file, &phrase}) {
    EXPECT_TRUE(s->profile.is_default() && s->python.is_default() && s->input.format.is_default());
    EXPECT_TRUE(s->goal.confidence.is_default() && s->goal.minimise.is_default() && !s->goal.budget);
    EXPECT_TRUE(s->cluster.providers.at(0).is_default() && s->cluster.instances.empty() && !s->cluster.platform);
    EXPECT_TRUE(s->cluster.min_nodes.is_default() && s->cluster.max_nodes.is_default());
    EXPECT_TRUE(s->stages.empty() && s->assume.empty() && s->measured.empty() && s->unused.empty());
  }
}

TEST(Examples, OfAJoinHasNoEntryWithoutEffect) {
  const Scenario s = example("nightly-orders.toml");
  EXPECT_EQ(s.profile.value, Profile::join);
  EXPECT_TRUE(s.unused.empty());
}

TEST(Examples, OfOwnStagesScansAllItsData) {
  const Scenario s = example("own-dag.toml");
  ASSERT_EQ(s.stages.size(), 4U);
  EXPECT_EQ(s.stages[0].scan->value + s.stages[1].scan->value, s.data.value);  // 640 GB + 160 GB = 800 GB
}

TEST(Examples, OfOwnInstancesChangesTheTable) {
  InstanceTable table = InstanceTable::built_in();
  apply_instance_file(read_text_file("examples/own-instances.toml"), "examples/own-instances.toml", table);
  ASSERT_TRUE(table.find("rack-64"));
  EXPECT_EQ(table.find("rack-64")->vcpu, 64);
  EXPECT_DOUBLE_EQ(table.find("r6id.4xlarge")->on_demand->in(usd / hour), 0.86);
}

}  // namespace
}  // namespace sizer
