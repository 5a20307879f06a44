#include <vector>

#include "answers.hpp"
#include "sizer/spark_scheduling.hpp"

namespace sizer::spark {
namespace {

/// The threshold is the median itself where it is multiplied by one and nothing is too short.
Json median(const Json& arguments, Version version) {
  SpeculationSettings settings = speculation_settings(version);
  settings.multiplier = 1;
  settings.quantile = 0;
  settings.least_runtime_ms = 0;
  const std::vector<std::int64_t> durations = arguments.at("durations");
  const std::int64_t tasks = static_cast<std::int64_t>(durations.size()) + 1;
  return static_cast<std::int64_t>(speculation_threshold_ms(durations, tasks, settings).value());
}

Json speculation(const Json& arguments, Version version) {
  SpeculationSettings settings = speculation_settings(version);
  settings.quantile = optional<double>(arguments, "quantile").value_or(settings.quantile);
  return {{"needs", speculation_needs(arguments.at("tasks"), settings)},
          {"quantile", settings.quantile},
          {"multiplier", settings.multiplier}};
}

Json allocation(const Json& arguments, Version) {
  const std::int64_t needed =
      executors_needed(arguments.at("tasks"), arguments.at("tasks_per_executor"), arguments.at("ratio"));
  Json rounds = Json::array();
  for (const AllocationRound& round : allocation_rounds(needed, {.least_executors = arguments.at("least_executors"),
                                                                .most_executors = arguments.at("most_executors"),
                                                                .initial_executors = arguments.at("initial_executors"),
                                                                .ratio = arguments.at("ratio")})) {
    rounds.push_back({round.time_ms, round.target});
  }
  return {{"needed", needed}, {"rounds", rounds}};
}

}  // namespace

Answers scheduling_answers() {
  return {{"median_duration", median}, {"speculation", speculation}, {"allocation", allocation}};
}

}  // namespace sizer::spark
