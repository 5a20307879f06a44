#include <algorithm>
#include <cmath>

#include "practice/vocabulary.hpp"
#include "sizer/assumptions.hpp"
#include "sizer/formulas.hpp"

/// The closed forms of the field.
namespace sizer::practice {
namespace {

using Arguments = std::span<const Value>;

Seconds<> time(const Value& value) { return Seconds<>(value.number); }

double collection(Arguments a) {
  const double coefficient = find_assumption("gc.coefficient")->typical;
  return collection_overhead<double>(coefficient, a[0].number).base();
}

constexpr std::string_view kFormulas = "sizer/formulas.hpp";
constexpr Dimension kRate = kBytes - kSeconds;

}  // namespace

const std::vector<Computation>& field_computations() {
  static const std::vector<Computation> list = {
      {"slots_needed",
       {{"work", kCores + kSeconds}, {"time", kSeconds}, {"busy"}},
       {"", kCores},
       "work ÷ (time × share of slots that are busy)",
       kFormulas,
       [](Arguments a) { return slots_needed(CoreSeconds<>(a[0].number), time(a[1]), a[2].number).base(); }},
      {"remote_share",
       {{"nodes"}},
       {},
       "1 − 1/nodes: share of a shuffle that crosses the network",
       kFormulas,
       [](Arguments a) { return remote_share(a[0].number); }},
      {"hottest_share",
       {{"keys"}, {"exponent"}},
       {},
       "share of the most frequent key under Zipf's law",
       kFormulas,
       [](Arguments a) { return zipf_hottest_share(std::min(a[0].number, 1e6), a[1].number); }},
      {"skew_stretch",
       {{"share"}, {"tasks"}},
       {},
       "the longest task over the mean when one key has a share",
       kFormulas,
       [](Arguments a) { return skew_stretch(a[0].number, a[1].number); }},
      {"amdahl",
       {{"serial_share"}, {"processors"}},
       {},
       "speed-up when a share is serial",
       kFormulas,
       [](Arguments a) { return amdahl_speed_up(a[0].number, a[1].number); }},
      {"scalability",
       {{"nodes"}, {"contention"}, {"coherence"}},
       {},
       "speed-up by Gunther's universal scalability law",
       kFormulas,
       [](Arguments a) { return usl_speed_up(a[0].number, a[1].number, a[2].number); }},
      {"scalability_peak",
       {{"contention"}, {"coherence"}},
       {},
       "the number of nodes where that speed-up peaks",
       kFormulas,
       [](Arguments a) { return usl_peak(a[0].number, a[1].number); }},
      {"collection_overhead",
       {{"heap_over_live"}},
       {},
       "time the collector adds to CPU time: 0.70 ÷ (h − 1)²",
       kFormulas,
       collection},
      {"checkpoint_interval",
       {{"checkpoint", kSeconds}, {"between_failures", kSeconds}},
       {"", kSeconds},
       "Young: √(2 × checkpoint × time between failures)",
       kFormulas,
       [](Arguments a) { return checkpoint_interval(time(a[0]), time(a[1])).base(); }},
      {"checkpoint_overhead",
       {{"checkpoint", kSeconds}, {"between_failures", kSeconds}},
       {},
       "share of time that checkpoints and lost work then cost",
       kFormulas,
       [](Arguments a) { return checkpoint_overhead(time(a[0]), time(a[1])); }},
      {"reclaim_probability",
       {{"nodes"}, {"time", kSeconds}, {"monthly_rate"}},
       {},
       "chance that at least one of the spot nodes is taken away meanwhile",
       kFormulas,
       [](Arguments a) {
         return reclaim_probability(static_cast<int>(std::clamp(a[0].number, 0.0, 1e6)), time(a[1]), a[2].number);
       }},
      {"drain_time",
       {{"outage", kSeconds}, {"utilisation"}},
       {"", kSeconds},
       "time to work off what an outage left: outage × u ÷ (1 − u)",
       kFormulas,
       [](Arguments a) { return drain_time(time(a[0]), a[1].number).base(); }},
      {"recovery_capacity",
       {{"outage", kSeconds}, {"within", kSeconds}},
       {},
       "capacity over the rate that works an outage off in time: 1 + outage ÷ within",
       kFormulas,
       [](Arguments a) { return recovery_capacity(time(a[0]), time(a[1])); }},
      {"shortest_batch",
       {{"fixed", kSeconds}, {"utilisation"}},
       {"", kSeconds},
       "shortest micro-batch that keeps up: fixed ÷ (1 − u)",
       kFormulas,
       [](Arguments a) { return shortest_batch(time(a[0]), a[1].number).base(); }},
      {"queue_wait",
       {{"utilisation"}, {"variation"}},
       {},
       "mean wait in a queue, in service times",
       kFormulas,
       [](Arguments a) { return queue_wait(a[0].number, a[1].number); }},
      {"small_file_penalty",
       {{"file", kBytes}, {"open", kSeconds}, {"stream", kRate}},
       {},
       "cost of many small files over one stream: 1 + open × stream ÷ file",
       kFormulas,
       [](Arguments a) { return small_file_penalty(Bytes<>(a[0].number), time(a[1]), Bandwidth<>(a[2].number)); }},
      {"codec_break_even",
       {{"ratio"}, {"compress", kRate}, {"decompress", kRate}},
       {"", kRate},
       "a codec pays where a core's share of I/O is below this",
       kFormulas,
       [](Arguments a) {
         return codec_break_even(a[0].number, Bandwidth<>(a[1].number), Bandwidth<>(a[2].number)).base();
       }},
  };
  return list;
}

}  // namespace sizer::practice
