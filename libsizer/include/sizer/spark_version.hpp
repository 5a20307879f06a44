#pragma once

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

/// What differs between the releases in Spark's code; defaults that differ are the properties' (spark_properties.hpp).
/// Read from the sources of 3.5.4, 4.0.0 and 4.1.
struct VersionRules {
  bool speculation_by_efficiency = true;    ///< copies only tasks that progress slowly, and takes the upper median
  bool small_target_under_product = false;  ///< partitions under a cartesian product are coalesced to the least size
  bool fraction_up_to_one = false;  ///< tasks may need over half of a custom resource without needing all of one
};
VersionRules rules_of(Version version);

}  // namespace sizer::spark
