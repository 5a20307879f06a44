#include <cmath>

#include "sizer/units.hpp"
#include "stream_describe.hpp"

namespace sizer {
namespace {

/// As Spark reads an interval: "10 seconds", "2 minutes".
std::string interval_text(Seconds<> time) {
  const double seconds = time.in(second), minutes = time.in(minute);
  if (std::round(minutes) == minutes)
    return std::to_string(std::lround(minutes)) + (minutes == 1 ? " minute" : " minutes");
  if (std::round(seconds) == seconds) return std::to_string(std::lround(seconds)) + " seconds";
  return std::to_string(std::lround(time.in(millisecond))) + " milliseconds";
}

Setting trigger_of(const StreamQuestion& q) {
  switch (q.stream.trigger.value) {
    case StreamTrigger::interval:
      return {"trigger", "processingTime = " + interval_text(q.interval),
              "a batch every so often; no property sets it"};
    case StreamTrigger::as_soon_as_possible:
      return {"trigger", "none", "without one, a batch follows the one before"};
    case StreamTrigger::available_now:
      return {"trigger", "availableNow = true", "reads what is there in batches of the size below, and ends"};
    case StreamTrigger::continuous:
      return {"trigger", "continuous = 1 second", "the interval is that of its checkpoints"};
    case StreamTrigger::real_time:
      return {"trigger", "realTime", "tasks that do not end, in long batches"};
  }
  return {};
}

std::string whole(double number) { return std::to_string(static_cast<long long>(number)); }

}  // namespace

std::vector<Setting> options_in_code(const StreamQuestion& q, const StreamTasks& tasks, const StreamReport& r) {
  std::vector<Setting> options{trigger_of(q)};
  const bool kafka = q.stream.source.value == StreamSource::kafka;
  if (kafka && q.stream.runs_batches() && r.most_events >= 1) {
    options.push_back({"maxOffsetsPerTrigger", whole(r.most_events),
                       "what an interval can hold: after an outage the first batch would else be all of the backlog"});
  }
  if (q.stream.source.value == StreamSource::files && q.scenario.cluster.spark.value >= spark::Version::v4_0) {
    options.push_back({"maxBytesPerTrigger", whole((r.most_events * q.stream.event_size.value).base()),
                       "what an interval can hold: after an outage the first batch would else be all of the backlog"});
  }
  if (kafka && tasks.read_tasks > tasks.source_partitions) {
    options.push_back({"minPartitions", std::to_string(tasks.read_tasks),
                       "a task for every slot, and full partitions in several: Spark cuts their offsets"});
  }
  options.push_back(
      {"checkpointLocation", "<CHECKPOINT_LOCATION>",
       q.stream.checkpoint ? "on " + q.stream.checkpoint->value : "on storage that outlives the cluster"});
  if (q.is_stateful()) {
    options.push_back(
        {"withWatermark", interval_text(q.stream.watermark_or_default()), "without one, state is never given up"});
  }
  return options;
}

}  // namespace sizer
