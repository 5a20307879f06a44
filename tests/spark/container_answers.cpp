#include <vector>

#include "answers.hpp"
#include "sizer/spark_container.hpp"

namespace sizer::spark {
namespace {

ContainerSettings container_settings(const Json& arguments) {
  return {.heap_mib = arguments.at("heap_mib"),
          .overhead_mib = optional<std::int64_t>(arguments, "overhead_mib"),
          .overhead_factor = arguments.value("overhead_factor", kOverheadFactor),
          .least_overhead_mib = arguments.value("least_overhead_mib", kLeastOverheadMib),
          .off_heap_mib = arguments.value("off_heap_mib", std::int64_t{0}),
          .pyspark_mib = arguments.value("pyspark_mib", std::int64_t{0})};
}

Json executor_request(const Json& arguments, Version) {
  const ContainerSettings settings = container_settings(arguments);
  Container container = executor_container(settings);
  if (const auto profile = optional<Json>(arguments, "profile")) {
    container = profile_container(settings, profile->at("heap_mib"), optional<std::int64_t>(*profile, "overhead_mib"));
  }
  return {{"heap_mib", container.heap_mib},
          {"overhead_mib", container.overhead_mib},
          {"off_heap_mib", container.off_heap_mib},
          {"pyspark_mib", container.pyspark_mib},
          {"total_mib", container.total_mib}};
}

Json yarn_master(const Json& arguments, Version) {
  const ContainerSettings settings = container_settings(arguments);
  const Container container = arguments.at("cluster_mode").get<bool>()
                                  ? driver_container(settings.heap_mib, settings.overhead_mib, settings.overhead_factor,
                                                     settings.least_overhead_mib)
                                  : yarn_client_master_container(settings.heap_mib, settings.overhead_mib);
  return {
      {"heap_mib", container.heap_mib}, {"overhead_mib", container.overhead_mib}, {"total_mib", container.total_mib}};
}

double pod_factor(const Json& arguments) {
  return default_overhead_factor(Deployment::kubernetes_cluster_mode, arguments.at("python").get<bool>());
}

Json driver_pod(const Json& arguments, Version) {
  return driver_container(arguments.at("heap_mib"), std::nullopt, pod_factor(arguments)).total_mib;
}

Json executor_pod(const Json& arguments, Version) {
  ContainerSettings settings = container_settings(arguments);
  settings.overhead_factor = pod_factor(arguments);
  return executor_container(settings).total_mib;
}

Json tasks(const Json& arguments, Version version) {
  std::vector<CustomResource> resources;
  for (const Json& one : arguments.at("resources")) resources.push_back({.amount = one[0], .per_task = one[1]});
  return tasks_per_executor(arguments.at("cores"), arguments.at("task_cpus"), resources, version);
}

}  // namespace

Answers container_answers() {
  return {{"executor_container", executor_request},
          {"yarn_master", yarn_master},
          {"driver_pod", driver_pod},
          {"executor_pod", executor_pod},
          {"tasks_per_executor", tasks}};
}

}  // namespace sizer::spark
