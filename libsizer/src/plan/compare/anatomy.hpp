#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "plan/option.hpp"

namespace sizer {

/// What the typical run waits for.
enum class Wait { cpu, object_store, network, local_disk, hot_key, driver, serial, start_up, reclaimed };
inline constexpr std::array kWaits{Wait::cpu,    Wait::object_store, Wait::network,  Wait::local_disk, Wait::hot_key,
                                   Wait::driver, Wait::serial,       Wait::start_up, Wait::reclaimed};
std::string_view description(Wait wait);  ///< for people: "object store", "nodes reclaimed"

/// A typical run taken apart: the waits add up to its duration. A stage's time goes to its resources as its soft
/// maximum weighs them, by their times to the power `combine.exponent`; where stages run side by side, each counts for
/// what the whole takes of their sum. Serial work is what nodes do not shorten (JobTime::unshared).
struct Anatomy {
  std::array<Seconds<>, kWaits.size()> waits{};
  Seconds<> total;
  double slots = 0, nodes = 0, tasks = 0;
  double speed = 1;      ///< of a core
  double gc = 0;         ///< collection over CPU time, all stages
  double cache_hit = 1;  ///< share of the cached rows that fits, of the stage where least does
  double parallel = 0;   ///< tasks of the stage that takes longest
  Bytes<> scanned, shuffled, spilled, written;
  CoreSeconds<> work;                             ///< with spill and rereads
  Bandwidth<> network, object_store, disk_write;  ///< of all nodes
  bool local_disks = false;

  Seconds<> wait(Wait kind) const { return waits[static_cast<std::size_t>(kind)]; }
};

Anatomy anatomy_of(const Question& question, const Cluster& cluster, WaveCurves& curves);

}  // namespace sizer
