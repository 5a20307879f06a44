#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "hand_written.hpp"

/// What a world costs to evaluate: the library's lanes against the same formulas written by hand.
namespace sizer::bench {
namespace {

void fail_unless_near(const char* what, const Column& lanes, const Column& by_hand) {
  for (std::size_t w = 0; w < kWorlds; ++w) {
    if (std::abs(by_hand[w] - lanes[w]) <= 1e-9 * std::abs(lanes[w])) continue;
    std::fprintf(stderr, "world %zu: %s is %.15g in lanes and %.15g by hand\n", w, what, lanes[w], by_hand[w]);
    std::exit(EXIT_FAILURE);
  }
}

/// A comparison of two programs that compute different things would say nothing.
void fail_unless_equal(const OneCluster& cluster, HandWritten& hand_written) {
  Answers lanes, by_hand;
  evaluate_in_lanes(cluster, lanes);
  hand_written.evaluate(by_hand);
  fail_unless_near("seconds", lanes.seconds, by_hand.seconds);
  fail_unless_near("usd", lanes.usd, by_hand.usd);
}

struct Subject {
  OneCluster cluster;
  HandWritten hand_written{cluster};
  Subject() { fail_unless_equal(cluster, hand_written); }
};

Subject& subject() {
  static Subject one;
  return one;
}

/// `world` is the time of one world.
void count_worlds(benchmark::State& state) {
  using benchmark::Counter;
  state.counters["world"] = Counter(kWorlds, Counter::kIsIterationInvariantRate | Counter::kInvert);
}

void lanes(benchmark::State& state) {
  const OneCluster& cluster = subject().cluster;
  Answers answers;
  for (auto _ : state) {
    evaluate_in_lanes(cluster, answers);
    benchmark::DoNotOptimize(answers.usd.data());
    benchmark::ClobberMemory();
  }
  count_worlds(state);
}
BENCHMARK(lanes)->Name("model/lanes");

void by_hand(benchmark::State& state) {
  HandWritten& hand_written = subject().hand_written;
  Answers answers;
  for (auto _ : state) {
    hand_written.evaluate(answers);
    benchmark::DoNotOptimize(answers.usd.data());
    benchmark::ClobberMemory();
  }
  count_worlds(state);
}
BENCHMARK(by_hand)->Name("model/hand-written");

}  // namespace
}  // namespace sizer::bench
