#include <algorithm>

#include "spark/check/container.hpp"
#include "spark/check/rules.hpp"
#include "spark/check/words.hpp"
#include "spark/platform.hpp"

/// Partitions against slots, and against the largest block Spark can hold.
namespace sizer::spark_check {
namespace {

Room room_of(const SettingsContext& where) { return room_for_containers(*where.instance, where.platform); }

/// Executors that the nodes hold; by their cores alone where their memory is more than a node has.
std::optional<std::int64_t> executors_on_all_nodes(const View& view) {
  const SettingsContext& where = view.where();
  if (!where.instance) return std::nullopt;
  const auto by_cores = room_of(where).cores / view.whole(Key::executor_cores);
  return executors_per_node(view).value_or(by_cores) * where.nodes;
}

/// Executors that are asked for; none when they fill the nodes.
std::optional<std::int64_t> executors_asked_for(const View& view, const Found& found) {
  constexpr std::int64_t kWithoutInstances = 2;  // SchedulerBackendUtils.DEFAULT_NUMBER_EXECUTORS
  constexpr Keys kBounds{Key::min_executors, Key::initial_executors, Key::max_executors};
  if (is_dynamic(view) || view.where().platform == Platform::standalone) {
    const bool has_bound = view.stated(Key::max_executors) && !found.blamed().meets(kBounds);
    return has_bound ? std::optional(view.whole(Key::max_executors)) : std::nullopt;
  }
  return view.stated(Key::executor_instances) ? view.whole(Key::executor_instances) : kWithoutInstances;
}

/// Executors whose size is the platform's business, or is not to be had, are taken to fill the nodes.
bool fill_the_nodes(const View& view) {
  const SettingsContext& where = view.where();
  if (!view.stated(Key::executor_cores)) {
    return sizes_executors_itself(where.platform) || where.platform == Platform::standalone;
  }
  return where.instance && view.whole(Key::executor_cores) > room_of(where).cores;
}

/// Tasks that can run at a time; none when that is not known.
std::optional<std::int64_t> slots_of(const View& view, const Found& found) {
  const SettingsContext& where = view.where();
  const std::int64_t per_task = std::max<std::int64_t>(1, view.whole(Key::task_cpus));
  if (fill_the_nodes(view)) {
    if (!where.instance || view.stated(Key::executor_instances)) return std::nullopt;
    return room_of(where).cores / per_task * where.nodes;
  }
  const auto asked = executors_asked_for(view, found), room = executors_on_all_nodes(view);
  if (!asked && !room) return std::nullopt;
  const std::int64_t executors = asked && room ? std::min(*asked, *room) : asked ? *asked : *room;
  const std::int64_t slots = executors * (view.whole(Key::executor_cores) / per_task);
  const bool is_bounded = where.platform == Platform::standalone && view.stated(Key::cores_max);
  return is_bounded ? std::min(slots, view.whole(Key::cores_max) / per_task) : slots;
}

void too_few(const View& view, Found& found, Key partitions, std::int64_t slots) {
  if (view.whole(partitions) >= slots) return;
  found.add({partitions}, Severity::warning, "partitions-below-slots",
            std::string(name_of(partitions)) + " is " + number(view.whole(partitions)) +
                (view.stated(partitions) ? "" : " by default") + ", and " + number(slots) +
                " tasks can run at a time: " + number(slots - view.whole(partitions)) + " slots stay idle",
            "at least " + number(slots) + "; two to four times that evens out unequal tasks");
}

/// Tasks of 200 MB would shuffle 200 GB a slot before there are this many of them.
void too_many(const View& view, Found& found, Key partitions, std::int64_t slots) {
  constexpr std::int64_t kMostWaves = 1000;
  const std::int64_t waves = slots > 0 ? view.whole(partitions) / slots : 0;
  if (!view.stated(partitions) || waves < kMostWaves) return;
  found.add({partitions}, Severity::warning, "partitions-too-many",
            said(view, partitions) + " is " + number(waves) + " for each of the " + number(slots) +
                " tasks that can run at a time: starting tasks takes longer than their work",
            "shuffled bytes over 128 to 200 MB, and at least " + number(slots));
}

/// With AQE a query may begin with a number of its own, and is only ever coalesced to fewer.
void shuffles_fill_the_slots(const View& view, Found& found) {
  const bool own_number =
      view.flag(Key::adaptive) && view.flag(Key::coalesce_partitions) && view.stated(Key::initial_shuffle_partitions);
  const auto slots = slots_of(view, found);
  if (!slots) return;
  const Key partitions = own_number ? Key::initial_shuffle_partitions : Key::shuffle_partitions;
  too_few(view, found, partitions, *slots);
  too_many(view, found, partitions, *slots);
}

void rdds_fill_the_slots(const View& view, Found& found) {
  const auto slots = slots_of(view, found);
  if (slots && view.stated(Key::default_parallelism)) too_few(view, found, Key::default_parallelism, *slots);
}

/// A block is one buffer, which Java limits to 2³¹ − 1 bytes.
void partitions_are_under_2_gib(const View& view, Found& found, Key size) {
  constexpr std::int64_t kLimit = std::int64_t{2} << 30;
  if (!view.has(size) || view.whole(size) < kLimit) return;
  found.add({size}, Severity::warning, "partitions-over-2-gib",
            said(view, size) + ": a partition that large does not fit a block, which is limited to 2 GiB",
            "128m to 1g");
}
void input_partitions_are_under_2_gib(const View& view, Found& found) {
  partitions_are_under_2_gib(view, found, Key::max_partition_bytes);
}
void shuffle_partitions_are_under_2_gib(const View& view, Found& found) {
  partitions_are_under_2_gib(view, found, Key::advisory_partition_size);
}

constexpr Keys kShuffles{Key::shuffle_partitions, Key::initial_shuffle_partitions,
                         Key::executor_cores,     Key::executor_instances,
                         Key::max_executors,      Key::cores_max};
constexpr Keys kRdds{Key::default_parallelism};

constexpr Rule kRules[] = {
    {kShuffles, {Key::shuffle_partitions}, shuffles_fill_the_slots},
    {kRdds, kRdds, rdds_fill_the_slots},
    {{Key::max_partition_bytes}, {}, input_partitions_are_under_2_gib},
    {{Key::advisory_partition_size}, {}, shuffle_partitions_are_under_2_gib},
};

}  // namespace

std::span<const Rule> partition_rules() { return kRules; }

}  // namespace sizer::spark_check
