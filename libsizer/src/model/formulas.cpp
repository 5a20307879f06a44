#include "sizer/formulas.hpp"

#include <algorithm>
#include <cmath>

namespace sizer {

Cores<> slots_needed(CoreSeconds<> work, Seconds<> available, double busy) { return work / available / busy; }

Bytes<> unsafe_row_bytes(int columns, const std::vector<int>& variable_lengths) {
  const auto words = [](int count, int unit) { return 8.0 * std::ceil(static_cast<double>(count) / unit); };
  double bytes = words(columns, 64) + 8.0 * columns;
  for (const int length : variable_lengths) bytes += words(length, 8);
  return Bytes<>(bytes);
}

double zipf_hottest_share(double keys, double exponent) {
  // Terms beyond a million are summed as an integral: ∫ x^−s from n + ½ to K + ½.
  const double counted = std::min(keys, 1e6);
  double sum = 0;
  for (double i = counted; i >= 1; --i) sum += std::pow(i, -exponent);
  if (keys > counted) {
    const double from = counted + 0.5, to = std::min(keys, 1e8) + 0.5;
    sum += exponent == 1 ? std::log(to / from)
                         : (std::pow(to, 1 - exponent) - std::pow(from, 1 - exponent)) / (1 - exponent);
  }
  return 1 / sum;
}

double usl_peak(double contention, double coherence) { return std::sqrt((1 - contention) / coherence); }

Seconds<> checkpoint_interval(Seconds<> checkpoint, Seconds<> between_failures) {
  return std::sqrt(2 * (checkpoint / second).base() * (between_failures / second).base()) * second;
}

double checkpoint_overhead(Seconds<> checkpoint, Seconds<> between_failures) {
  return std::sqrt(2 * (checkpoint / between_failures).base());
}

double reclaim_probability(int nodes, Seconds<> duration, double monthly_rate) {
  return 1 - std::exp(nodes * std::log1p(-monthly_rate) * duration.in(720 * hour));
}

Seconds<> drain_time(Seconds<> outage, double utilisation) { return outage * (utilisation / (1 - utilisation)); }

double recovery_capacity(Seconds<> outage, Seconds<> within) { return 1 + (outage / within).base(); }

Seconds<> shortest_batch(Seconds<> fixed, double utilisation) { return fixed / (1 - utilisation); }

double small_file_penalty(Bytes<> file, Seconds<> open, Bandwidth<> stream) {
  return 1 + (open * stream / file).base();
}

Bandwidth<> codec_break_even(double ratio, Bandwidth<> compress, Bandwidth<> decompress) {
  return (1 - ratio) / (1 / compress + 1 / decompress);
}

}  // namespace sizer
