#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "sizer/scenario.hpp"
#include "sizer/units.hpp"
#include "workload/enum_names.hpp"

namespace sizer {
namespace {

// In the order of the enumerations.
constexpr std::array<std::string_view, 3> kSources = {"kafka", "kinesis", "files"};
constexpr std::array<std::string_view, 5> kTriggers = {"interval", "as-soon-as-possible", "available-now", "continuous",
                                                       "real-time"};
constexpr std::array<std::string_view, 3> kStates = {"window", "deduplicate", "join"};
constexpr std::array<std::string_view, 2> kStores = {"rocksdb", "memory"};
constexpr std::array<std::string_view, 4> kSinks = {"kafka", "files", "table", "foreach-batch"};
constexpr std::array<std::string_view, 2> kDeliveries = {"at-least-once", "exactly-once"};

constexpr Seconds<> kKafkaRetention = 7 * day;  // log.retention.hours = 168
constexpr Seconds<> kKinesisRetention = 24 * hour;
constexpr Seconds<> kUsualInterval = 10 * second;
constexpr Seconds<> kLongestBatch = minute;  // of those that follow each other
constexpr Bytes<> kAggregate = 64 * byte;    // a key, a sum and a count
constexpr Bytes<> kSeenKey = 40 * byte;

}  // namespace

std::string_view to_string(StreamSource source) { return name_in(kSources, source); }
std::string_view to_string(StreamTrigger trigger) { return name_in(kTriggers, trigger); }
std::string_view to_string(StateKind kind) { return name_in(kStates, kind); }
std::string_view to_string(StateStore store) { return name_in(kStores, store); }
std::string_view to_string(StreamSink sink) { return name_in(kSinks, sink); }
std::string_view to_string(Delivery delivery) { return name_in(kDeliveries, delivery); }

std::optional<StreamSource> stream_source_named(std::string_view name) {
  return member_named<StreamSource>(name, kSources);
}
std::optional<StreamTrigger> stream_trigger_named(std::string_view name) {
  return member_named<StreamTrigger>(name, kTriggers);
}
std::optional<StateKind> state_kind_named(std::string_view name) { return member_named<StateKind>(name, kStates); }
std::optional<StateStore> state_store_named(std::string_view name) { return member_named<StateStore>(name, kStores); }
std::optional<StreamSink> stream_sink_named(std::string_view name) { return member_named<StreamSink>(name, kSinks); }
std::optional<Delivery> delivery_named(std::string_view name) { return member_named<Delivery>(name, kDeliveries); }

Frequency<> RateCurve::at(Seconds<> time) const {
  const Seconds<> within(std::fmod(time.base(), period.base()));
  const auto after = std::ranges::upper_bound(points, within, {}, &RatePoint::at);
  return after == points.begin() ? points.back().rate : std::prev(after)->rate;
}

Frequency<> RateCurve::mean() const {
  Scalar<> events;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const Seconds<> end = i + 1 < points.size() ? points[i + 1].at : period;
    events = events + points[i].rate * (end - points[i].at);
  }
  return events / period;
}

Frequency<> RateCurve::peak() const { return std::ranges::max(points, {}, &RatePoint::rate).rate; }

double RateCurve::share_above(Frequency<> rate) const {
  Seconds<> above;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const Seconds<> end = i + 1 < points.size() ? points[i + 1].at : period;
    if (points[i].rate > rate) above += end - points[i].at;
  }
  return (above / period).base();
}

Frequency<> Stream::peak_rate() const {
  const Frequency<> stated = peak ? peak->value : rate.value;
  const Frequency<> in_a_day = curve ? max(curve->peak(), rate.value) : rate.value;
  return max(stated, in_a_day);
}

Seconds<> Stream::watermark_or_default() const { return watermark ? watermark->value : 10 * minute; }

Seconds<> Stream::retention_or_default() const {
  if (retention) return retention->value;
  if (source.value == StreamSource::files) return Seconds<>(std::numeric_limits<double>::infinity());
  return source.value == StreamSource::kafka ? kKafkaRetention : kKinesisRetention;
}

/// An event waits for a cycle at most, and then for its batch, which takes `utilisation` of a cycle.
Seconds<> Stream::interval_or_default() const {
  if (interval) return interval->value;
  if (latency && runs_batches()) return latency->value / (1 + utilisation.value);
  return trigger.value == StreamTrigger::as_soon_as_possible ? kLongestBatch
         : trigger.value == StreamTrigger::available_now     ? hour
                                                             : kUsualInterval;
}

Seconds<> slide_of(const StateInput& state) { return state.slide ? state.slide->value : state.window.value; }

Bytes<> entry_of(const StateInput& state, const Stream& stream) {
  if (state.entry) return state.entry->value;
  switch (state.kind.value) {
    case StateKind::window:
      return kAggregate;
    case StateKind::deduplicate:
      return kSeenKey;
    case StateKind::join:
      return stream.event_size.value;
  }
  return kAggregate;
}

void resolve_measured_rates(Scenario& scenario, const InstanceTable& table) {
  for (MeasuredRate& run : scenario.measured_rates) {
    const Instance* instance = run.instance ? nullptr : table.find(run.instance_type);
    if (instance) run.instance = std::make_shared<const Instance>(*instance);
  }
}

std::string MeasuredRate::name() const {
  return format_number(rate.value.base()) + " events/s on " + std::to_string(nodes) + " × " + instance_type;
}

}  // namespace sizer
