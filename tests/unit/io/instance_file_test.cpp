#include <gtest/gtest.h>

#include "io/refusal.hpp"
#include "sizer/io.hpp"

namespace sizer {
namespace {

const InstanceTable& built_in() {
  static const InstanceTable table = InstanceTable::built_in();
  return table;
}

InstanceTable with(const std::string& toml) {
  InstanceTable table = built_in();
  apply_instance_file(toml, "mine.toml", table);
  return table;
}

Diagnostic problem_of(const std::string& toml, const std::string& words) {
  return only_problem(refusal([&] { with(toml); }), words);
}

TEST(OwnInstances, OfANewTypeNeedCoresAndMemory) {
  const auto table = with("[[instance]]\ntype = \"rack\"\nprovider = \"onprem\"\nvcpu = 64\nmemory = \"512 GiB\"");
  const Instance* rack = table.find("rack");
  ASSERT_TRUE(rack);
  EXPECT_EQ(rack->provider, Provider::onprem);
  EXPECT_EQ(rack->vcpu, 64);
  EXPECT_EQ(rack->memory, 512 * GiB);
  EXPECT_FALSE(rack->network);  // not given, so unknown
  EXPECT_FALSE(rack->on_demand);
  EXPECT_EQ(rack->origin, "mine.toml:1");
  problem_of("[[instance]]\ntype = \"rack\"\nvcpu = 64", "needs 'memory'");
}

TEST(OwnInstances, OfAKnownTypeChangeOnlyWhatIsGiven) {
  const Instance before = *built_in().find("r6id.4xlarge");
  const auto table = with("[[instance]]\ntype = \"r6id.4xlarge\"\nprice = \"$0.86/h\"");
  const Instance* after = table.find("r6id.4xlarge");
  EXPECT_DOUBLE_EQ(after->on_demand->in(usd / hour), 0.86);
  EXPECT_EQ(after->vcpu, before.vcpu);
  EXPECT_EQ(after->memory, before.memory);
  EXPECT_EQ(after->local_disks, before.local_disks);
  EXPECT_EQ(table.all().size(), built_in().all().size());
}

TEST(OwnInstances, ReadEveryField) {
  const auto table = with(R"([[instance]]
type = "rack"
vcpu = 32
memory = "256 GiB"
region = "cellar"
threads_per_core = 1
arch = "arm64"
cpu_model = "Some CPU"
coremark = 20000
local_disks = 2
local_disk_each = "3.84 TB"
local_disk_kind = "nvme"
local_read = "4 GB/s"
local_write = "2 GB/s"
network = "10 Gbit/s"
network_burst = "25 Gbit/s"
volume = "500 MB/s"
price = "$1/h"
spot = "$0.40/h"
emr_fee = "$0.10/h"
databricks_units = 2.5
reserved_memory = "16 GiB"
reserved_cores = 2
)");
  const Instance& rack = *table.find("rack");
  EXPECT_EQ(rack.region, "cellar");
  EXPECT_EQ(rack.threads_per_core, 1);
  EXPECT_EQ(rack.arch, "arm64");
  EXPECT_EQ(rack.cpu_model, "Some CPU");
  EXPECT_DOUBLE_EQ(*rack.coremark, 20000);
  EXPECT_EQ(rack.local_capacity(), 2 * (3.84 * TB));
  EXPECT_EQ(rack.local_disk_kind, DiskKind::nvme);
  EXPECT_EQ(*rack.local_read, 4 * GB / second);
  EXPECT_EQ(*rack.local_write, 2 * GB / second);
  EXPECT_EQ(*rack.network, 10 * Gbit / second);
  EXPECT_EQ(*rack.network_burst, 25 * Gbit / second);
  EXPECT_EQ(*rack.volume, 500 * MB / second);
  EXPECT_DOUBLE_EQ(rack.spot->in(usd / hour), 0.40);
  EXPECT_DOUBLE_EQ(rack.emr_fee->in(usd / hour), 0.10);
  EXPECT_DOUBLE_EQ(*rack.databricks_units, 2.5);
  EXPECT_EQ(*rack.reserved_memory, 16 * GiB);
  EXPECT_EQ(*rack.reserved_cores, 2);
}

TEST(OwnInstances, MayTakeTheLocalDisksAway) {
  const auto table = with("[[instance]]\ntype = \"r6id.4xlarge\"\nlocal_disks = 0");
  EXPECT_FALSE(table.find("r6id.4xlarge")->has_local_disk());
  EXPECT_FALSE(table.find("r6id.4xlarge")->local_read);
}

TEST(OwnInstances, AreChecked) {
  const std::string rack = "[[instance]]\ntype = \"rack\"\nmemory = \"1 GiB\"\nvcpu = ";
  problem_of(rack + "0", "from 1 to");
  problem_of(rack + "4\nprice = \"$-1/h\"", "negative");
  problem_of(rack + "4\nprice = 0.4", "the unit is missing");
  problem_of(rack + "4\narch = \"sparc\"", "not an architecture");
  problem_of(rack + "4\nlocal_disks = 2", "unknown size");
  problem_of(rack + "4\nlocal_disk_kind = \"tape\"", "not a kind of disk");
  problem_of(rack + "4\nlocal_read = \"1 GB/s\"", "no local disks");
  problem_of(rack + "4\nmemroy = \"2 GiB\"", "did you mean 'memory'?");
  problem_of("[[instance]]\nvcpu = 4\nmemory = \"1 GiB\"", "needs a type");
  problem_of("[[instances]]\ntype = \"a\"", "did you mean 'instance'?");
  problem_of("", "the file is empty");
}

TEST(OwnPrices, GiveADiscountOnWholeFamilies) {
  const double list = built_in().find("m6i.xlarge")->on_demand->in(usd / hour);
  const auto table = with("[[price]]\ninstances = [\"m6i.*\", \"m6id.*\"]\ndiscount = \"18 %\"");
  EXPECT_DOUBLE_EQ(table.find("m6i.xlarge")->on_demand->in(usd / hour), list * 0.82);
  EXPECT_NE(table.find("m6i.xlarge")->origin.find("mine.toml:1"), std::string::npos);
  EXPECT_EQ(table.find("r6i.xlarge")->origin, built_in().find("r6i.xlarge")->origin);
}

TEST(OwnPrices, ReplaceTheList) {
  const auto table = with("[[price]]\ninstances = \"m6i.xlarge\"\nprice = \"$0.10/h\"\nspot = \"$0.04/h\"");
  EXPECT_DOUBLE_EQ(table.find("m6i.xlarge")->on_demand->in(usd / hour), 0.10);
  EXPECT_DOUBLE_EQ(table.find("m6i.xlarge")->spot->in(usd / hour), 0.04);
}

TEST(OwnPrices, ApplyToInstancesOfTheSameFile) {
  const auto table = with(
      "[[price]]\ninstances = \"rack\"\nprice = \"$2/h\"\n[[instance]]\ntype = \"rack\"\nvcpu = 4\nmemory = \"8 GiB\"");
  EXPECT_DOUBLE_EQ(table.find("rack")->on_demand->in(usd / hour), 2);
}

TEST(OwnPrices, AreChecked) {
  problem_of("[[price]]\ninstances = \"m66i.xlarge\"\nprice = \"$1/h\"",
             "no instance type matches 'm66i.xlarge', did you mean");
  problem_of("[[price]]\ninstances = \"m6i.*\"", "no price");
  problem_of("[[price]]\nprice = \"$1/h\"", "needs the types");
  problem_of("[[price]]\ninstances = \"m6i.*\"\nprice = \"$1/h\"\ndiscount = 0.1", "at once");
  problem_of("[[price]]\ninstances = \"m6i.*\"\ndiscount = 1", "at least 0 and below 1");
}

TEST(OwnPrices, OfAFileWithProblemsChangeNothing) {
  InstanceTable table = built_in();
  const auto found = refusal([&] {
    apply_instance_file(
        "[[price]]\ninstances = \"m6i.*\"\nprice = \"$1/h\"\n[[price]]\ninstances = \"nothing*\"\nprice = \"$1/h\"",
        "mine.toml", table);
  });
  EXPECT_EQ(found.size(), 1U);
  EXPECT_EQ(table.find("m6i.xlarge")->on_demand, built_in().find("m6i.xlarge")->on_demand);
}

}  // namespace
}  // namespace sizer
