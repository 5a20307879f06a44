#include <functional>

#include "arithmetic.hpp"
#include "sizer/spark_scan.hpp"

namespace sizer::spark {
namespace {

/// Pieces packed in descending order. Only the newest partition is open, and the test that closes it leaves out the
/// opening cost of the piece that wants to enter.
class Packer {
 public:
  Packer(std::int64_t max_split, std::int64_t open_cost) : max_split_(max_split), open_cost_(open_cost) {}

  void add_one(std::int64_t piece) {
    if (partitions_ == 0 || piece > max_split_ - open_size_) {
      ++partitions_;
      open_size_ = 0;
    }
    open_size_ = add(open_size_, add(piece, open_cost_));
  }

  void add_equal(std::int64_t pieces, std::int64_t piece) {
    if (pieces <= 0) return;
    const std::int64_t into_open = partitions_ == 0 ? 0 : std::min(pieces, that_fit(piece, max_split_ - open_size_));
    open_size_ = add(open_size_, multiply(into_open, add(piece, open_cost_)));
    const std::int64_t left = pieces - into_open;
    if (left <= 0) return;
    const std::int64_t each = at_least_one(that_fit(piece, max_split_));
    const std::int64_t opened = each == 1 ? left : divide_up(left, each);
    partitions_ = add(partitions_, opened);
    open_size_ = multiply(left - (opened - 1) * each, add(piece, open_cost_));
  }

  std::int64_t partitions() const { return partitions_; }

 private:
  std::int64_t that_fit(std::int64_t piece, std::int64_t room) const {
    if (piece > room) return 0;
    const std::int64_t step = add(piece, open_cost_), beside_the_first = room - piece;
    return beside_the_first < step ? 1 : beside_the_first / step + 1;
  }

  std::int64_t max_split_, open_cost_;
  std::int64_t partitions_ = 0, open_size_ = 0;
};

/// The pieces of a scan, descending: `whole` of max_split bytes, then what is left of each file, or files never cut.
struct Pieces {
  std::int64_t whole = 0, whole_size = 0;
  std::int64_t equal_rests = 0, equal_rest_size = 0;
  std::vector<std::int64_t> rests;

  std::int64_t packed(std::int64_t max_split, std::int64_t open_cost) const {
    Packer packer(max_split, open_cost);
    packer.add_equal(whole, whole_size);
    packer.add_equal(equal_rests, equal_rest_size);
    for (const std::int64_t rest : rests) packer.add_one(rest);
    return packer.partitions();
  }

