#include "sizer/spark_version.hpp"

#include <algorithm>

namespace sizer::spark {
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

VersionRules rules_of(Version version) {
  return {.speculation_by_efficiency = version >= Version::v3_4,
          .small_target_under_product = version >= Version::v4_0,
          .fraction_up_to_one = version >= Version::v4_0};
}

}  // namespace sizer::spark
