#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sizer/layout.hpp"
#include "sizer/percentiles.hpp"
#include "sizer/settings.hpp"
#include "sizer/streaming.hpp"

/// What a cluster does with a streaming job: part of a Candidate (plan.hpp) when the scenario has a [stream].
///
/// The cluster is the smallest whose capacity meets the largest of three needs - the usual rate, the peak, recovery -
/// in the asked share of the worlds. Where not said otherwise a number is that of the typical world.
namespace sizer {

/// One promise: the capacity it asks for, and the fewest nodes of this type that give it.
struct StreamNeed {
  std::string name;  ///< "steady", "peak", "recovery"
  Frequency<> capacity;
  int nodes = 0;         ///< 0: no number of them
  Frequency<> at_nodes;  ///< the largest stable rate of so many in the asked share of the worlds
  Backlog<double> spike, outage;
  std::optional<Usd<>> month;
};

struct StreamState {
  StateSize<double> size;
  Bytes<> memory_per_executor;       ///< heap of the in-memory store, or RocksDB's caches and buffers
  Bytes<> changed_per_batch;         ///< what a checkpoint uploads
  Bandwidth<> checkpoint_traffic;    ///< changed state, and snapshots
  Bandwidth<> disk_writes_per_node;  ///< RocksDB's, with compaction
  Seconds<> commit;                  ///< of all stores, a batch
  double late_share = 0;             ///< events later than the watermark, at most
  Seconds<> watermark_needed;        ///< for the share that may be late
};

struct SourcePartitions {
  int stated = 0;       ///< 0: not stated
  int needed = 1;       ///< to carry the peak
  int recommended = 1;  ///< to carry it and give every slot a task
  int tasks = 1;        ///< of the reading stage
  double fullest = 0;   ///< share of the events in the fullest partition
  Frequency<> rate_of_fullest;
};

/// The same events read by a job that starts every so often.
struct ScheduledBatch {
  Seconds<> every;
  int nodes = 1;
  Seconds<> run;        ///< start to end
  Seconds<> freshness;  ///< of the oldest event when it is done
  std::optional<Usd<>> month;
};

struct StreamReport {
  Seconds<> interval;   ///< of the trigger; of batches that follow each other: what they settle at
  Bytes<> batch_bytes;  ///< a usual batch
  BatchLine<double> line;
  Percentiles<Frequency<>::dimension> capacity;  ///< the largest stable rate over the worlds
  Frequency<> assured;  ///< … in the asked share of the worlds: backlogs and the size of batches follow from it
  double utilisation = 0, peak_utilisation = 0;
  StreamLatency<double> latency;
  Seconds<> latency_p99_at_confidence;
  std::vector<StreamNeed> needs;
  std::string binds;  ///< the need that asks for the most
  Backlog<double> spike, outage;
  Seconds<> retention, retention_needed;
  StreamState state;
  SourcePartitions partitions;
  double most_events = 0;       ///< maxOffsetsPerTrigger
  double checkpoint_files = 0;  ///< a month
  std::optional<Usd<>> month, autoscaled_month, checkpoint_month;
  int autoscaled_least = 0;  ///< nodes outside the peaks
  std::vector<ScheduledBatch> scheduled;
  Seconds<> break_even;          ///< infinite: reading all the time is never dearer
  std::vector<Setting> in_code;  ///< what no property says: options of source and writer
};

/// A sustained rate that somebody measured, beside what is predicted of that cluster.
struct MeasuredRateReport {
  std::string name, source;
  Frequency<> measured, before;  ///< predicted by the typical world without it
  bool contradicts = false;
};

}  // namespace sizer
