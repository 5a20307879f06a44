#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sizer/instance.hpp"

/// Node types that differ from one in a single respect: what comparisons set beside it.
namespace sizer {

/// The sizes of a family with the same memory a vCPU and the same kind of disks, of each size the cheapest, smallest
/// first; the type itself among them.
std::vector<const Instance*> sizes_of(const Instance& instance, const InstanceTable& table);
/// The size with so many vCPUs; null when there is none.
const Instance* size_with(int vcpu, const Instance& instance, const InstanceTable& table);

/// Types with the same CPU and vCPUs and the same kind of disks, least memory first; the type itself among them.
std::vector<const Instance*> memories_of(const Instance& instance, const InstanceTable& table);

/// The type with local disks beside one without, and the reverse: the same CPU, vCPUs and memory; null when there is
/// none.
const Instance* with_other_disks(const Instance& instance, const InstanceTable& table);

}  // namespace sizer
