#include "arrivals.hpp"

#include <algorithm>

namespace sizer {
namespace {

/// Moments at which the rate may change, in order.
std::vector<Seconds<>> changes(const StreamSimulationInput& input) {
  std::vector<Seconds<>> times{Seconds<>()};
  for (Seconds<> start; start < input.length; start += input.rate.period) {
    for (const RatePoint& point : input.rate.points) times.push_back(start + point.at);
  }
  for (const Disturbance& d : input.disturbances) {
    if (d.kind != DisturbanceKind::spike) continue;
    times.push_back(d.at);
    times.push_back(d.at + d.length);
  }
  std::ranges::sort(times);
  times.erase(std::unique(times.begin(), times.end()), times.end());
  return times;
}

Frequency<> rate_from(Seconds<> time, const StreamSimulationInput& input) {
  for (const Disturbance& d : input.disturbances) {
    const bool within = time >= d.at && time < d.at + d.length;
    if (d.kind == DisturbanceKind::spike && within) return Frequency<>(d.factor);
  }
  return input.rate.at(time);
}

}  // namespace

Arrivals::Arrivals(const StreamSimulationInput& input) {
  for (const Seconds<> from : changes(input)) {
    const double before =
        pieces_.empty() ? 0 : pieces_.back().before + (pieces_.back().rate * (from - pieces_.back().from)).base();
    pieces_.push_back({from, rate_from(from, input), before});
  }
}

const Arrivals::Piece& Arrivals::piece_at(Seconds<> time) const {
  const auto after = std::ranges::upper_bound(pieces_, time, {}, &Piece::from);
  return after == pieces_.begin() ? pieces_.front() : *std::prev(after);
}

double Arrivals::by(Seconds<> time) const {
  const Piece& piece = piece_at(time);
  return piece.before + (piece.rate * (time - piece.from)).base();
}

Frequency<> Arrivals::rate_at(Seconds<> time) const { return piece_at(time).rate; }

Seconds<> Arrivals::time_of(double events) const {
  const auto after = std::ranges::upper_bound(pieces_, events, {}, &Piece::before);
  const Piece& piece = after == pieces_.begin() ? pieces_.front() : *std::prev(after);
  if (piece.rate <= Frequency<>()) return after == pieces_.end() ? piece.from : after->from;
  return piece.from + Seconds<>((events - piece.before) / piece.rate.base());
}

}  // namespace sizer
