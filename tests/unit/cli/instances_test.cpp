#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "commands.hpp"
#include "sizer/instance.hpp"

namespace sizer::cli {
namespace {

/// What `sizer instances …` lists.
std::vector<const Instance*> listed(std::vector<std::string> arguments) {
  static const InstanceTable everything = InstanceTable::built_in();
  arguments.insert(arguments.begin(), {"instances", "--json"});
  std::ostringstream out, err;
  run_instances(parse_command_line(arguments, {}), out, err);
  std::vector<const Instance*> rows;
  for (const auto& row : nlohmann::json::parse(out.str())) {
    rows.push_back(everything.find(row["instance_type"].get<std::string>()));
  }
  return rows;
}

std::string complaint(const std::vector<std::string>& arguments) {
  try {
    listed(arguments);
    return {};
  } catch (const InputError& error) {
    return format_diagnostics(error.diagnostics());
  }
}

TEST(InstancesCommand, ListsWhatAPatternMatches) {
  const auto rows = listed({"r6id.*"});
  ASSERT_FALSE(rows.empty());
  for (const Instance* row : rows) EXPECT_EQ(row->family, "r6id");
}

TEST(InstancesCommand, UnderstandsFamiliesLinesAndShortAzureNames) {
  EXPECT_EQ(listed({"r6id"}), listed({"r6id.*"}));
  EXPECT_EQ(listed({"--family", "r6id"}), listed({"r6id.*"}));
  EXPECT_EQ(listed({"n2-standard"}), listed({"n2-standard-*"}));
  EXPECT_EQ(listed({"e16ds_v5"}), listed({"Standard_E16ds_v5"}));
}

TEST(InstancesCommand, NamesATypeOnceHoweverOftenItIsMatched) { EXPECT_EQ(listed({"m5.large", "m5.l*"}).size(), 1u); }

TEST(InstancesCommand, SuggestsTypesNearAnUnknownOneAndTheFieldsToGive) {
  const std::string text = complaint({"m5.2xlarg"});
  EXPECT_NE(text.find("unknown instance type 'm5.2xlarg'; near it: m5.2xlarge"), std::string::npos) << text;
  EXPECT_NE(text.find("vcpu"), std::string::npos) << text;
}

TEST(InstancesCommand, ShowsPreviousGenerationsWhenAskedForOrAlone) {
  ASSERT_EQ(listed({"m4.xlarge"}).size(), 1u);
  EXPECT_GT(listed({"--previous-generation"}).size(), listed({}).size());
  for (const Instance* row : listed({})) EXPECT_FALSE(is_previous_generation(*row)) << row->type;
}

TEST(InstancesCommand, FiltersByMemoryDisksAndArchitecture) {
  const auto rows = listed({"--min-memory", "64GiB", "--max-memory", "128 GiB", "--local-ssd", "--arch", "aarch64"});
  ASSERT_FALSE(rows.empty());
  for (const Instance* row : rows) {
    EXPECT_GE(row->memory, 64 * GiB);
    EXPECT_LE(row->memory, 128 * GiB);
    EXPECT_TRUE(row->has_local_disk());
    EXPECT_EQ(row->arch, "arm64");
  }
}

TEST(InstancesCommand, FiltersByVcpusAndNetwork) {
  const auto rows = listed({"--min-vcpu", "16", "--max-vcpu", "32", "--min-network", "10Gbit/s", "--no-local-disk"});
  ASSERT_FALSE(rows.empty());
  for (const Instance* row : rows) {
    EXPECT_GE(row->vcpu, 16);
    EXPECT_LE(row->vcpu, 32);
    EXPECT_GE(row->network->base(), 1.25e9);  // 10 Gbit/s ÷ 8
    EXPECT_FALSE(row->has_local_disk());
  }
}

TEST(InstancesCommand, FiltersByPriceReadAsDollarsAnHour) {
  const auto rows = listed({"--max-price", "0.05"});
  ASSERT_FALSE(rows.empty());
  EXPECT_EQ(rows, listed({"--max-price", "$0.05/h"}));
  EXPECT_EQ(rows, listed({"--max-price", "$0.05"}));
  for (const Instance* row : rows) EXPECT_LE(row->on_demand->base() * 3600, 0.05 * (1 + 1e-12));
}

TEST(InstancesCommand, LetsNoUnknownFigurePassALimit) {
  ASSERT_FALSE(listed({"--provider", "onprem"}).empty());
  const auto rows = listed({"--max-price", "1000000", "--provider", "aws,gcp", "--provider", "azure,onprem"});
  for (const Instance* row : rows) EXPECT_TRUE(row->on_demand) << row->type;
}

TEST(InstancesCommand, ListsTheProvidersAskedFor) {
  const auto rows = listed({"--provider", "gcp"});
  ASSERT_FALSE(rows.empty());
  for (const Instance* row : rows) EXPECT_EQ(row->provider, Provider::gcp);
}

TEST(InstancesCommand, SortsBothWaysWithUnknownFiguresLast) {
  for (const std::string order : {"price", "price:desc", "-price", "price desc"}) {
    const auto rows = listed({"--sort=" + order});
    for (std::size_t i = 1; i < rows.size(); ++i) {
      if (!rows[i]->on_demand) continue;
      ASSERT_TRUE(rows[i - 1]->on_demand);
      const auto before = *rows[i - 1]->on_demand, after = *rows[i]->on_demand;
      EXPECT_TRUE(order == "price" ? before <= after : before >= after) << order;
    }
  }
}

TEST(InstancesCommand, SortsAFamilyBySizeWhenSortedByName) {
  const auto rows = listed({"r6id", "--sort", "name"});
  for (std::size_t i = 1; i < rows.size(); ++i) EXPECT_LE(rows[i - 1]->vcpu, rows[i]->vcpu);
}

TEST(InstancesCommand, NamesEverythingThatIsWrongAtOnce) {
  const std::string text =
      complaint({"--min-memory", "5 GO", "--arch", "mips", "--sort", "prise", "--provider", "awz"});
  for (const char* part : {"--min-memory: error:", "--arch: error:", "did you mean 'price'", "did you mean 'aws'"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part << " is missing in\n" << text;
  }
}

TEST(InstancesCommand, IsNotAnAnswerWhenNothingPasses) {
  std::ostringstream out, err;
  EXPECT_EQ(run_instances(parse_command_line({"instances", "--min-vcpu", "5000"}, {}), out, err), 1);
  EXPECT_EQ(out.str(), "");
  EXPECT_NE(err.str().find("no node type"), std::string::npos);
}

TEST(InstancesCommand, SaysWhichPatternMatchesNothingAndWhatIsNearIt) {
  std::ostringstream out, err;
  EXPECT_EQ(run_instances(parse_command_line({"instances", "r6ic.*", "r6id.large"}, {}), out, err), 0);
  EXPECT_NE(out.str().find("r6id.large"), std::string::npos);
  EXPECT_NE(err.str().find("no node type matches 'r6ic.*', did you mean 'r6i"), std::string::npos) << err.str();
  std::ostringstream none, why;
  EXPECT_EQ(run_instances(parse_command_line({"instances", "zz*", "--json"}, {}), none, why), 1);
  EXPECT_EQ(none.str(), "[]\n");
  EXPECT_EQ(why.str(), "sizer: no node type matches 'zz*'\n");
}

}  // namespace
}  // namespace sizer::cli
