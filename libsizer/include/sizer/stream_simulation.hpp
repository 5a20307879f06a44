#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "sizer/streaming.hpp"

/// A streaming job batch by batch: rate, backlog, batch duration and lag over time, and what disturbs them.
///
/// Each batch takes what has arrived, at most `most_events`, and lasts fixed + events × time an event. With a trigger
/// interval the next starts at the next multiple of it, or at once when that has passed: Spark's
/// ProcessingTimeExecutor, which makes up no missed trigger. At constant rates backlog and drain time are those of the
/// closed forms (streaming.hpp).
namespace sizer {

enum class DisturbanceKind {
  spike,          ///< `factor` is the rate in events a second
  outage,         ///< no batch runs; the one that was running is lost and read again
  slow_sink,      ///< batches take `factor` times as long
  executor_loss,  ///< `factor` of the cluster is left
  rescale         ///< no batch for `length`; from then on the cluster is `factor` times as large
};
std::string_view to_string(DisturbanceKind kind);  ///< "slow_sink"

struct Disturbance {
  DisturbanceKind kind = DisturbanceKind::outage;
  Seconds<> at, length;
  double factor = 1;
};

struct StreamSimulationInput {
  BatchLine<double> line;
  Seconds<> interval = 10 * second;
  bool back_to_back = false;  ///< a batch follows the one before
  double most_events = 0;     ///< of one batch: maxOffsetsPerTrigger; 0: no limit
  RateCurve rate;
  std::vector<Disturbance> disturbances{};
  Seconds<> length = hour;
};

struct StreamBatch {
  Seconds<> start, duration;
  double events = 0;
  double left = 0;    ///< waiting at the start and not taken
  Seconds<> oldest;   ///< age of the oldest event it takes, at its start
  bool lost = false;  ///< an outage ended it
};

/// The state of things at a moment.
struct StreamMoment {
  Seconds<> at;
  Frequency<> rate;
  double backlog = 0;  ///< arrived and not yet read
  Seconds<> batch;     ///< how long the batch takes that runs, or ran last
  Seconds<> lag;       ///< age of the oldest event not yet read
};

struct StreamSimulation {
  std::vector<StreamBatch> batches;
  std::vector<StreamMoment> moments;  ///< evenly spaced
  double largest_backlog = 0;
  Seconds<> largest_lag, longest_batch;
  std::optional<Seconds<>> caught_up;  ///< after the end of the last disturbance; none: not within the time simulated
  double events = 0, events_read = 0;
};

/// Deterministic. `moments` says how many evenly spaced moments are wanted.
StreamSimulation simulate_stream(const StreamSimulationInput& input, int moments = 120);

}  // namespace sizer
