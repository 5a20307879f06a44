#include <gtest/gtest.h>

#include "sizer/instance.hpp"

namespace sizer {
namespace {

const InstanceTable& everything() {
  static const InstanceTable table = InstanceTable::built_in();
  return table;
}

CoreSpeed speed(std::string_view type) { return core_speed(*everything().find(type)).value(); }

std::optional<CoreSpeed> speed_of_cpu(std::string_view cpu_model, int threads_per_core) {
  Instance instance;
  instance.cpu_model = cpu_model;
  instance.threads_per_core = threads_per_core;
  return core_speed(instance);
}

TEST(CoreSpeed, OfAMeasuredInstanceIsItsOwn) {
  EXPECT_DOUBLE_EQ(speed("m5.2xlarge").ratio, 14474.0 / 17072);
  EXPECT_EQ(speed("m5.2xlarge").basis, "CoreMark 14474 per vCPU, measured");
  // Not measured itself: its row already holds the median of the same CPU model, the reference machine.
  EXPECT_DOUBLE_EQ(speed("r6id.4xlarge").ratio, 1.0);
}

TEST(CoreSpeed, OfAnUnmeasuredInstanceIsThatOfTheSameCpuElsewhere) {
  // Azure publishes no CoreMark; its 8370C is an Ice Lake like the 8375C of AWS.
  EXPECT_DOUBLE_EQ(speed("Standard_D8s_v5").ratio, 17072.0 / 17072);
  EXPECT_EQ(speed("Standard_D8s_v5").basis,
            "CoreMark 17072 per vCPU of Xeon Platinum 8375C (Ice Lake), the same CPU generation");
  EXPECT_DOUBLE_EQ(speed("Standard_D8as_v5").ratio, 20640.0 / 17072);  // EPYC 7R13 (Milan)
  EXPECT_DOUBLE_EQ(speed("c4a-standard-8").ratio, 30127.0 / 17072);    // Axion and Graviton4 are both Neoverse V2
}

TEST(CoreSpeed, PrefersAMeasurementOfTheSameProvider) {
  // z3 runs on Sapphire Rapids: Google measured 20,024 on c3, AWS 22,293 on m7i.
  EXPECT_DOUBLE_EQ(speed("z3-highmem-176-standardlssd").ratio, 20024.0 / 17072);
}

TEST(CoreSpeed, DoesNotMixAFullCoreWithHalfOfOne) {
  // Fasv6 has a core a vCPU, Dasv6 a thread a vCPU, both on Genoa.
  EXPECT_DOUBLE_EQ(speed("Standard_F8as_v6").ratio, 32161.0 / 17072);
  EXPECT_DOUBLE_EQ(speed("Standard_D8as_v6").ratio, 23190.0 / 17072);
}

TEST(CoreSpeed, OfTurinThreadsIsAtLeastThatOfGenoaThreads) {
  // Turin was measured with one thread a core only; with two, Genoa's figure is a lower bound and says so.
  EXPECT_DOUBLE_EQ(speed("c4d-standard-8").ratio, 23190.0 / 17072);
  EXPECT_NE(speed("c4d-standard-8").basis.find("a lower bound"), std::string::npos);
}

TEST(CoreSpeed, OfAMixIsThatOfTheSameMix) {
  EXPECT_DOUBLE_EQ(speed("Standard_E16ds_v4").ratio, 17196.0 / 17072);  // Google's n2, Cascade Lake or Ice Lake
  EXPECT_DOUBLE_EQ(speed("Standard_F8s_v2").ratio, 16246.0 / 17072);    // c5, Skylake or Cascade Lake
}

TEST(CoreSpeed, IsUnknownWhenNobodyMeasuredSuchACpu) {
  EXPECT_FALSE(core_speed(*everything().find("Standard_DS3_v2")).has_value());  // "mixed generations"
  EXPECT_FALSE(speed_of_cpu("a desktop of 2031", 2).has_value());
  EXPECT_FALSE(speed_of_cpu("", 2).has_value());
  // Known CPU, but never measured with one thread a core.
  EXPECT_FALSE(speed_of_cpu("Xeon (Ice Lake)", 1).has_value());
}

TEST(CoreSpeed, IsKnownForNineOfTenInstancesAndWithinReason) {
  std::size_t known = 0;
  for (const Instance& instance : everything().all()) {
    const auto found = core_speed(instance);
    if (!found) continue;
    ++known;
    EXPECT_GT(found->ratio, 0.7) << instance.type;
    EXPECT_LT(found->ratio, 2.9) << instance.type;
    EXPECT_FALSE(found->basis.empty());
  }
  EXPECT_GT(known * 10, everything().all().size() * 9);
}

}  // namespace
}  // namespace sizer
