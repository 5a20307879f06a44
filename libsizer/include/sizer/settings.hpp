#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sizer/layout.hpp"
#include "sizer/quantity.hpp"
#include "sizer/spark_version.hpp"

/// The properties a job is started with, derived from a cluster and what the job needs of it: complete, so that Spark
/// does what the plan says, and minimal, so that each line has a reason.
///
/// Every output format is written from this one value (report.hpp); whether settings hold together, ours or a user's,
/// is proved apart from it (settings_check.hpp).
namespace sizer {

struct Setting {
  std::string key, value, reason;
};

struct Settings {
  spark::Version version = spark::kDefaultVersion;
  Platform platform = Platform::yarn;
  std::vector<Setting> list;  ///< by key, each once

  const Setting* find(std::string_view key) const;
};

/// What the job asks of its settings.
struct SettingsRequest {
  Cluster cluster;
  spark::Version version = spark::kDefaultVersion;
  bool python = false;
  int shuffle_partitions = 200;
  Bytes<> max_partition_bytes = 128 * MiB;
  Bytes<> broadcast{};  ///< the largest planned broadcast, compressed; zero: none is planned
};

Settings settings_for(const SettingsRequest& request);

}  // namespace sizer
