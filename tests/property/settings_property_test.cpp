#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdlib>
#include <iostream>
#include <random>

#include "sizer/settings.hpp"
#include "sizer/settings_check.hpp"
#include "sizer/spark.hpp"

/// Settings of random clusters, derived directly, judged by a checker that knows nothing of how they were derived.
///
/// SIZER_SETTINGS_CASES clusters, 20,000 unless told; the same ones every time.
namespace sizer {
namespace {

constexpr std::array kPlatforms{Platform::emr,        Platform::databricks, Platform::dataproc,
                                Platform::kubernetes, Platform::yarn,       Platform::standalone};
constexpr std::array kUsualVcpus{2, 4, 8, 12, 16, 32, 48, 64, 96, 128, 192};

class Generator {
 public:
  int whole(int least, int most) { return std::uniform_int_distribution<int>(least, most)(random_); }
  bool one_in(int n) { return whole(1, n) == 1; }
  template <class List>
  auto any_of(const List& list) {
    return list[static_cast<std::size_t>(whole(0, static_cast<int>(std::size(list)) - 1))];
  }
  /// As likely from 1 to 10 as from 100 to 1000.
  int of_any_scale(int most) {
    return static_cast<int>(std::exp(std::uniform_real_distribution<>(0, std::log(most + 0.999))(random_)));
  }

 private:
  std::mt19937_64 random_{1};
};

/// From half a gibibyte to 24 a vCPU; one in four keeps a reserve of its own.
void redraw(Instance& node, Generator& any) {
  node.vcpu = any.one_in(3) ? any.whole(1, 256) : any.any_of(kUsualVcpus);
  node.memory = node.vcpu * any.whole(512, 24 * 1024) * MiB;
  node.reserved_cores.reset();
  node.reserved_memory.reset();
  if (!any.one_in(4)) return;
  node.reserved_cores = any.whole(0, 4);
  node.reserved_memory = any.whole(0, 16 * 1024) * MiB;
}

/// What the checker warns of whoever states it is not wished: heaps between 32 and 48 GiB.
int any_heap_mib(Generator& any, int most_gib) {
  const int heap = any.whole(1024, most_gib * 1024);
  return heap >= 32 * 1024 && heap < 48 * 1024 ? 48 * 1024 : heap;
}

LayoutWishes any_wishes(Generator& any) {
  LayoutWishes wishes;
  wishes.python = any.one_in(2);
  if (any.one_in(4)) wishes.executor_cores = any.whole(1, 32);
  if (any.one_in(4)) wishes.executor_memory = any_heap_mib(any, 96) * MiB;
  wishes.driver_memory_mib = any.one_in(2) ? 1024 * any.whole(2, 8) : any_heap_mib(any, 64);
  return wishes;
}

/// What a plan would ask of the cluster's settings.
SettingsRequest any_request(const Cluster& cluster, bool python, Generator& any) {
  SettingsRequest request;
  request.cluster = cluster;
  request.version = any.any_of(spark::versions());
  request.python = python;
  request.shuffle_partitions = std::max(1, cluster.slots()) * any.of_any_scale(500);
  request.rdd_shuffles = any.one_in(3);
  if (any.one_in(4)) request.max_partition_bytes = 512 * MiB;
  if (any.one_in(2)) request.scan_parallelism = cluster.slots();
  if (any.one_in(3)) request.broadcast = any.of_any_scale(12 * 1024) * MiB;
  return request;
}

std::vector<StatedProperty> as_stated(const Settings& settings) {
  std::vector<StatedProperty> stated;
  stated.reserve(settings.list.size());
  for (const Setting& setting : settings.list) stated.push_back({setting.key, setting.value, {}});
  return stated;
}

/// What is said against the settings; notes do not count.
std::string objections(const Settings& settings, const SettingsContext& context) {
  std::string text;
  for (const SettingsFinding& found : check_settings(as_stated(settings), context)) {
    if (found.finding.severity == Severity::info) continue;
    text += found.finding.code + ": " + found.finding.message + "\n";
  }
  return text;
}

std::string described(const SettingsRequest& request) {
  std::string text = std::to_string(request.cluster.nodes) + " nodes of " +
                     std::to_string(request.cluster.instance->vcpu) + " vCPU and " +
                     std::to_string(request.cluster.instance->memory.in(GiB)) + " GiB on " +
                     std::string(to_string(request.cluster.platform)) + (request.python ? ", Python" : "") + "\n";
  for (const Setting& setting : settings_for(request).list) text += setting.key + " " + setting.value + "\n";
  return text;
}

long cases_wanted() {
  const char* wanted = std::getenv("SIZER_SETTINGS_CASES");
  return wanted ? std::atol(wanted) : 20'000;
}

/// One cluster on a random node; none where nothing fits it.
std::optional<SettingsRequest> any_settings_request(Instance& node, Generator& any) {
  redraw(node, any);
  const Platform platform = any.any_of(kPlatforms);
  const LayoutWishes wishes = any_wishes(any);
  const auto layouts = legal_layouts(node, platform, wishes);
  if (layouts.empty()) return std::nullopt;
  Cluster cluster;
  cluster.instance = &node;
  cluster.platform = platform;
  cluster.nodes = any.of_any_scale(2000);
  cluster.layout = any.any_of(layouts);
  if (cluster.executors() == 0) return std::nullopt;
  return any_request(cluster, wishes.python, any);
}

TEST(Settings, OfRandomClustersAreNeverObjectedTo) {
  Generator any;
  Instance node;
  node.type = "node";
  long judged = 0, objected = 0;
  for (const long wanted = cases_wanted(); judged < wanted;) {
    const auto request = any_settings_request(node, any);
    if (!request) continue;
    ++judged;
    const SettingsContext context{.instance = &node,
                                  .nodes = request->cluster.nodes,
                                  .platform = request->cluster.platform,
                                  .version = request->version,
                                  .python = request->python};
    const std::string text = objections(settings_for(*request), context);
    if (text.empty()) continue;
    EXPECT_EQ(text, "") << described(*request);
    ASSERT_LT(++objected, 10) << "and so on, after " << judged << " clusters";
  }
  std::cout << judged << " clusters, " << objected << " with settings that were objected to\n";
}

}  // namespace
}  // namespace sizer