  std::int64_t with_open_cost(std::int64_t open_cost) const {
    std::int64_t total =
        add(multiply(whole, add(whole_size, open_cost)), multiply(equal_rests, add(equal_rest_size, open_cost)));
    for (const std::int64_t rest : rests) total = add(total, add(rest, open_cost));
    return total;
  }
};

std::int64_t pack(const Pieces& pieces, std::int64_t max_split, const ScanSettings& settings) {
  const std::int64_t open_cost = at_least_zero(settings.open_cost);
  const std::int64_t partitions = pieces.packed(max_split, open_cost);
  if (!settings.max_partition_num || partitions <= *settings.max_partition_num) return partitions;
  const std::int64_t wanted = divide_up(pieces.with_open_cost(open_cost), at_least_one(*settings.max_partition_num));
  return pieces.packed(wanted, open_cost);
}

Pieces cut(const std::vector<std::int64_t>& file_sizes, bool splittable, std::int64_t max_split) {
  Pieces pieces{.whole_size = max_split, .rests = {}};
  pieces.rests.reserve(file_sizes.size());
  for (const std::int64_t size : file_sizes) {
    if (size <= 0) continue;
    pieces.whole = add(pieces.whole, splittable ? size / max_split : 0);
    const std::int64_t rest = splittable ? size % max_split : size;
    if (rest > 0) pieces.rests.push_back(rest);
  }
  std::sort(pieces.rests.begin(), pieces.rests.end(), std::greater<>());
  return pieces;
}

std::int64_t hadoop_splits_of_file(std::int64_t size, std::int64_t split) {
  constexpr double kSlop = 1.1;
  const auto is_cut = [=](std::int64_t rest) { return static_cast<double>(rest) / static_cast<double>(split) > kSlop; };
  std::int64_t splits = at_least_zero(size / split - 2);
  std::int64_t rest = size - splits * split;
  for (; is_cut(rest); ++splits) rest -= split;
  return splits + (rest > 0 ? 1 : 0);
}

__extension__ using Wide = __int128;
constexpr Wide kDecimals = 1'000'000'000'000'000'000;

/// a / b to 18 decimals, in units of the last one; halves go to the even neighbour.
Wide quotient(std::int64_t a, std::int64_t b) {
  const Wide scaled = a * kDecimals;
  const Wide down = scaled / b - (scaled % b < 0 ? 1 : 0);
  const Wide rest2 = 2 * (scaled - down * b);
  return down + (rest2 > b || (rest2 == b && down % 2 != 0) ? 1 : 0);
}

}  // namespace

std::int64_t max_split_bytes(std::int64_t total_bytes_with_open_cost, const ScanSettings& settings) {
  const std::int64_t bytes_per_core = at_least_zero(total_bytes_with_open_cost) / at_least_one(settings.parallelism);
  return at_least_one(std::min(settings.max_partition_bytes, std::max(settings.open_cost, bytes_per_core)));
}

std::int64_t scan_partitions(const std::vector<std::int64_t>& file_sizes, bool splittable,
                             const ScanSettings& settings) {
  std::int64_t total = 0;
  for (const std::int64_t size : file_sizes) {
    if (size > 0) total = add(total, add(size, at_least_zero(settings.open_cost)));
  }
  const std::int64_t max_split = max_split_bytes(total, settings);
  return pack(cut(file_sizes, splittable, max_split), max_split, settings);
}

std::int64_t scan_partitions_of_equal_files(std::int64_t files, std::int64_t file_size, bool splittable,
                                            const ScanSettings& settings) {
  if (files <= 0 || file_size <= 0) return 0;
  const std::int64_t total = multiply(files, add(file_size, at_least_zero(settings.open_cost)));
  const std::int64_t max_split = max_split_bytes(total, settings);
  Pieces pieces;
  pieces.whole = splittable ? multiply(files, file_size / max_split) : 0;
  pieces.whole_size = max_split;
  pieces.equal_rest_size = splittable ? file_size % max_split : file_size;
  pieces.equal_rests = pieces.equal_rest_size > 0 ? files : 0;
  return pack(pieces, max_split, settings);
}

std::int64_t default_parallelism(std::int64_t cores_registered, bool local_master,
                                 std::optional<std::int64_t> set_by_user) {
  if (set_by_user) return *set_by_user;
  return std::max<std::int64_t>(cores_registered, local_master ? 1 : 2);
}

std::int64_t scan_parallelism(std::int64_t default_parallelism, std::optional<std::int64_t> min_partition_num,
                              std::optional<std::int64_t> leaf_node_parallelism) {
  return min_partition_num.value_or(leaf_node_parallelism.value_or(default_parallelism));
}

std::int64_t bucketed_scan_partitions(std::int64_t buckets, std::optional<std::int64_t> coalesced_to) {
  return at_least_zero(coalesced_to.value_or(buckets));
}

std::int64_t hadoop_partitions(const std::vector<std::int64_t>& file_sizes, bool splittable,
                               const HadoopSplitSettings& settings) {
  std::int64_t total = 0;
  for (const std::int64_t size : file_sizes) total = add(total, at_least_zero(size));
  const std::int64_t goal = total / at_least_one(settings.min_partitions);
  const std::int64_t split = at_least_one(std::max(settings.min_size, std::min(goal, settings.block_size)));
  std::int64_t partitions = 0;
  for (const std::int64_t size : file_sizes) {
    const bool empty = size <= 0;
    if (empty) partitions = add(partitions, settings.ignore_empty ? 0 : 1);
    if (!empty) partitions = add(partitions, splittable ? hadoop_splits_of_file(size, split) : 1);
  }
  return partitions;
}

JdbcRanges jdbc_ranges(std::int64_t lower, std::int64_t upper, std::int64_t partitions) {
  if (lower > upper || partitions < 1) return {};
  const Wide width = static_cast<Wide>(upper) - lower;
  const std::int64_t count = width < partitions ? static_cast<std::int64_t>(width) : partitions;
  if (count <= 1) return {1, 0, 0};
  const Wide exact = quotient(upper, count) - quotient(lower, count);
  const auto stride = static_cast<std::int64_t>(exact / kDecimals);
  const Wide lost = exact % kDecimals * count;
  const auto half_lost = static_cast<std::int64_t>((lost + kDecimals) / (2 * kDecimals));
  return {count, lower + half_lost + stride, stride};
}

}  // namespace sizer::spark
