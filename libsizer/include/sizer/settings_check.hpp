#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sizer/finding.hpp"
#include "sizer/instance.hpp"
#include "sizer/quantity.hpp"
#include "sizer/spark_version.hpp"

/// Whether Spark settings hold together, whoever wrote them: contradictions, hazards, misspelt and outdated properties.
///
/// It knows nothing of how `settings_for` derives its values: each proves the other.
namespace sizer {

/// A property as somebody stated it.
struct StatedProperty {
  std::string key, value;
  std::string source;  ///< "spark-defaults.conf:12:1"
};

/// Where the settings are to run.
struct SettingsContext {
  const Instance* instance = nullptr;
  int nodes = 1;
  Platform platform = Platform::yarn;
  spark::Version version = spark::kDefaultVersion;
  bool python = false;
};

struct SettingsFinding {
  Finding finding;
  std::string key, source;  ///< the property it is about, and where that was stated
  bool bad_input = false;   ///< Spark would not understand what is written, or it is written twice
};

/// Everything found, in the order of the stated properties.
std::vector<SettingsFinding> check_settings(const std::vector<StatedProperty>& stated, const SettingsContext& context);

}  // namespace sizer
