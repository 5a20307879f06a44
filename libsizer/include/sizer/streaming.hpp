#pragma once

#include "sizer/quantity.hpp"
#include "sizer/stream_input.hpp"
#include "sizer/worlds.hpp"

/// How a streaming job keeps up: capacity, latency, backlog, recovery, state. The closed forms.
///
///     a micro-batch of n events takes     b(n) = fixed + n × time an event
///     the largest stable rate             C    = (1 − fixed ÷ interval) ÷ time an event
///     an outage of D leaves               rate × D events, gone after  rate × D ÷ (C − rate)
///
/// The fixed part and the time an event are those of a batch job of so many events on the cluster (model.hpp); what
/// follows here knows no cluster. Every formula is written once over the number type (number.hpp). One page:
/// docs/explain/streaming.md. The time-stepped simulation of the same is stream_simulation.hpp.
namespace sizer {

/// How long a micro-batch takes, as a line over its events.
template <class Num>
struct BatchLine {
  Seconds<Num> fixed;      ///< planning, logs, committing state and sink, tasks that find nothing
  Seconds<Num> per_event;  ///< of the whole cluster
};

template <class Num>
Seconds<Num> batch_duration(const BatchLine<Num>& line, const Scalar<Num>& events) {
  return named("batch duration", line.fixed + events * line.per_event);
}

/// The rate at which a batch takes as long as its interval; 0 where the fixed part alone does. A longer interval has
/// more of it left for events.
template <class Num>
Frequency<Num> largest_stable_rate(const BatchLine<Num>& line, const Seconds<Num>& interval) {
  const auto left = named("share of the interval left for events", max(1.0 - line.fixed / interval, 0.0));
  return named("largest stable rate", left / line.per_event);
}

/// The shortest interval that is stable at a rate, fixed ÷ (1 − rate × time an event); infinite beyond the events' own
/// limit. Batches that follow each other settle at it.
template <class Num>
Seconds<Num> shortest_interval(const BatchLine<Num>& line, const Frequency<Num>& rate) {
  return named("shortest stable interval", line.fixed / max(1.0 - rate * line.per_event, 0.0));
}

/// An event waits for its cycle to end, evenly between 0 and the interval, and then for its batch:
///
///     median = interval ÷ 2 + b      p99 = 0.99 × interval + b
template <class Num>
struct StreamLatency {
  Seconds<Num> median, p99;
};
template <class Num>
StreamLatency<Num> latency(const Seconds<Num>& interval, const Seconds<Num>& batch) {
  return {named("median latency", 0.5 * interval + batch), named("p99 latency", 0.99 * interval + batch)};
}

/// What a rate above capacity leaves behind, and how long it takes to go.
template <class Num>
struct Backlog {
  Scalar<Num> events;  ///< at the most
  Seconds<Num> lag;    ///< of the oldest event that waits, at the most
  Seconds<Num> drain;  ///< from the end of the spike, or the restart, until all is read; infinite: never
};

/// A spike of `peak` for `length` above a usual `rate`:
///
///     events = (peak − C) × length      lag = (peak ÷ C − 1) × length      drain = events ÷ (C − rate)
///
/// The last event of the spike waits longest: all of the spike is before it.
template <class Num>
Backlog<Num> backlog_of_spike(const Frequency<Num>& capacity, const Frequency<Num>& rate, const Frequency<Num>& peak,
                              const Seconds<Num>& length) {
  const Frequency<Num> none;
  Backlog<Num> b;
  b.events = named("backlog of the spike", max(peak - capacity, none) * length);
  b.lag = named("lag of the spike", max(peak / capacity - 1.0, 0.0) * length);
  const auto spare = max(capacity - rate, none);
  const Scalar<Num> no_events;
  b.drain = named("drain time of the spike", choose_less(no_events, b.events, b.events / spare, Seconds<Num>()));
  return b;
}

/// An outage: rate × D events, the oldest of which is as old as the outage is long at the restart.
template <class Num>
Backlog<Num> backlog_of_outage(const Frequency<Num>& capacity, const Frequency<Num>& rate, const Seconds<Num>& outage) {
  Backlog<Num> b;
  b.events = named("backlog of the outage", rate * outage);
  b.lag = outage;
  b.drain = named("drain time of the outage", b.events / max(capacity - rate, Frequency<Num>()));
  return b;
}

/// The capacity that each promise asks for; the largest binds.
template <class Num>
struct CapacityNeeds {
  Frequency<Num> steady;    ///< rate ÷ utilisation
  Frequency<Num> peak;      ///< peak ÷ (1 + allowed lag ÷ its length)
  Frequency<Num> recovery;  ///< rate × (1 + outage ÷ time to recover)
};
template <class Num>
CapacityNeeds<Num> capacity_needs(const Stream& stream);

/// The state of all operators together, when it has filled up.
template <class Num>
struct StateSize {
  Scalar<Num> entries;
  Bytes<Num> raw;                   ///< keys and values
  Bytes<Num> on_heap;               ///< in executors' heaps: the in-memory store
  Bytes<Num> on_disk;               ///< in RocksDB's files on local disks or volumes
  Scalar<Num> updates_per_event;    ///< entries read, changed and put back
  Bytes<Num> changed_per_event;     ///< what a checkpoint has to hold of it
  double stores_per_partition = 0;  ///< a join has four, every other operator one
};

/// State at a rate, in batches of `interval`:
///
///     windows alive     ⌈(window + watermark + interval) ÷ slide⌉
///     aggregation       keys × windows alive
///     deduplication     rate × (watermark + interval)
///     join              rate × (window + watermark + interval), both sides
///     in memory         entries × (entry + stream.map_entry)      RocksDB: entries × entry × stream.rocksdb_space
///
/// An aggregation changes each of its entries once a batch at most, however many events there are.
template <class Num>
StateSize<Num> state_size(const Stream& stream, const Frequency<Num>& rate, const Seconds<Num>& interval,
                          const World<Num>& world);

/// Share of events that arrive later than the watermark waits, for delays that are log-normal with this median and
/// 99th percentile: 1 − Φ(ln(watermark ÷ median) ÷ σ), σ = ln(p99 ÷ median) ÷ 2.326. An upper bound of what is lost: a
/// late event is dropped only if its window has ended too.
double share_later_than(Seconds<> watermark, Seconds<> median, Seconds<> p99);
/// The delay that a share of the events exceeds.
Seconds<> delay_exceeded_by(double share, Seconds<> median, Seconds<> p99);

/// Source partitions that carry a rate: ⌈max(bytes ÷ stream.partition_rate, …)⌉; a Kinesis shard takes in 1 MB/s and
/// 1,000 events/s. One for files.
double partitions_needed(const Stream& stream, Frequency<> rate, Bandwidth<> per_partition);

}  // namespace sizer
