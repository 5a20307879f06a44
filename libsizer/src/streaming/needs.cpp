#include <algorithm>
#include <cmath>

#include "sizer/streaming.hpp"

namespace sizer {
namespace {

constexpr double kShardEvents = 1000;  // a second, that a Kinesis shard takes in
constexpr Bandwidth<> kShardBytes = MB / second;
constexpr double kNinetyNine = 2.3263478740408408;  // standard deviations of a 99th percentile

double spread_of(Seconds<> median, Seconds<> p99) {
  return std::max(std::log((p99 / median).base()), 1e-9) / kNinetyNine;
}

}  // namespace

template <class Num>
CapacityNeeds<Num> capacity_needs(const Stream& stream) {
  const auto rate = input<Num>("rate", stream.rate.value, stream.rate.source);
  const auto utilisation =
      input<Num>("utilisation at the usual rate", Scalar<>(stream.utilisation.value), stream.utilisation.source);
  CapacityNeeds<Num> needs;
  needs.steady = named("capacity for the usual rate", rate / utilisation);
  const auto peak = input<Num>("peak rate", stream.peak_rate(), stream.peak ? stream.peak->source : stream.rate.source);
  const auto length = input<Num>("length of the peak", stream.peak_length.value, stream.peak_length.source);
  const auto lag = input<Num>("lag allowed in the peak", stream.allowed_lag ? stream.allowed_lag->value : Seconds<>(),
                              stream.allowed_lag ? stream.allowed_lag->source : "default: the peak is kept up with");
  needs.peak = named("capacity for the peak", peak / (1.0 + lag / length));
  const auto outage = input<Num>("outage", stream.outage.value, stream.outage.source);
  const auto within = input<Num>("time to recover", stream.recover_within.value, stream.recover_within.source);
  needs.recovery = named("capacity for recovery", rate * (1.0 + outage / within));
  return needs;
}
template CapacityNeeds<double> capacity_needs(const Stream&);
template CapacityNeeds<Traced> capacity_needs(const Stream&);

double share_later_than(Seconds<> watermark, Seconds<> median, Seconds<> p99) {
  if (watermark <= Seconds<>()) return 1;
  return 1 - normal_cdf(std::log((watermark / median).base()) / spread_of(median, p99));
}

Seconds<> delay_exceeded_by(double share, Seconds<> median, Seconds<> p99) {
  return median * std::exp(inverse_normal(1 - share) * spread_of(median, p99));
}

double partitions_needed(const Stream& stream, Frequency<> rate, Bandwidth<> per_partition) {
  if (stream.source.value == StreamSource::files) return 1;
  const bool shards = stream.source.value == StreamSource::kinesis;
  const Bandwidth<> bytes = rate * stream.event_size.value;
  const double by_bytes = (bytes / (shards ? kShardBytes : per_partition)).base();
  const double by_events = shards ? rate.base() / kShardEvents : 0;
  return std::max(1.0, std::ceil(std::max(by_bytes, by_events) - 1e-9));
}

}  // namespace sizer
