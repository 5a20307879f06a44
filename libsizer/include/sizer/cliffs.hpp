#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sizer/quantity.hpp"

/// What a checked cluster gives way in, and what of it is wasted.
///
/// A limit is a share: what the job wants over what there is. As the data grows on a cluster that keeps its nodes,
/// layout, settings and volumes, shares grow; the data at which one passes 1 is a cliff. It is found by evaluating the
/// model at grown data, never from a formula of its own. Explained: docs/explain/cliffs.md.
namespace sizer {

enum class Limit {
  spill,                ///< a task's working set over its execution memory
  task_memory,          ///< the same over `memory.fan_in` times that memory: sorting to disk gives way to failure
  cache,                ///< what is to be cached over the executors' unified memory
  hot_key,              ///< the hottest key's task over everything else its stage waits for
  driver_memory,        ///< what the driver keeps over its heap, with today's settings
  map_outputs,          ///< the same where shuffle partitions grow with the data, as they should: blocks grow squared
  local_disk,           ///< shuffle and spill, with room for retries, over the local disks
  volume,               ///< shuffle and spill over the network volumes sized for today's data
  network,              ///< waiting for the network over everything else a stage waits for
  driver_time,          ///< listing files and launching tasks, over a fifth of the run
  broadcast_threshold,  ///< rows of a broadcast over spark.sql.autoBroadcastJoinThreshold: the join shuffles instead
  broadcast_result,     ///< a broadcast, compressed, over spark.driver.maxResultSize
  broadcast_size,       ///< a broadcast over 8 GiB of rows, or over 512 million rows (BroadcastExchangeExec)
  broadcast_memory,     ///< rows of a broadcast over an executor's unified memory
  broadcast_time        ///< collecting, building and sending a broadcast over spark.sql.broadcastTimeout
};
std::string_view to_string(Limit limit);    ///< for JSON: "driver_memory"
std::string_view description(Limit limit);  ///< for people: "the driver's heap is full"

/// Where a limit is passed as the data grows.
struct Cliff {
  Limit limit = Limit::spill;
  std::string stage;                  ///< empty where it is the whole job's
  double share_now = 0;               ///< of the limit, with today's data, in the typical world
  double scale = 1;                   ///< of today's data from which it is passed in the typical world; 1: passed today
  std::optional<double> early_scale;  ///< the same in one of ten worlds
  std::string message;                ///< what happens there, with numbers
  std::string fix;
};

/// What is paid for by one run in the typical world, and what of it works.
struct Underuse {
  CoreSeconds<> paid;        ///< every vCPU of the workers, from the start to the end of the run
  CoreSeconds<> busy;        ///< tasks on slots: computing, or waiting for storage
  CoreSeconds<> starting;    ///< until the first task can run
  CoreSeconds<> unoccupied;  ///< vCPUs that no executor takes, while the job runs
  CoreSeconds<> waiting;     ///< slots without a task that computes: last waves, hot keys, network, disks, the driver
  std::optional<Usd<>> idle_cost;  ///< the part of a run's cost that is not for `busy`; empty when no price is known

  double busy_share() const { return paid > CoreSeconds<>() ? (busy / paid).base() : 0; }
};

/// What the size of the input's files costs: the job as it is, and with the same bytes in files of 128 MiB.
struct SmallFiles {
  double files = 0, compacted_files = 0;
  Bytes<> mean_size;
  Seconds<> duration, compacted_duration;     ///< medians over the worlds
  std::optional<Usd<>> cost, compacted_cost;  ///< of a run
  Seconds<> penalty() const { return duration - compacted_duration; }
};

/// A change that was evaluated because a stage is short of memory, and what it does.
struct MemoryFix {
  std::string stage;
  std::string change;                                 ///< "240 shuffle partitions instead of 60"
  double out_of_memory = 0, out_of_memory_after = 0;  ///< share of the worlds
  double spill = 0, spill_after = 0;                  ///< share of the worlds
  double gc_share = 0, gc_share_after = 0;            ///< of CPU time, in the typical world
  Seconds<> duration, duration_after;                 ///< medians
  std::optional<Usd<>> cost, cost_after;              ///< medians, of a run
};

}  // namespace sizer
