#include <vector>

#include "answers.hpp"
#include "sizer/spark_adaptive.hpp"

namespace sizer::spark {
namespace {

using Sizes = std::vector<std::int64_t>;

AdaptiveSettings adaptive_settings(const Json& arguments) {
  return {.advisory_size = arguments.at("advisory_size"),
          .least_size = arguments.at("least_size"),
          .least_partitions = optional<std::int64_t>(arguments, "least_partitions"),
          .parallelism_first = arguments.at("parallelism_first").get<bool>(),
          .skewed_factor = arguments.at("skewed_factor"),
          .skewed_threshold = arguments.at("skewed_threshold"),
          .small_piece_factor = arguments.at("small_piece_factor")};
}

Json listed(const IndexRange& range) { return {range.begin, range.end}; }

Json listed(const std::vector<ReadTask>& tasks) {
  Json list = Json::array();
  for (const ReadTask& task : tasks) {
    list.push_back({listed(task.partitions), task.maps ? listed(*task.maps) : Json()});
  }
  return list;
}

/// Bytes of each partition, summed over the map tasks.
Sizes partition_sizes(const ShuffleBlocks& blocks) {
  Sizes sizes(blocks.empty() ? 0 : blocks.front().size());
  for (const Sizes& row : blocks) {
    for (std::size_t partition = 0; partition < row.size(); ++partition) sizes[partition] += row[partition];
  }
  return sizes;
}

/// One group of shuffles, its settings stated as Spark's function takes them.
Json coalesced(const Json& arguments, Version version) {
  const auto shuffles = arguments.at("shuffles").get<std::vector<Sizes>>();
  std::int64_t total = 0;
  for (const Sizes& shuffle : shuffles) {
    for (const std::int64_t size : shuffle) total += size;
  }
  const AdaptiveSettings settings{.advisory_size = arguments.at("advisory_size"),
                                  .least_size = arguments.at("least_size")};
  const std::int64_t target = coalescing_target(total, arguments.at("least_partitions"), settings, false, version);
  Json list = Json::array();
  for (const IndexRange& range : coalesced_partitions(shuffles, target, settings.least_size)) {
    list.push_back(listed(range));
  }
  return list;
}

Json split_starts(const Json& arguments, Version) {
  Json starts = Json::array();
  for (const IndexRange& piece :
       split_by_map_outputs(arguments.at("sizes").get<Sizes>(), arguments.at("target"), arguments.at("small_factor"))) {
    starts.push_back(piece.begin);
  }
  return starts;
}

Json skew_limits(const Json& arguments, Version) {
  const Sizes sizes = arguments.at("sizes");
  const AdaptiveSettings settings = adaptive_settings(arguments);
  return {{"threshold", skew_threshold(sizes, settings)}, {"target", skew_target(sizes, settings)}};
}

Json coalesced_tasks(const Json& arguments, Version) {
  const Sizes sizes = partition_sizes(arguments.at("blocks"));
  std::vector<ReadTask> tasks;
  for (const IndexRange& range :
       coalesced_partitions({sizes}, arguments.at("default_parallelism"), adaptive_settings(arguments))) {
    tasks.push_back({.partitions = range});
  }
  return listed(tasks);
}

Json rebalanced(const Json& arguments, Version) {
  return listed(
      rebalanced_tasks(arguments.at("blocks"), arguments.at("default_parallelism"), adaptive_settings(arguments)));
}

JoinType join_named(const std::string& name) {
  static const std::map<std::string, JoinType> joins{{"inner", JoinType::inner},
                                                     {"left_outer", JoinType::left_outer},
                                                     {"right_outer", JoinType::right_outer},
                                                     {"full_outer", JoinType::full_outer},
                                                     {"left_semi", JoinType::left_semi},
                                                     {"left_anti", JoinType::left_anti}};
  return joins.at(name);
}

Json joined(const Json& arguments, Version) {
  const JoinTasks tasks = join_tasks(arguments.at("left"), arguments.at("right"), join_named(arguments.at("join")),
                                     arguments.at("default_parallelism"), adaptive_settings(arguments));
  return {{"left", listed(tasks.left)}, {"right", listed(tasks.right)}};
}

Json local_read(const Json& arguments, Version) {
  const ShuffleBlocks blocks = arguments.at("blocks");
  const Sizes sizes = partition_sizes(blocks);
  std::optional<std::int64_t> coalesced;
  if (arguments.at("coalescing").get<bool>()) {
    coalesced = static_cast<std::int64_t>(
        coalesced_partitions({sizes}, arguments.at("default_parallelism"), adaptive_settings(arguments)).size());
  }
  return listed(
      local_read_tasks(static_cast<std::int64_t>(blocks.size()), static_cast<std::int64_t>(sizes.size()), coalesced));
}

}  // namespace

Answers adaptive_answers() {
  return {{"coalesced_partitions", coalesced},  {"split_starts", split_starts},   {"skew_limits", skew_limits},
          {"coalesced_tasks", coalesced_tasks}, {"rebalanced_tasks", rebalanced}, {"join_tasks", joined},
          {"local_read_tasks", local_read}};
}

}  // namespace sizer::spark
