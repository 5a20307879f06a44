#include "plan/compare/ready.hpp"

#include <algorithm>
#include <array>

#include "plan/compare/settings.hpp"
#include "plan/compare/table.hpp"
#include "plan/compare/turning_points.hpp"

namespace sizer {
namespace {

constexpr std::array kReady{
    ReadyComparison{"scale-up-or-out", "Larger nodes, or more of them?", compare_scale_up_or_out},
    ReadyComparison{"small-or-large-nodes", "The same vCPUs in few large nodes or in many small ones?",
                    compare_small_or_large_nodes},
    ReadyComparison{"memory-or-nodes", "For the same money: more memory, or more nodes?", compare_memory_or_nodes},
    ReadyComparison{"tune-or-scale", "Tune the job, or buy more cluster?", compare_tune_or_scale},
    ReadyComparison{"purchase", "Spot, on demand, or both?", compare_purchase},
    ReadyComparison{"storage", "Where do the data and the shuffle lie?", compare_storage},
    ReadyComparison{"format", "Which file format?", compare_format},
    ReadyComparison{"codec", "Which codec?", compare_codec},
    ReadyComparison{"growth", "When does growing data break the goal, and what binds then?", compare_growth},
    ReadyComparison{"backfill", "Making past days again: beside the daily run, or apart?", compare_backfill},
    ReadyComparison{"executor-size", "Which executors on these nodes?", compare_executor_size},
    ReadyComparison{"partitions", "How many shuffle partitions?", compare_partitions},
    ReadyComparison{"parallelism", "How many tasks at a time: where do more stop paying?", compare_parallelism},
    ReadyComparison{"join", "How to join the two sides?", compare_join},
    ReadyComparison{"cache", "Cache what is used again, and in which form?", compare_cache},
    ReadyComparison{"autoscaling", "A fixed cluster, or one that grows with the work?", compare_autoscaling},
    ReadyComparison{"engine", "Is Spark needed at all?", compare_engine},
};

}  // namespace

std::span<const ReadyComparison> ready_comparisons() { return kReady; }

Comparison compare(std::string_view name, const ComparisonQuestion& asked) {
  if (asked.scenario.stream) {
    refuse_comparison("the ready comparisons are about batches, and this scenario is a stream",
                      "--vary stream.watermark=\"10 min\",\"1 h\" compares streams");
  }
  const auto* ready = std::ranges::find(kReady, name, &ReadyComparison::name);
  Comparison comparison = ready->answer(asked);
  comparison.name = name;
  comparison.question = ready->question;
  comparison.scenario = asked.scenario.name.value;
  comparison.options = asked.options;
  const auto turns = turning_points(*ready, asked, comparison);
  comparison.flips.insert(comparison.flips.end(), turns.begin(), turns.end());
  return comparison;
}

}  // namespace sizer
