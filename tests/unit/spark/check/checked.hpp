#pragma once

#include <sstream>

#include "sizer/settings_check.hpp"

/// Checks of settings written as lines "key value".
namespace sizer {

inline const Instance& node(const char* type) {
  static const InstanceTable table = InstanceTable::built_in();
  return *table.find(type);
}

/// Ten nodes of 8 vCPUs and 32 GiB, of which YARN gets 24 GiB on EMR.
inline SettingsContext ten_nodes() { return {.instance = &node("m5.2xlarge"), .nodes = 10, .platform = Platform::emr}; }

inline SettingsContext ten_nodes_on(Platform platform) {
  SettingsContext where = ten_nodes();
  where.platform = platform;
  return where;
}

inline std::vector<SettingsFinding> found_in(const std::string& text, const SettingsContext& where = ten_nodes()) {
  std::vector<StatedProperty> stated;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const auto blank = line.find(' ');
    stated.push_back({line.substr(0, blank), blank == line.npos ? "" : line.substr(blank + 1),
                      "conf:" + std::to_string(stated.size() + 1)});
  }
  return check_settings(stated, where);
}

/// What was found, as "code at line"; "" for a property that is not stated.
inline std::vector<std::string> codes_in(const std::string& text, const SettingsContext& where = ten_nodes()) {
  std::vector<std::string> codes;
  for (const auto& found : found_in(text, where)) {
    codes.push_back(found.finding.code + (found.source.empty() ? "" : " " + found.source.substr(5)));
  }
  return codes;
}

using Codes = std::vector<std::string>;

}  // namespace sizer
