#include "cases.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace sizer::accuracy {
namespace {

using Runs = std::vector<const Run*>;

bool before(const Run* a, const Run* b) {
  return std::tie(a->bytes, a->vcpus, a->nodes, a->id) < std::tie(b->bytes, b->vcpus, b->nodes, b->id);
}

bool differ_by(Split split, const Run& a, const Run& b) {
  const bool nodes = a.nodes == b.nodes, data = a.data == b.data, instance = a.instance == b.instance;
  switch (split) {
    case Split::other_nodes:
      return !nodes && data && instance;
    case Split::other_data:
      return nodes && !data && instance;
    case Split::other_instances:
      return data && !instance;
  }
  return false;
}

/// `count` of them, from the first to the last.
Runs spread(const Runs& all, std::size_t count) {
  if (all.size() <= count) return all;
  Runs chosen;
  for (std::size_t i = 0; i < count; ++i) chosen.push_back(all[i * (all.size() - 1) / (count - 1)]);
  return chosen;
}

std::map<std::string, Runs> grouped(const std::vector<Run>& runs, const std::string& (*key)(const Run&)) {
  std::map<std::string, Runs> groups;
  for (const Run& run : runs) {
    if (run.completed) groups[key(run)].push_back(&run);
  }
  for (auto& [name, group] : groups) std::ranges::sort(group, before);
  return groups;
}

}  // namespace

std::vector<Case> cold_cases(const std::vector<Run>& runs) {
  std::vector<Case> cases;
  for (const Run& run : runs) {
    if (run.completed) cases.push_back({&run, {}});
  }
  return cases;
}

std::vector<Case> one_run_cases(const std::vector<Run>& runs, Split split) {
  std::vector<Case> cases;
  for (const auto& [job, group] : grouped(runs, [](const Run& r) -> const std::string& { return r.job; })) {
    for (const Run* target : group) {
      Runs others;
      for (const Run* run : group) {
        if (differ_by(split, *run, *target)) others.push_back(run);
      }
      for (const Run* known : spread(others, 3)) cases.push_back({target, {known}});
    }
  }
  return cases;
}

std::vector<Case> four_run_cases(const std::vector<Run>& runs) {
  std::map<std::string, Runs> by_type;
  for (const auto& [job, group] : grouped(runs, [](const Run& r) -> const std::string& { return r.job; })) {
    for (const Run* run : group) by_type[job + " " + run->instance].push_back(run);
  }
  std::vector<Case> cases;
  for (const auto& [name, group] : by_type) {
    if (group.size() < 5) continue;
    const Runs known = spread(group, 4);
    for (const Run* target : group) {
      if (!std::ranges::count(known, target)) cases.push_back({target, known});
    }
  }
  return cases;
}

}  // namespace sizer::accuracy
