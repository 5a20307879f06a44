#include "sizer/cliffs.hpp"

namespace sizer {

std::string_view to_string(Limit limit) {
  switch (limit) {
    case Limit::spill:
      return "spill";
    case Limit::task_memory:
      return "task_memory";
    case Limit::cache:
      return "cache";
    case Limit::hot_key:
      return "hot_key";
    case Limit::driver_memory:
      return "driver_memory";
    case Limit::map_outputs:
      return "map_outputs";
    case Limit::local_disk:
      return "local_disk";
    case Limit::volume:
      return "volume";
    case Limit::network:
      return "network";
    case Limit::driver_time:
      return "driver_time";
    case Limit::broadcast_threshold:
      return "broadcast_threshold";
    case Limit::broadcast_result:
      return "broadcast_result";
    case Limit::broadcast_size:
      return "broadcast_size";
    case Limit::broadcast_memory:
      return "broadcast_memory";
    case Limit::broadcast_time:
      return "broadcast_time";
  }
  return {};
}

std::string_view description(Limit limit) {
  switch (limit) {
    case Limit::spill:
      return "spills to disk";
    case Limit::task_memory:
      return "runs out of memory";
    case Limit::cache:
      return "outgrows the cache";
    case Limit::hot_key:
      return "waits for its hottest key";
    case Limit::driver_memory:
      return "the driver's heap is full";
    case Limit::map_outputs:
      return "map outputs fill the driver";
    case Limit::local_disk:
      return "the local disks are full";
    case Limit::volume:
      return "the network volumes are full";
    case Limit::network:
      return "waits for the network";
    case Limit::driver_time:
      return "files and tasks keep the driver busy";
    case Limit::broadcast_threshold:
      return "is no longer broadcast";
    case Limit::broadcast_result:
      return "broadcast over the result limit";
    case Limit::broadcast_size:
      return "broadcast beyond Spark's limit";
    case Limit::broadcast_memory:
      return "broadcast fills an executor";
    case Limit::broadcast_time:
      return "broadcast times out";
  }
  return {};
}

}  // namespace sizer
