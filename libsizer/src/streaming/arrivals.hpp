#pragma once

#include <vector>

#include "sizer/stream_simulation.hpp"

namespace sizer {

/// Events that have arrived by a time: straight lines between the moments at which the rate changes.
class Arrivals {
 public:
  explicit Arrivals(const StreamSimulationInput& input);

  double by(Seconds<> time) const;
  Frequency<> rate_at(Seconds<> time) const;
  /// When the event of that number arrived.
  Seconds<> time_of(double events) const;

 private:
  struct Piece {
    Seconds<> from;
    Frequency<> rate;
    double before = 0;  ///< events that arrived before `from`
  };
  const Piece& piece_at(Seconds<> time) const;

  std::vector<Piece> pieces_;
};

}  // namespace sizer
