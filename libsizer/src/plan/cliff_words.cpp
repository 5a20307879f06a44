#include "cliff_words.hpp"

#include <algorithm>
#include <cmath>

#include "findings.hpp"
#include "option.hpp"
#include "sizer/units.hpp"

namespace sizer {
namespace {

/// The job at the cliff, in the typical world.
struct Scene {
  const CliffPlace& place;
  const Cliff& cliff;
  GrownJob job;
  JobTime<double> time;

  const StageDemand<double>& demand() const { return job.typical.stages[static_cast<std::size_t>(place.stage)]; }
  const StageTime<double>& stage() const { return time.stages[static_cast<std::size_t>(place.stage)]; }
  std::string name() const { return "\"" + cliff.stage + "\""; }
  Bytes<> broadcast_rows() const { return demand().broadcast * job.typical.compression; }
};

Scene scene_of(const CliffPlace& place, const Cliff& cliff) {
  Scene scene{place, cliff, grown_job(place.now, place.standing, cliff.scale, place.curves), {}};
  const Cluster& cluster = place.standing.cluster;
  const World<double>& typical = place.now.typical;
  job_time(scene.job.workload, scene.job.typical, scene.job.tasks, cluster, node_rates(cluster, typical), typical,
           scene.time);
  return scene;
}

std::string of_task(const Scene& s) {
  return "a task of " + s.name() + " wants " + format(s.stage().memory.working_set) + " and has " +
         format(s.stage().memory.task);
}

/// As many shuffle partitions as that much data would be given; whether they help is looked up.
std::string more_partitions(const Scene& s) {
  const int partitions = static_cast<int>(s.job.free_counts.front().reduce_partitions);
  const GrownJob cut = with_partitions(s.job, partitions, s.place.standing, s.place.curves);
  for (const auto& taken : limits_taken(cut, s.place.standing, s.place.now.typical)) {
    if (taken.limit != s.cliff.limit || taken.stage != s.place.stage || taken.share.base() > 1) continue;
    return format_number(partitions) + " shuffle partitions instead of " +
           format_number(s.place.standing.shuffle_partitions) + " keep it in memory";
  }
  return "more memory a core: shuffle partitions alone do not help";
}

std::string of_driver(const Scene& s, const std::vector<StageCounts>& counts) {
  const auto need = driver_need(s.job.workload, s.job.typical, counts);
  std::string parts;
  const auto add = [&](Bytes<> part, const char* what) {
    if (part > 0.02 * need.total) parts += (parts.empty() ? ": " : ", ") + format_binary(part) + " for " + what;
  };
  add(need.map_outputs, "map outputs");
  add(need.files, "files");
  add(need.tasks, "tasks");
  add(need.broadcasts, "broadcasts");
  return "the driver needs " + format_binary(need.total) + " of heap and has " +
         format_binary(s.place.standing.driver_heap) + parts;
}

std::string larger_driver(const Scene& s, const std::vector<StageCounts>& counts) {
  const int mib = driver_heap_mib(2.0 * driver_need(s.job.workload, s.job.typical, counts).total);
  return "spark.driver.memory " + spark_memory(mib) + ", twice that need";
}

std::string of_disks(const Scene& s) {
  const Cluster& c = s.place.standing.cluster;
  const Bytes<> room = c.instance->has_local_disk() ? c.nodes * c.instance->local_capacity() : s.place.standing.volumes;
  return "shuffle and spill of " + format(s.time.peak_disk) + " do not fit " + format(room) +
         (c.instance->has_local_disk() ? " of local disks with room for retries" : " of network volumes");
}

std::string more_disk(const Scene& s) {
  const Instance& instance = *s.place.standing.cluster.instance;
  if (!instance.has_local_disk()) return "larger volumes";
  const int nodes = nodes_for_disk(s.place.now, instance, s.time.peak_disk);
  return format_number(nodes) + " nodes, or nodes with network volumes";
}

std::string of_broadcast(const Scene& s) {
  return "the broadcast of " + s.name() + " is " + format(s.demand().broadcast) + ", " + format(s.broadcast_rows()) +
         " as rows";
}

std::string message_of(const Scene& s) {
  switch (s.cliff.limit) {
    case Limit::spill:
      return of_task(s) + ": it spills to disk";
    case Limit::task_memory:
      return of_task(s) + ": sorting to disk gives way to failure";
    case Limit::cache:
      return s.name() + " would cache " + format(s.demand().cached) +
             ", more than the executors hold: every pass makes "
             "again what is missing";
    case Limit::hot_key:
      return "the hottest key of " + s.name() + " takes " + format(s.stage().hot_key) +
             ", longer than anything else in the stage; more nodes do not help";
    case Limit::driver_memory:
      return of_driver(s, counts_of(s.job.tasks));
    case Limit::map_outputs:
      return "with shuffle partitions that grow along, " + of_driver(s, s.job.free_counts);
    case Limit::local_disk:
    case Limit::volume:
      return of_disks(s);
    case Limit::network:
      return s.name() + " waits " + format(s.stage().network) + " for the network, longer than for anything else";
    case Limit::driver_time:
      return "the driver's own work - planning stages, listing files, launching " +
             format_number(s.job.tasks.total_tasks) + " tasks - takes more than a fifth of the run";
    case Limit::broadcast_threshold:
      return of_broadcast(s) + ", over spark.sql.autoBroadcastJoinThreshold (" +
             format_binary(s.place.standing.broadcast_threshold) + "): Spark shuffles both sides instead";
    case Limit::broadcast_result:
      return of_broadcast(s) + ": collecting it goes beyond spark.driver.maxResultSize (" +
             format_binary(s.place.standing.result_limit) + "), and the job fails";
    case Limit::broadcast_size:
      return of_broadcast(s) + ": Spark refuses 8 GiB or 512 million rows, and the job fails";
    case Limit::broadcast_memory:
      return of_broadcast(s) + ", more than the " + format_binary(s.stage().memory.unified) +
             " of an executor for data: executors run out of memory";
    case Limit::broadcast_time:
      return of_broadcast(s) + ": collecting, building and sending it takes longer than spark.sql.broadcastTimeout (" +
             format(s.place.standing.broadcast_timeout) + ")";
  }
  return {};
}

std::string fix_of(const Scene& s) {
  switch (s.cliff.limit) {
    case Limit::spill:
    case Limit::task_memory:
      return more_partitions(s);
    case Limit::cache:
      return format_number(nodes_for_cache(s.place.standing.cluster, s.demand().cached)) + " nodes hold it";
    case Limit::hot_key:
      return "salt the key, or broadcast the other side";
    case Limit::driver_memory:
      return larger_driver(s, counts_of(s.job.tasks));
    case Limit::map_outputs:
      return larger_driver(s, s.job.free_counts) + "; larger input splits make fewer map tasks";
    case Limit::local_disk:
    case Limit::volume:
      return more_disk(s);
    case Limit::network:
      return "nodes with more network; more cores a node do not help";
    case Limit::driver_time:
      return "larger files and fewer tasks";
    case Limit::broadcast_threshold:
      return "a higher threshold, as long as driver and executors hold it";
    case Limit::broadcast_result:
      return "a higher spark.driver.maxResultSize, or a shuffled join";
    case Limit::broadcast_size:
    case Limit::broadcast_memory:
      return "a shuffled join: take the hint away";
    case Limit::broadcast_time:
      return "a higher spark.sql.broadcastTimeout, or a shuffled join";
  }
  return {};
}

}  // namespace

void tell(const CliffPlace& place, Cliff& cliff) {
  const Scene scene = scene_of(place, cliff);
  const std::string message = message_of(scene), fix = fix_of(scene);
  cliff.message = message;
  cliff.fix = fix;
}

}  // namespace sizer
