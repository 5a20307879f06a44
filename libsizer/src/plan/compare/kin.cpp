#include "plan/compare/kin.hpp"

#include <algorithm>
#include <cmath>

namespace sizer {
namespace {

bool about(double a, double b) { return std::abs(a - b) <= 0.06 * std::max(a, b); }

bool same_machine(const Instance& a, const Instance& b) {
  return a.provider == b.provider && a.arch == b.arch && a.cpu_model == b.cpu_model &&
         a.threads_per_core == b.threads_per_core;
}

double price_of(const Instance& i) { return i.on_demand ? i.on_demand->base() : 1e9; }

/// Of types that `key` holds equal the cheapest, in the order of the key.
template <class Key>
std::vector<const Instance*> cheapest_each(std::vector<const Instance*> types, Key key) {
  std::ranges::stable_sort(types, [&](const Instance* a, const Instance* b) {
    return std::pair(key(*a), price_of(*a)) < std::pair(key(*b), price_of(*b));
  });
  const auto alike = [&](const Instance* a, const Instance* b) { return key(*a) == key(*b); };
  types.erase(std::unique(types.begin(), types.end(), alike), types.end());
  return types;
}

/// The type itself stands for those that are like it.
std::vector<const Instance*> with_itself(std::vector<const Instance*> types, const Instance& instance, auto key) {
  for (const Instance*& type : types) {
    if (key(*type) == key(instance)) type = &instance;
  }
  return types;
}

}  // namespace

std::vector<const Instance*> sizes_of(const Instance& instance, const InstanceTable& table) {
  std::vector<const Instance*> sizes{&instance};
  for (const Instance& row : table.all()) {
    const bool same_shape = about(row.memory.base() / row.vcpu, instance.memory.base() / instance.vcpu) &&
                            row.has_local_disk() == instance.has_local_disk();
    const bool bare_metal = row.type.find("metal") != std::string::npos;
    if (row.provider == instance.provider && row.family == instance.family && row.arch == instance.arch && same_shape &&
        !bare_metal) {
      sizes.push_back(&row);
    }
  }
  const auto key = [](const Instance& i) { return i.vcpu; };
  return with_itself(cheapest_each(std::move(sizes), key), instance, key);
}

const Instance* size_with(int vcpu, const Instance& instance, const InstanceTable& table) {
  for (const Instance* size : sizes_of(instance, table)) {
    if (size->vcpu == vcpu) return size;
  }
  return nullptr;
}

std::vector<const Instance*> memories_of(const Instance& instance, const InstanceTable& table) {
  std::vector<const Instance*> kin{&instance};
  for (const Instance& row : table.all()) {
    if (same_machine(row, instance) && row.vcpu == instance.vcpu && row.on_demand &&
        row.has_local_disk() == instance.has_local_disk()) {
      kin.push_back(&row);
    }
  }
  const auto key = [](const Instance& i) { return std::llround(i.memory.in(GiB)); };
  return with_itself(cheapest_each(std::move(kin), key), instance, key);
}

const Instance* with_other_disks(const Instance& instance, const InstanceTable& table) {
  const Instance* found = nullptr;
  for (const Instance& row : table.all()) {
    const bool kin = same_machine(row, instance) && row.vcpu == instance.vcpu &&
                     about(row.memory.base(), instance.memory.base()) &&
                     row.has_local_disk() != instance.has_local_disk() && row.local_disk_kind != DiskKind::hdd;
    if (kin && (!found || price_of(row) < price_of(*found))) found = &row;
  }
  return found;
}

}  // namespace sizer
