#pragma once

#include "question.hpp"

namespace sizer {

/// How much of the spread of ln(duration) one assumption accounts for: the squared correlation over the worlds.
struct Driver {
  const Assumption* row = nullptr;
  double share = 0;
};
/// Largest first, of those that the answer used and a person can measure: others go along by chance.
std::vector<Driver> spread_drivers(const Question& question, const std::vector<double>& seconds,
                                   const std::vector<Assumed>& used);

/// The one thing that would narrow the answer most, in words.
std::string narrow_most(const Question& question, const std::vector<double>& seconds, const std::vector<Assumed>& used);

}  // namespace sizer
