#include "arithmetic.hpp"
#include "sizer/spark_properties.hpp"
#include "sizer/spark_scheduling.hpp"

namespace sizer::spark {
namespace {

double middle_of(std::vector<std::int64_t> durations, bool upper) {
  std::sort(durations.begin(), durations.end());
  const std::size_t middle = durations.size() / 2;
  const auto at = [&](std::size_t i) { return static_cast<double>(at_least_zero(durations[i])); };
  const bool mean_of_two = !upper && durations.size() % 2 == 0;
  return mean_of_two ? (at(middle - 1) + at(middle)) / 2 : at(middle);
}

/// A default that differs between releases; 0 where the release knows none.
double default_number(std::string_view key, Version version) {
  return parse_double(default_of(key, version).value_or("0")).value.value_or(0);
}

bool default_flag(std::string_view key, Version version) {
  return parse_boolean(default_of(key, version).value_or("false")).value.value_or(false);
}

std::int64_t initial_target(const AllocationSettings& settings) {
  return at_least_zero(std::max(settings.least_executors, settings.initial_executors));
}

}  // namespace

SpeculationSettings speculation_settings(Version version) {
  const bool by_efficiency = rules_of(version).speculation_by_efficiency;
  return {.quantile = default_number("spark.speculation.quantile", version),
          .multiplier = default_number("spark.speculation.multiplier", version),
          .efficiency = by_efficiency,
          .upper_median = by_efficiency};
}

std::int64_t speculation_needs(std::int64_t tasks, const SpeculationSettings& settings) {
  return at_least_one(to_long(std::floor(settings.quantile * static_cast<double>(at_least_zero(tasks)))));
}

std::optional<double> speculation_threshold_ms(std::span<const std::int64_t> durations_of_succeeded_ms,
                                               std::int64_t tasks, const SpeculationSettings& settings) {
  const bool enough = std::ssize(durations_of_succeeded_ms) >= speculation_needs(tasks, settings);
  if (tasks <= 1 || !enough) return std::nullopt;
  const double median =
      middle_of({durations_of_succeeded_ms.begin(), durations_of_succeeded_ms.end()}, settings.upper_median);
  return std::max(settings.multiplier * median, static_cast<double>(settings.least_runtime_ms));
}

bool is_speculated(std::int64_t runtime_ms, double threshold_ms, double records_per_second,
                   std::optional<double> mean_records_per_second, const SpeculationSettings& settings) {
  const auto runtime = static_cast<double>(runtime_ms);
  if (!(runtime > threshold_ms)) return false;
  if (!settings.efficiency || runtime > settings.long_task_factor * threshold_ms) return true;
  return !mean_records_per_second || records_per_second < *mean_records_per_second * settings.process_rate_multiplier;
}

std::int64_t executors_needed(std::int64_t pending_and_running, std::int64_t tasks_per_executor, double ratio,
                              std::int64_t pending_speculative) {
  if (tasks_per_executor < 1) return 0;
  const double exact =
      static_cast<double>(at_least_zero(pending_and_running)) * ratio / static_cast<double>(tasks_per_executor);
  const std::int64_t needed = at_least_zero(to_long(std::ceil(exact)));
  return needed == 1 && tasks_per_executor > 1 && pending_speculative > 0 ? 2 : needed;
}

std::vector<AllocationRound> allocation_rounds(std::int64_t needed, const AllocationSettings& settings) {
  const std::int64_t least = at_least_zero(settings.least_executors);
  const std::int64_t most = std::max(least, settings.most_executors);
  const std::int64_t wanted = std::clamp(needed, least, most);
  std::int64_t target = initial_target(settings);
  if (needed < target)
    return wanted < target ? std::vector{AllocationRound{0, wanted}} : std::vector<AllocationRound>{};

  std::vector<AllocationRound> rounds;
  std::int64_t time = at_least_zero(settings.backlog_timeout_ms);
  for (std::int64_t step = 1; target < wanted;) {
    const std::int64_t next = std::min(add(target, step), wanted);
    step = next - target == step ? add(step, step) : 1;
    target = next;
    rounds.push_back({time, target});
    time = add(time, at_least_zero(settings.sustained_backlog_timeout_ms));
  }
  return rounds;
}

std::int64_t kubernetes_allocation_ms(std::int64_t pods, Version version, std::optional<std::int64_t> batch_size,
                                      std::int64_t batch_delay_ms) {
  const std::int64_t by_default = to_long(default_number("spark.kubernetes.allocation.batch.size", version));
  const std::int64_t batch = at_least_one(batch_size.value_or(by_default));
  return multiply(divide_up(at_least_zero(pods), batch), at_least_zero(batch_delay_ms));
}

std::optional<std::int64_t> idle_timeout_ms(bool holds_cached_blocks, bool holds_tracked_shuffle,
                                            const IdleTimeouts& timeouts) {
  std::int64_t longest = timeouts.idle_ms;
  if (holds_cached_blocks) {
    if (!timeouts.cached_ms) return std::nullopt;
    longest = std::max(longest, *timeouts.cached_ms);
  }
  if (holds_tracked_shuffle) {
    if (!timeouts.shuffle_ms) return std::nullopt;
    longest = std::max(longest, *timeouts.shuffle_ms);
  }
  return longest;
}

double least_registered_ratio(Master master) {
  return master == Master::yarn || master == Master::kubernetes ? 0.8 : 0;
}

bool enough_registered(std::int64_t registered, std::int64_t expected, double ratio, std::int64_t waited_ms,
                       std::int64_t most_waited_ms) {
  return static_cast<double>(registered) >= static_cast<double>(expected) * ratio || waited_ms >= most_waited_ms;
}

std::int64_t longest_locality_wait_ms(int levels_with_tasks, std::int64_t wait_ms) {
  constexpr int kLevelsThatWait = 3;  // process, node, rack
  return multiply(std::clamp(levels_with_tasks, 0, kLevelsThatWait), at_least_zero(wait_ms));
}

bool counts_as_task_failure(TaskFailure failure) {
  return failure == TaskFailure::exception || failure == TaskFailure::executor_lost_by_application;
}

bool stage_is_aborted(std::int64_t fetch_failed_attempts_in_a_row, std::int64_t of_those_by_decommission,
                      Version version, std::int64_t most_attempts) {
  const bool ignored = default_flag("spark.stage.ignoreDecommissionFetchFailure", version);
  const std::int64_t excused = ignored ? at_least_zero(of_those_by_decommission) : 0;
  return at_least_zero(fetch_failed_attempts_in_a_row) - excused >= most_attempts;
}

ResultPath result_path(std::int64_t result_bytes, std::int64_t max_result_size, std::int64_t max_direct_result,
                       std::int64_t max_rpc_message) {
  if (max_result_size > 0 && result_bytes > max_result_size) return ResultPath::dropped;
  const bool direct = result_bytes <= std::min(max_direct_result, max_rpc_message);
  return direct ? ResultPath::message : ResultPath::block_manager;
}

bool results_abort_job(std::int64_t results_bytes_of_stage, std::int64_t max_result_size) {
  return max_result_size > 0 && results_bytes_of_stage > max_result_size;
}

LossNoticed executor_loss_noticed(std::int64_t network_timeout_ms, std::int64_t check_interval_ms) {
  const std::int64_t timeout = at_least_zero(network_timeout_ms);
  return {timeout, add(timeout, at_least_zero(check_interval_ms))};
}

}  // namespace sizer::spark
