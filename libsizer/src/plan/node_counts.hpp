#pragma once

#include <functional>
#include <map>

#include "evaluate.hpp"

namespace sizer {

/// An option's outcomes by node count in one sample of worlds, each worked out once.
class OutcomeCurve {
 public:
  OutcomeCurve(const Question& question, const Question::Sample& sample, const Option& option, WaveCurves& curves)
      : question_(question), option_(option), evaluator_(question, sample, option, curves) {}

  const Outcome& at(int nodes);
  double median_cost(int nodes);
  double median_time(int nodes);
  double time_at_confidence(int nodes);
  double cost_at_confidence(int nodes);
  bool meets_goal(int nodes);
  const Question& question() const { return question_; }
  const Option& option() const { return option_; }

 private:
  const Question& question_;
  const Option& option_;
  Evaluator evaluator_;
  std::map<int, Outcome> known_;
};

/// The smallest n in [low, high] that holds, where holding once means holding from there on; high + 1 when none does.
/// Looks around `hint` first.
int smallest(int low, int high, int hint, const std::function<bool(int)>& holds);

/// Where a curve over node counts is least, from `low` up. It falls, then rises: the first rise on a ladder of counts
/// brackets it.
int least(int low, int high, const std::function<double(int)>& value);

/// A place to start looking: the typical CPU work within a deadline, with room for the spread and for waiting.
int likely_nodes(const Question& question, const Option& option, Seconds<> deadline);

/// The node count that suits the goal best; more than the option allows where the deadline cannot be met. `hint` is one
/// that is probably near.
int suitable_nodes(OutcomeCurve& curve, int hint);

/// The cheapest count of at least `low` nodes that meets a deadline: the fewest, or more where those are done so much
/// sooner that the primary node and the start-up cost less.
int cheapest_for_deadline(OutcomeCurve& curve, Seconds<> deadline, int low);

/// The fewest nodes that come within a twentieth of what the most would reach.
int enough_nodes(OutcomeCurve& curve);

}  // namespace sizer
