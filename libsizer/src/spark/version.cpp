#include <algorithm>

#include "sizer/spark_version.hpp"

namespace sizer::spark {
namespace {

VersionRules rules_read_for(Version version) {
  VersionRules rules;
  rules.max_partition_num = version >= Version::v3_5;
  if (version >= Version::v4_0) {
    rules.speculation_quantile = 0.9;
    rules.speculation_multiplier = 3;
    rules.kubernetes_allocation_batch = 10;
    rules.small_target_under_product = true;
    rules.fraction_up_to_one = true;
    rules.fetch_failure_by_decommission_counts = false;
  }
  if (version >= Version::v4_2) rules.kubernetes_allocation_batch = 20;
  return rules;
}

}  // namespace

const std::vector<Version>& versions() {
  static const std::vector<Version> all{Version::v3_3, Version::v3_4, Version::v3_5, Version::v4_0,
                                        Version::v4_1, Version::v4_2, Version::v4_3};
  return all;
}

std::string_view to_string(Version version) {
  switch (version) {
    case Version::v3_3:
      return "3.3";
    case Version::v3_4:
      return "3.4";
    case Version::v3_5:
      return "3.5";
    case Version::v4_0:
      return "4.0";
    case Version::v4_1:
      return "4.1";
    case Version::v4_2:
      return "4.2";
    case Version::v4_3:
      return "4.3";
  }
  return "3.5";
}

std::optional<Version> version_named(std::string_view text) {
  const auto is_release_of = [&](Version version) {
    const std::string_view name = to_string(version);
    if (!text.starts_with(name)) return false;
    const std::string_view patch = text.substr(name.size());
    if (patch.empty()) return true;
    return patch.size() > 1 && patch.front() == '.' && patch.find_first_not_of("0123456789", 1) == patch.npos;
  };
  const auto found = std::ranges::find_if(versions(), is_release_of);
  return found == versions().end() ? std::nullopt : std::optional(*found);
}

const VersionRules& rules_of(Version version) {
  static const std::vector<VersionRules> rules = [] {
    std::vector<VersionRules> all;
    for (const Version v : versions()) all.push_back(rules_read_for(v));
    return all;
  }();
  return rules[static_cast<std::size_t>(version)];
}

}  // namespace sizer::spark
