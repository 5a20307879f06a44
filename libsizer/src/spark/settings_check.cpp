#include "sizer/settings_check.hpp"

#include <algorithm>

#include "spark/check/rules.hpp"

namespace sizer {
namespace spark_check {
namespace {

void judge(std::span<const Rule> rules, const View& view, Found& found) {
  for (const Rule& rule : rules) {
    const bool concerned = rule.reads.meets(view.stated_keys());
    const bool readable = !rule.reads.meets(view.unreadable_keys());
    if (concerned && readable && !rule.relies_on.meets(found.blamed())) rule.judge(view, found);
  }
}

}  // namespace
}  // namespace spark_check

std::vector<SettingsFinding> check_settings(const std::vector<StatedProperty>& stated, const SettingsContext& context) {
  using namespace spark_check;
  View view(stated, context);
  Found found(view);
  judge_names_and_values(view, found);
  for (const auto rules : {value_rules, container_rules, executor_rules, partition_rules, driver_rules, heap_rules}) {
    judge(rules(), view, found);
  }
  judge_effect(view, found);
  return std::move(found).in_order_of_statement();
}

bool has_bad_input(const std::vector<SettingsFinding>& findings) {
  return std::ranges::any_of(findings, &SettingsFinding::bad_input);
}

bool has_errors(const std::vector<SettingsFinding>& findings) {
  return has_bad_input(findings) || std::ranges::any_of(findings, [](const SettingsFinding& found) {
           return found.finding.severity == Severity::error;
         });
}

}  // namespace sizer
