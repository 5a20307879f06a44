#include <vector>

#include "answers.hpp"
#include "sizer/spark_scan.hpp"

namespace sizer::spark {
namespace {

using Sizes = std::vector<std::int64_t>;

Json file_scan(const Json& arguments, Version) {
  const std::int64_t parallelism =
      scan_parallelism(arguments.at("default_parallelism"), optional<std::int64_t>(arguments, "min_partition_num"),
                       optional<std::int64_t>(arguments, "leaf_node_parallelism"));
  return scan_partitions(arguments.at("file_sizes").get<Sizes>(), arguments.at("splittable").get<bool>(),
                         {.max_partition_bytes = arguments.at("max_partition_bytes"),
                          .open_cost = arguments.at("open_cost"),
                          .parallelism = parallelism,
                          .max_partition_num = optional<std::int64_t>(arguments, "max_partition_num")});
}

Json hadoop_input(const Json& arguments, Version) {
  return hadoop_partitions(
      arguments.at("file_sizes").get<Sizes>(), arguments.at("splittable").get<bool>(),
      {.min_partitions = arguments.at("min_partitions"), .block_size = arguments.at("block_size")});
}

Json jdbc(const Json& arguments, Version) {
  const JdbcRanges ranges = jdbc_ranges(arguments.at("lower"), arguments.at("upper"), arguments.at("partitions"));
  Json bounds = Json::array();
  for (std::int64_t cut = 0; cut + 1 < ranges.partitions; ++cut) {
    bounds.push_back(ranges.first_bound + cut * ranges.stride);
  }
  return {{"partitions", ranges.partitions}, {"bounds", bounds}};
}

}  // namespace

Answers scan_answers() {
  return {{"scan_partitions", file_scan}, {"hadoop_partitions", hadoop_input}, {"jdbc_bounds", jdbc}};
}

}  // namespace sizer::spark
