#include <algorithm>

#include "spark/check/container.hpp"
#include "spark/check/rules.hpp"
#include "spark/check/words.hpp"
#include "spark/platform.hpp"

/// How large executors are in cores, how many there are, and who decides that.
namespace sizer::spark_check {
namespace {

void cores_fit_a_node(const View& view, Found& found) {
  const SettingsContext& where = view.where();
  // A pod asks for request.cores where that is stated.
  if (!where.instance || view.stated(Key::kubernetes_request_cores)) return;
  const std::int64_t cores = view.whole(Key::executor_cores);
  const std::int64_t offered = room_for_containers(*where.instance, where.platform).cores;
  if (cores <= offered) return;
  found.add({Key::executor_cores}, Severity::error, "cores-exceed-node",
            said(view, Key::executor_cores) + ", and a node of " + where.instance->type + " offers " + number(offered) +
                " of its " + number(where.instance->vcpu) + " vCPUs on " + std::string(to_string(where.platform)),
            "at most " + number(offered) + "; 4 or 5 are usual");
}

/// Source: ResourceProfile.calculateTasksAndLimitingResource.
void tasks_fill_an_executor(const View& view, Found& found) {
  const std::int64_t cores = view.whole(Key::executor_cores), per_task = view.whole(Key::task_cpus);
  const bool cores_known = view.stated(Key::executor_cores) != nullptr;
  if (!cores_known || per_task < 1 || cores % per_task == 0) return;
  const std::string both = said(view, Key::task_cpus) + " and " + said(view, Key::executor_cores);
  if (per_task > cores) {
    found.add({Key::task_cpus}, Severity::error, "task-cpus-exceed-executor",
              both + ": no task fits an executor, and Spark does not start",
              "spark.task.cpus of at most spark.executor.cores");
  } else {
    found.add({Key::task_cpus}, Severity::warning, "task-cpus-leave-cores-idle",
              both + ": " + number(cores / per_task) + " tasks run at a time and " + number(cores % per_task) +
                  (cores % per_task == 1 ? " core stays idle" : " cores stay idle"),
              "cores an executor that are a multiple of spark.task.cpus");
  }
}

/// Source: ExecutorAllocationManager.validateSettings, Utils.getDynamicAllocationInitialExecutors.
void bounds_are_in_order(const View& view, Found& found) {
  const std::int64_t least = view.whole(Key::min_executors), most = view.whole(Key::max_executors);
  const bool has_initial = view.stated(Key::initial_executors) != nullptr;
  const std::int64_t initial = has_initial ? view.whole(Key::initial_executors) : least;
  if (least > most) {
    found.add({Key::min_executors, Key::max_executors}, Severity::error, "executor-bounds",
              "at least " + number(least) + " executors and at most " + number(most) + ": Spark does not start",
              "spark.dynamicAllocation.minExecutors of at most maxExecutors");
  } else if (initial < least || initial > most) {
    found.add({Key::initial_executors}, Severity::error, "executor-bounds",
              said(view, Key::initial_executors) + " does not lie between the " + number(least) + " and " +
                  number(most) + " of minExecutors and maxExecutors",
              "a number between the two, or leave it out");
  }
}

void number_is_fixed_or_dynamic(const View& view, Found& found) {
  const bool both = view.stated(Key::dynamic_allocation) && view.flag(Key::dynamic_allocation) &&
                    view.stated(Key::executor_instances) && view.whole(Key::executor_instances) > 0;
  if (!both) return;
  found.add({Key::executor_instances}, Severity::warning, "instances-with-dynamic-allocation",
            said(view, Key::executor_instances) +
                " is only where dynamic allocation begins: the number then follows the load",
            "spark.dynamicAllocation.enabled = false for a fixed number, else initialExecutors, minExecutors and "
            "maxExecutors");
}

/// Source: ExecutorAllocationManager.validateSettings.
void shuffle_files_outlive_executors(const View& view, Found& found) {
  if (!view.stated(Key::dynamic_allocation) || !view.flag(Key::dynamic_allocation)) return;
  const bool by_decommission =
      view.flag(Key::decommission) && view.flag(Key::storage_decommission) && view.flag(Key::shuffle_decommission);
  const bool kept = view.flag(Key::shuffle_service) || view.flag(Key::shuffle_tracking) || by_decommission ||
                    view.stated(Key::shuffle_plugin);
  if (kept || view.where().platform == Platform::databricks) return;
  const bool by_platform = sizes_executors_itself(view.where().platform) && !view.stated(Key::shuffle_service);
  found.add(
      {Key::dynamic_allocation}, by_platform ? Severity::warning : Severity::error, "shuffle-files-not-kept",
      by_platform
          ? "dynamic allocation rests on the platform's own default of spark.shuffle.service.enabled"
          : "dynamic allocation without a shuffle service, shuffle tracking or decommission: Spark does not start",
      "spark.dynamicAllocation.shuffleTracking.enabled = true, or spark.shuffle.service.enabled = true where "
      "the nodes run the service");
}

/// Executors that are asked for whatever the load.
Key wanted_executors(const View& view) {
  return is_dynamic(view) && view.stated(Key::min_executors) ? Key::min_executors : Key::executor_instances;
}

void cluster_holds_the_executors(const View& view, Found& found) {
  const Key wanted = wanted_executors(view);
  const auto each = executors_per_node(view);
  if (!view.stated(wanted) || found.blamed().has(wanted) || !each) return;
  const std::int64_t room = *each * view.where().nodes;
  if (view.whole(wanted) <= room) return;
  found.add({wanted}, Severity::warning, "executors-exceed-cluster",
            said(view, wanted) + ", and " + number(view.where().nodes) + " nodes of " + view.where().instance->type +
                " hold " + number(*each) + " each, " + number(room) + " in all",
            "at most " + number(room) + ", more nodes, or smaller executors");
}

constexpr Keys kBounds{Key::min_executors, Key::initial_executors, Key::max_executors};

constexpr Rule kRules[] = {
    {{Key::executor_cores}, {}, cores_fit_a_node},
    {{Key::executor_cores, Key::task_cpus}, {}, tasks_fill_an_executor},
    {kBounds, kBounds, bounds_are_in_order},
    {{Key::dynamic_allocation, Key::executor_instances}, {}, number_is_fixed_or_dynamic},
    {{Key::dynamic_allocation, Key::shuffle_service, Key::shuffle_tracking, Key::decommission,
      Key::storage_decommission, Key::shuffle_decommission},
     {},
     shuffle_files_outlive_executors},
    {{Key::executor_cores, Key::executor_memory, Key::executor_memory_overhead, Key::executor_memory_overhead_factor,
      Key::executor_instances, Key::dynamic_allocation, Key::min_executors},
     {Key::executor_cores, Key::executor_memory, Key::executor_memory_overhead},
     cluster_holds_the_executors},
};

}  // namespace

std::span<const Rule> executor_rules() { return kRules; }

}  // namespace sizer::spark_check
