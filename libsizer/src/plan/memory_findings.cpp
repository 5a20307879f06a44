#include <algorithm>

#include "findings.hpp"
#include "memory_fixes.hpp"
#include "sizer/units.hpp"

namespace sizer {
namespace {

/// What was evaluated, with its effect where the stage is first spoken of; else what usually helps.
std::string fix_for(const StageReport& stage, const std::vector<MemoryFix>& fixes, bool is_first,
                    const std::string& usual) {
  const auto found = std::ranges::find(fixes, stage.name, &MemoryFix::stage);
  if (found == fixes.end()) return usual;
  return is_first ? effect_of(*found) : found->change;
}

std::string wants(const StageReport& stage) {
  return "a task wants " + format(stage.working_set) + " and has " + format(stage.task_memory);
}

}  // namespace

bool is_out_of_memory(const Question& q, const StageReport& stage) {
  return stage.working_set > q.typical.get<"memory.fan_in">().base() * stage.task_memory;
}

std::vector<Finding> about_memory(const Question& q, const Candidate& c, const std::vector<MemoryFix>& fixes) {
  std::vector<Finding> found;
  for (const auto& stage : c.stages) {
    const std::size_t first = found.size();
    const auto add = [&](Severity severity, const char* code, const std::string& message, const char* usual) {
      found.push_back({severity, code, "stage '" + stage.name + "'" + message,
                       fix_for(stage, fixes, found.size() == first, usual)});
    };
    const std::string fails = format_share(stage.out_of_memory_probability) + " of the worlds";
    const std::string spills = format_share(stage.spill_probability) + " of the worlds";
    if (is_out_of_memory(q, stage)) {
      add(Severity::error, "out-of-memory",
          ": " + wants(stage) + ": sorting to disk gives way to failure (in " + fails + ")", "more partitions");
    } else if (stage.out_of_memory_probability >= kWorthAFix) {
      add(Severity::warning, "may-run-out-of-memory",
          " runs out of memory in " + fails + "; in the typical one " + wants(stage), "more partitions");
    }
    if (stage.spill_probability >= kOftenSpills) {
      add(Severity::warning, "spill", " spills in " + spills + "; in the typical one " + wants(stage),
          "more shuffle partitions, or more memory a core");
    }
    if (stage.gc_share > kMuchCollection) {
      const Layout& l = c.cluster.layout;
      add(Severity::warning, "gc",
          ": garbage collection takes " + format_share(stage.gc_share) + " of CPU time, with " +
              format_binary(l.executor_memory_mib * MiB) + " of heap for " + std::to_string(l.executor_cores) +
              (l.executor_cores == 1 ? " task" : " tasks") + " at a time",
          "more heap a core");
    }
  }
  return found;
}

}  // namespace sizer
