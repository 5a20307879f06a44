#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sizer/given.hpp"
#include "sizer/quantity.hpp"

/// The question of a streaming job, [stream] in a scenario: what comes in, what is kept, what is promised.
///
/// A Structured Streaming query takes events from a source in micro-batches, keeps state between them, and hands
/// results to a sink. Every field but the rate has a default that the report names.
namespace sizer {

enum class StreamSource { kafka, kinesis, files };
enum class StreamTrigger {
  interval,             ///< Trigger.ProcessingTime: a batch at every multiple of the interval
  as_soon_as_possible,  ///< a batch follows the one before
  available_now,        ///< Trigger.AvailableNow: a job started every interval, which ends when all is read
  continuous,           ///< Trigger.Continuous: tasks that do not end; stateless queries only
  real_time             ///< Trigger.RealTime, from Spark 4.1 on; stateless queries only
};
enum class StateKind { window, deduplicate, join };
enum class StateStore { rocksdb, memory };
enum class StreamSink { kafka, files, table, foreach_batch };
enum class Delivery { at_least_once, exactly_once };

std::string_view to_string(StreamSource source);    ///< "kafka" …
std::string_view to_string(StreamTrigger trigger);  ///< "interval", "as-soon-as-possible" …
std::string_view to_string(StateKind kind);
std::string_view to_string(StateStore store);
std::string_view to_string(StreamSink sink);
std::string_view to_string(Delivery delivery);
std::optional<StreamSource> stream_source_named(std::string_view name);
std::optional<StreamTrigger> stream_trigger_named(std::string_view name);
std::optional<StateKind> state_kind_named(std::string_view name);
std::optional<StateStore> state_store_named(std::string_view name);
std::optional<StreamSink> stream_sink_named(std::string_view name);
std::optional<Delivery> delivery_named(std::string_view name);

/// From `at` on, until the next point.
struct RatePoint {
  Seconds<> at;
  Frequency<> rate;
};

/// A rate over a time that repeats: a day, or as long as a table says.
struct RateCurve {
  std::vector<RatePoint> points;  ///< the first at 0, in order
  Seconds<> period = day;
  std::string source;  ///< "rates.csv", "clicks.toml:7"

  Frequency<> at(Seconds<> time) const;
  Frequency<> mean() const;
  Frequency<> peak() const;
  /// The share of the period with a rate above this one.
  double share_above(Frequency<> rate) const;
};

/// One stateful operator of the query, [[stream.state]].
struct StateInput {
  Given<StateKind> kind{StateKind::window};
  Given<double> keys{1e6};              ///< distinct keys in a window; a deduplication's keys are its events
  Given<Seconds<>> window{5 * minute};  ///< of an aggregation; how far apart duplicates or partners of a join may be
  std::optional<Given<Seconds<>>> slide{};  ///< default: the window, which then tumbles
  std::optional<Given<Bytes<>>> entry{};    ///< key and value; default by kind
  std::optional<Given<double>> skew{};      ///< share of the hottest key
};

struct Stream {
  Given<Frequency<>> rate;                 ///< events a second, at any usual moment
  std::optional<Given<Frequency<>>> peak;  ///< of a spike
  Given<Seconds<>> peak_length{10 * minute};
  Given<double> peaks_per_day{1};
  std::optional<RateCurve> curve;         ///< rate over the day; the rate is its mean, and the peak its largest
  Given<Bytes<>> event_size{500 * byte};  ///< as the source holds it
  Given<StreamSource> source{StreamSource::kafka};
  std::optional<Given<double>> partitions;      ///< of the source; default: as many as suit the cluster
  std::optional<Given<double>> partition_skew;  ///< share of the events that the fullest partition has
  std::optional<Given<Seconds<>>> retention;    ///< of the source; default: 7 days for Kafka, 24 hours for Kinesis
  std::optional<Given<CoreSeconds<>>> work;     ///< CPU work an event, if measured; replaces the predicted
  Given<StreamTrigger> trigger{StreamTrigger::interval};
  std::optional<Given<Seconds<>>> interval;     ///< default: what the latency allows, else 10 s
  std::optional<Given<Seconds<>>> latency;      ///< asked of 99 % of the events
  std::optional<Given<Seconds<>>> allowed_lag;  ///< how late events may be in a spike; default: a spike is kept up with
  Given<Seconds<>> outage{hour};                ///< the job is down so long …
  Given<Seconds<>> recover_within{2 * hour};    ///< … and has caught up so long after its restart
  std::optional<Given<Seconds<>>> watermark;    ///< how long state waits for late events; default: 10 min
  std::optional<Given<Seconds<>>> delay_median, delay_p99;  ///< from happening to arriving
  Given<double> late_loss{0.01};                            ///< share of events that may come too late
  Given<double> utilisation{0.7};                           ///< of the cluster, at the usual rate, at most
  std::vector<StateInput> states;
  Given<StateStore> store{StateStore::rocksdb};
  Given<StreamSink> sink{StreamSink::files};
  Given<Delivery> delivery{Delivery::exactly_once};
  std::optional<Given<std::string>> checkpoint;  ///< a storage tier; default: the provider's object store

  Frequency<> peak_rate() const;  ///< the rate where no peak is stated
  bool has_peak() const { return peak_rate() > rate.value; }
  bool is_stateful() const { return !states.empty(); }
  bool runs_batches() const { return trigger.value < StreamTrigger::continuous; }
  Seconds<> watermark_or_default() const;
  Seconds<> retention_or_default() const;  ///< infinite for files
  Seconds<> interval_or_default() const;   ///< of the trigger; as soon as possible: the longest batch that is let grow
};

Seconds<> slide_of(const StateInput& state);
Bytes<> entry_of(const StateInput& state, const Stream& stream);

}  // namespace sizer
