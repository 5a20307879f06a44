#pragma once

#include "sizer/layout.hpp"

namespace sizer {

/// What a node offers containers.
struct Room {
  int cores = 0;
  int memory_mib = 0;
};
Room room_for_containers(const Instance& instance, Platform platform);

/// Whole MiB of a size, at most 1 PB so that sums of a few stay within an int.
int whole_mib(Bytes<> size);

}  // namespace sizer
