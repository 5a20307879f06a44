#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The releases of Spark whose rules are known here. Rules change with the minor release: 3.5.1 and 3.5.9 share theirs.
namespace sizer::spark {

enum class Version { v3_3, v3_4, v3_5, v4_0, v4_1, v4_2, v4_3 };

inline constexpr Version kDefaultVersion = Version::v3_5;

/// All of them, oldest first.
const std::vector<Version>& versions();
std::string_view to_string(Version version);  ///< "3.5"

/// "3.5" or "3.5.4"; none for a release that is not known.
std::optional<Version> version_named(std::string_view text);

/// What differs between the releases in Spark's arithmetic. Defaults of settings are named after the setting.
///
/// Read from the sources of 3.5.4, 4.0.0 and 4.1; 4.2 and 4.3 from the published migration guides.
struct VersionRules {
  double speculation_quantile = 0.75;            ///< share of tasks that must have finished
  double speculation_multiplier = 1.5;           ///< times their median, then a copy is started
  std::int64_t kubernetes_allocation_batch = 5;  ///< pods asked for at a time
  bool max_partition_num = true;                 ///< spark.sql.files.maxPartitionNum is known
  bool small_target_under_product = false;  ///< partitions under a cartesian product are coalesced to the least size
  bool fraction_up_to_one = false;  ///< tasks may need over half of a custom resource without needing all of one
  bool fetch_failure_by_decommission_counts = true;  ///< towards spark.stage.maxConsecutiveAttempts
};
const VersionRules& rules_of(Version version);

}  // namespace sizer::spark
