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
///     check_settings({{"spark.executor.memory", "30g", "conf:1"}}, {.instance = m5_2xlarge})
///     error container-does-not-fit at conf:1: an executor takes … MiB and a node of m5.2xlarge offers … MiB
///
/// A rule looks at what is stated, else at the default of that release of Spark, and only where something it reads is
/// stated. One mistake is one finding: a value that cannot be read is judged by no rule, and a property about which
/// something was found by no further one. Every code with its reason: docs/reference/settings-findings.md.
///
/// It knows nothing of how `settings_for` derives its values: each proves the other.
namespace sizer {

/// A property as somebody stated it.
struct StatedProperty {
  std::string key, value;
  std::string source;  ///< "spark-defaults.conf:12:1"
};

/// Where the settings are to run. Without an instance nothing is held against a node.
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

/// Everything found, in the order of the stated properties; last what is about a property nobody stated. Of a property
/// stated twice the last counts. Takes no memory where nothing is found.
std::vector<SettingsFinding> check_settings(const std::vector<StatedProperty>& stated, const SettingsContext& context);

bool has_bad_input(const std::vector<SettingsFinding>& findings);
bool has_errors(const std::vector<SettingsFinding>& findings);  ///< of severity `error`, or bad input

}  // namespace sizer
