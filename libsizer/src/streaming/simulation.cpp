#include <algorithm>
#include <cmath>
#include <limits>

#include "arrivals.hpp"
#include "sizer/stream_simulation.hpp"

namespace sizer {
namespace {

constexpr Seconds<> kIdleStep = second;  // Spark looks every 10 ms; nothing depends on it here
constexpr double kSlack = 1.05;          // a batch that long is a usual one

class Simulation {
 public:
  Simulation(const StreamSimulationInput& input, int moments)
      : input_(input), arrivals_(input), every_(input.length / std::max(1, moments)) {}

  StreamSimulation run() {
    for (Seconds<> start = next_trigger(Seconds<>()); start < input_.length;) start = run_batch(start);
    record_until(input_.length);
    result_.events = arrivals_.by(input_.length);
    result_.events_read = read_;
    find_catch_up();
    return std::move(result_);
  }

 private:
  bool is_down(const Disturbance& d) const {
    return d.kind == DisturbanceKind::outage || d.kind == DisturbanceKind::rescale;
  }

  /// The end of the outage that a moment lies in, or the moment itself.
  Seconds<> when_up(Seconds<> time) const {
    for (bool moved = true; moved;) {
      moved = false;
      for (const Disturbance& d : input_.disturbances) {
        if (!is_down(d) || time < d.at || time >= d.at + d.length) continue;
        time = d.at + d.length;
        moved = true;
      }
    }
    return time;
  }

  /// The multiple of the interval after a trigger.
  Seconds<> next_trigger(Seconds<> time) const {
    if (input_.back_to_back) return when_up(time);
    return (std::floor((time / input_.interval).base() + 1e-9) + 1) * input_.interval;
  }

  /// The batch as it would go at this moment.
  BatchLine<double> line_at(Seconds<> time) const {
    BatchLine<double> line = input_.line;
    for (const Disturbance& d : input_.disturbances) {
      const bool within = time >= d.at && time < d.at + d.length;
      if (d.kind == DisturbanceKind::slow_sink && within) {
        line = {line.fixed * d.factor, line.per_event * d.factor};
      }
      const bool smaller = d.kind == DisturbanceKind::executor_loss && within;
      const bool rescaled = d.kind == DisturbanceKind::rescale && time >= d.at + d.length;
      if (smaller || rescaled) line.per_event = line.per_event / d.factor;
    }
    return line;
  }

  /// The first outage that begins while a batch runs; infinite: none does.
  Seconds<> outage_within(Seconds<> from, Seconds<> to) const {
    Seconds<> first(std::numeric_limits<double>::infinity());
    for (const Disturbance& d : input_.disturbances) {
      if (is_down(d) && d.at > from && d.at < to) first = min(first, d.at);
    }
    return first;
  }

  /// Runs the batch of a trigger, and says when the next starts.
  Seconds<> run_batch(Seconds<> start) {
    const Seconds<> up = when_up(start);
    if (up > start) return up;
    const double waiting = std::max(0.0, arrivals_.by(start) - read_);
    const double events = input_.most_events > 0 ? std::min(waiting, input_.most_events) : waiting;
    if (events < 1) {
      record_until(start);
      return input_.back_to_back ? start + kIdleStep : next_trigger(start);
    }
    StreamBatch batch{start, batch_duration(line_at(start), Scalar<>(events)), events, waiting - events, {}, false};
    batch.oldest = start - arrivals_.time_of(read_);
    record_until(start);
    batch_now_ = batch.duration;
    const Seconds<> outage = outage_within(start, start + batch.duration);
    batch.lost = outage < start + batch.duration;
    result_.largest_backlog = std::max(result_.largest_backlog, waiting);
    result_.largest_lag = max(result_.largest_lag, batch.oldest);
    result_.longest_batch = max(result_.longest_batch, batch.duration);
    result_.batches.push_back(batch);
    if (batch.lost) return when_up(outage);
    read_ += events;
    return max(start + batch.duration, next_trigger(start));
  }

  void record_until(Seconds<> time) {
    for (; next_moment_ <= time && next_moment_ <= input_.length; next_moment_ += every_) {
      const double backlog = std::max(0.0, arrivals_.by(next_moment_) - read_);
      const Seconds<> lag = backlog < 1 ? Seconds<>() : next_moment_ - arrivals_.time_of(read_);
      result_.moments.push_back({next_moment_, arrivals_.rate_at(next_moment_), backlog, batch_now_, lag});
    }
  }

  /// Nothing is left behind, and the batch is no longer than usual.
  void find_catch_up() {
    Seconds<> end;
    for (const Disturbance& d : input_.disturbances) end = max(end, d.at + d.length);
    for (const StreamBatch& batch : result_.batches) {
      if (batch.start < end || batch.left > 0 || batch.lost) continue;
      const Seconds<> usual = input_.back_to_back
                                  ? shortest_interval(line_at(batch.start), arrivals_.rate_at(batch.start))
                                  : input_.interval;
      if (batch.duration > kSlack * usual) continue;
      result_.caught_up = batch.start - end;
      return;
    }
  }

  const StreamSimulationInput& input_;
  Arrivals arrivals_;
  Seconds<> every_, next_moment_, batch_now_;
  double read_ = 0;
  StreamSimulation result_;
};

}  // namespace

std::string_view to_string(DisturbanceKind kind) {
  switch (kind) {
    case DisturbanceKind::spike:
      return "spike";
    case DisturbanceKind::outage:
      return "outage";
    case DisturbanceKind::slow_sink:
      return "slow_sink";
    case DisturbanceKind::executor_loss:
      return "executor_loss";
    case DisturbanceKind::rescale:
      return "rescale";
  }
  return {};
}

StreamSimulation simulate_stream(const StreamSimulationInput& input, int moments) {
  return Simulation(input, moments).run();
}

}  // namespace sizer
