#include <gtest/gtest.h>

#include <set>

#include "plan/explain.hpp"
#include "scenarios.hpp"
#include "sizer/io.hpp"

namespace sizer {
namespace {

/// The assumptions that one way of running a job rests on.
void add_used(const Scenario& scenario, const ClusterRequest& request, std::set<std::string>& keys) {
  for (const Assumed& used : check(scenario, request, aws(), {.worlds = kLaneCount}).assumed) keys.insert(used.key);
}

TEST(Assumptions, NoRowIsWithoutUse) {
  // Thresholds of findings and cliffs, and the noise of measured runs: no steps of the computation.
  std::set<std::string> keys{"memory.fan_in", "broadcast.build_row", "measured.noise"};
  // Of other engines: read by `compare --engine` alone.
  keys.insert({"native.speed", "native.boot"});
  // Of streams: what is reported beside the computation, and what limits a choice.
  keys.insert({"stream.heap_share", "stream.rocksdb_write", "stream.rocksdb_store", "stream.partition_rate",
               "stream.imbalance", "stream.delay_median", "stream.delay_p99", "stream.measured_noise"});
  const auto plain = [](Instance instance, auto change) {
    change(instance);
    return ClusterRequest{4, instance};
  };
  const Instance m5 = *aws().find("m5.4xlarge"), r6id = *aws().find("r6id.4xlarge");
  const auto unknown_disk = [](DiskKind kind) {
    return [kind](Instance& i) {
      i.local_read = i.local_write = std::nullopt;
      i.local_disk_kind = kind;
    };
  };
  const std::vector<ClusterRequest> clusters{
      {4, m5},
      {4, r6id},
      plain(r6id, unknown_disk(DiskKind::nvme)),
      plain(r6id, unknown_disk(DiskKind::ssd)),
      plain(r6id, unknown_disk(DiskKind::hdd)),
      plain(m5, [](Instance& i) { i.network = std::nullopt; }),
      plain(m5, [](Instance& i) { i.network = 20 * Gbit / second; }),
      plain(m5, [](Instance& i) { i.network = 200 * Gbit / second; }),
      plain(m5, [](Instance& i) { i.spot = i.on_demand, i.spot_interruptions.clear(); }),
  };
  for (const auto& name : profile_names()) {
    Scenario s = batch(500 * GB, 2 * hour);
    s.profile = {*profile_named(name), "test"};
    for (const auto& request : clusters) add_used(s, request, keys);
    s.cluster.purchase = {Purchase::spot, "test"};
    add_used(s, clusters.back(), keys);
  }
  for (const Format format : {Format::parquet, Format::orc, Format::avro, Format::csv, Format::json, Format::text}) {
    for (const Codec codec : {Codec::none, Codec::snappy, Codec::zstd, Codec::gzip, Codec::lz4}) {
      Scenario s = batch(500 * GB, 2 * hour);
      s.input.format = {format, "test"};
      s.input.codec = {codec, "test"};
      add_used(s, clusters[0], keys);
    }
  }
  for (const Platform platform : {Platform::emr, Platform::databricks, Platform::dataproc, Platform::kubernetes,
                                  Platform::yarn, Platform::standalone}) {
    Scenario s = batch(500 * GB, 2 * hour);
    s.cluster.platform = Given<Platform>{platform, "test"};
    add_used(s, clusters[0], keys);
    s.input.storage = Given<std::string>{"hdfs_nvme_gen4", "test"};
    add_used(s, clusters[0], keys);
  }
  Scenario words = batch(500 * GB, 2 * hour);
  words.profile = {Profile::aggregate, "test"};
  words.input.format = {Format::text, "test"};
  add_used(words, clusters[0], keys);
  Scenario s = parse_scenario("[stream]\nevents_per_second = 5000\n[stream.state]\nwindow = \"5 min\"\n", "test");
  add_used(s, clusters[0], keys);
  s.stream->store = {StateStore::memory, "test"};
  add_used(s, clusters[0], keys);
  s.stream->states.clear();
  s.stream->trigger = {StreamTrigger::continuous, "test"};
  add_used(s, clusters[0], keys);
  for (const Assumption& row : kAssumptions) EXPECT_TRUE(keys.contains(std::string(row.key))) << row.key;
}

}  // namespace
}  // namespace sizer
