#pragma once

#include <vector>

#include "sizer/quantity.hpp"

/// The closed forms of the field, one function each: what a whiteboard answer is made of.
///
/// Each states its formula and source; the model uses those that concern a batch job. All are exact in their own terms:
/// what they leave out is said.
namespace sizer {

/// Slots for `work` within `available` time when a share `busy` of them works at any moment:
///
///     slots = work ÷ (available × busy)
///
/// `busy` was 0.58 / 0.72 / 0.85 (quartiles) in 38 large TPC-DS queries (CERN). Round up. The search starts from here.
Cores<> slots_needed(CoreSeconds<> work, Seconds<> available, double busy);

/// Share of a shuffle that crosses the network when it is spread evenly over `nodes`: 1 − 1/nodes.
constexpr double remote_share(double nodes) { return 1 - 1 / nodes; }

/// Bytes of one row in Spark's UnsafeRow: a null bit each column in whole 8-byte words, 8 bytes each column, and the
/// variable-length values, each rounded up to 8 (UnsafeRow.calculateBitSetWidthInBytes).
Bytes<> unsafe_row_bytes(int columns, const std::vector<int>& variable_lengths = {});

/// Share of the most frequent of K keys under Zipf's law with exponent s: 1 ÷ Σ i^−s. At most 10⁸ keys.
double zipf_hottest_share(double keys, double exponent);

/// How many times the mean the longest of R tasks takes when one key has share f: f·R + (1 − f).
constexpr double skew_stretch(double share, double tasks) { return share * tasks + (1 - share); }

/// Amdahl: speed-up on p processors when a share s is serial: 1 ÷ (s + (1 − s)/p).
constexpr double amdahl_speed_up(double serial_share, double processors) {
  return 1 / (serial_share + (1 - serial_share) / processors);
}

/// Gunther's universal scalability law: N ÷ (1 + α(N − 1) + β N(N − 1)), and the N where it peaks, √((1 − α)/β).
constexpr double usl_speed_up(double n, double contention, double coherence) {
  return n / (1 + contention * (n - 1) + coherence * n * (n - 1));
}
double usl_peak(double contention, double coherence);

/// Time the collector adds to CPU time when the heap is h times the live data: c ÷ (h − 1)², c = 0.70 (fitted to Hertz
/// and Berger, OOPSLA 2005: 70 % at h = 2, 17 % at 3, next to nothing at 5).
template <class Num>
Scalar<Num> collection_overhead(const Scalar<Num>& coefficient, const Scalar<Num>& heap_over_live) {
  const auto room = heap_over_live - 1.0;
  return coefficient / (room * room);
}

/// Young: the interval between checkpoints that costs least, √(2 δ M), for a checkpoint of δ and a mean time M between
/// failures; and the share of time it then costs, √(2 δ/M).
Seconds<> checkpoint_interval(Seconds<> checkpoint, Seconds<> between_failures);
double checkpoint_overhead(Seconds<> checkpoint, Seconds<> between_failures);

/// P(at least one of n nodes is reclaimed within T), for a monthly (720 h) reclaim rate r a node: 1 − exp(−n λ T), λ =
/// −ln(1 − r)/720 h.
double reclaim_probability(int nodes, Seconds<> duration, double monthly_rate);

/// Time to work off what an outage left, at utilisation ρ: D·ρ/(1 − ρ).
Seconds<> drain_time(Seconds<> outage, double utilisation);

/// Capacity, as a multiple of the rate, that works off an outage of D within R: 1 + D/R.
double recovery_capacity(Seconds<> outage, Seconds<> within);

/// Shortest stable micro-batch when each has a fixed part o: o ÷ (1 − ρ).
Seconds<> shortest_batch(Seconds<> fixed, double utilisation);

/// Mean wait in a queue with one server (Pollaczek–Khinchine), in service times: ρ (1 + cv²) ÷ (2 (1 − ρ)).
constexpr double queue_wait(double utilisation, double variation) {
  return utilisation * (1 + variation * variation) / (2 * (1 - utilisation));
}

/// Cost of reading many files of size z rather than one stream: 1 + t_open · B ÷ z.
double small_file_penalty(Bytes<> file, Seconds<> open, Bandwidth<> stream);

/// A codec pays where a core's share of I/O is below (1 − ratio) ÷ (1/compress + 1/decompress); ratio = compressed ÷
/// original.
Bandwidth<> codec_break_even(double ratio, Bandwidth<> compress, Bandwidth<> decompress);

}  // namespace sizer
