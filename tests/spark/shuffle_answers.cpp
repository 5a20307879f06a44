#include <vector>

#include "answers.hpp"
#include "sizer/spark_shuffle.hpp"

namespace sizer::spark {
namespace {

Json code(const Json& arguments, Version) {
  const std::uint8_t code = size_code(arguments.at("size"));
  return {{"code", code}, {"read_back", size_of_code(code)}};
}

Json sizes_of_map_status(const Json& arguments, Version) {
  return reported_sizes(arguments.at("blocks").get<std::vector<std::int64_t>>(),
                        {.accurate_block_threshold = arguments.at("accurate_block_threshold"),
                         .accurate_block_skewed_factor = arguments.at("skewed_factor"),
                         .most_skewed_blocks = arguments.at("most_skewed_blocks")});
}

Json writer(const Json& arguments, Version) {
  switch (
      shuffle_writer(arguments.at("partitions"), {.combines_on_map_side = arguments.at("combines").get<bool>(),
                                                  .relocatable_serializer = arguments.at("relocatable").get<bool>()})) {
    case ShuffleWriter::bypass_merge:
      return "bypass_merge";
    case ShuffleWriter::serialized:
      return "serialized";
    case ShuffleWriter::sorted:
      return "sorted";
  }
  return nullptr;
}

}  // namespace

Answers shuffle_answers() {
  return {{"size_code", code}, {"reported_sizes", sizes_of_map_status}, {"shuffle_writer", writer}};
}

}  // namespace sizer::spark
