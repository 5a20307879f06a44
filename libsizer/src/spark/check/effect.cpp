#include <algorithm>

#include "spark/check/container.hpp"
#include "spark/check/rules.hpp"
#include "spark/check/words.hpp"

/// Properties that nobody reads where they are stated.
namespace sizer::spark_check {
namespace {

/// Properties that only count while another is true.
struct Switched {
  std::string_view prefix;
  Key by;
};
constexpr Switched kSwitched[] = {
    {"spark.sql.adaptive.", Key::adaptive},
    {"spark.dynamicAllocation.", Key::dynamic_allocation},
    {"spark.speculation.", Key::speculation},
};

/// One that is off itself does not contradict.
bool wants_effect(const StatedProperty& property, const Switched& row) {
  return property.key.starts_with(row.prefix) && property.key != name_of(row.by) && property.value != "false";
}

bool is_off(const View& view, Key by) { return by == Key::dynamic_allocation ? !is_dynamic(view) : !view.flag(by); }

void judge_switched(const View& view, Found& found, const Switched& row) {
  if (view.unreadable_keys().has(row.by) || found.blamed().has(row.by) || !is_off(view, row.by)) return;
  const StatedProperty* first = nullptr;
  std::int64_t count = 0;
  for (const StatedProperty& property : view.all()) {
    if (!wants_effect(property, row)) continue;
    if (found.is_blamed(property)) return;
    if (++count == 1) first = &property;
  }
  if (count == 0) return;
  const bool stated = view.stated(row.by) != nullptr;
  const std::string others = count == 1 ? " has no effect" : " and " + number(count - 1) + " more have no effect";
  const std::string name(name_of(row.by));
  found.add(stated ? *view.stated(row.by) : *first,
            {Severity::warning, "no-effect",
             first->key + others + ": " + name + (stated ? " is false" : " is not stated, and false by default"),
             name + " = true, or leave " + (count == 1 ? "it" : "them") + " out"});
}

bool is_of_other_platform(std::string_view key, Platform platform) {
  const bool has_yarn = platform == Platform::yarn || platform == Platform::emr || platform == Platform::dataproc;
  return (key.starts_with("spark.kubernetes.") && platform != Platform::kubernetes) ||
         (key.starts_with("spark.yarn.") && !has_yarn);
}

/// A Databricks cluster has one executor a node and its own autoscaling.
bool is_managed_by_databricks(std::string_view key) {
  constexpr std::string_view kManaged[] = {"spark.executor.instances", "spark.master", "spark.shuffle.service.enabled",
                                           "spark.submit.deployMode"};
  return key.starts_with("spark.dynamicAllocation.") || std::ranges::find(kManaged, key) != std::end(kManaged);
}

void judge_platform(const StatedProperty& property, Platform platform, Found& found) {
  if (is_of_other_platform(property.key, platform)) {
    found.add(property, {Severity::warning, "other-platform",
                         property.key + " has no effect on " + std::string(to_string(platform)),
                         "leave it out, or name the platform: --set cluster.platform=…"});
  } else if (platform == Platform::databricks && is_managed_by_databricks(property.key)) {
    found.add(property, {Severity::warning, "platform-managed",
                         property.key + " is decided by the Databricks cluster, which has one executor a node",
                         "leave it out; give the number of workers or autoscaling in the cluster's definition"});
  }
}

}  // namespace

void judge_effect(const View& view, Found& found) {
  for (const StatedProperty& property : view.all()) {
    if (!found.is_blamed(property)) judge_platform(property, view.where().platform, found);
  }
  for (const Switched& row : kSwitched) judge_switched(view, found, row);
}

}  // namespace sizer::spark_check
