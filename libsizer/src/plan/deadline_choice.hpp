#pragma once

#include <map>
#include <optional>
#include <vector>

#include "search.hpp"

namespace sizer {

/// What a cluster rents, by the measures a person compares clusters with.
struct Capacity {
  int slots = 0, vcpu = 0;
  UsdPerTime<> hourly;

  bool exceeds(const Capacity& other) const;  ///< in any measure
};
Capacity capacity_of(const Option& option, int nodes);

/// The choice among a few options for any deadline, such that a shorter deadline never gets a smaller capacity.
///
/// The cheapest cluster that meets a deadline would not keep that law: where many slow cores and fewer fast ones cost
/// about the same, a little less time can turn the choice to the latter. So the choice for a deadline is the cheapest
/// cluster that meets it and is no smaller than the choice for any longer deadline. Only clusters that are larger and
/// cheaper can have been such a choice; there are few, and most often none. Where deadlines are so short that the
/// choices of hundreds of longer ones would have to be known, those of kMostDeadlines are, and the law may not hold.
class DeadlineChoice {
 public:
  DeadlineChoice(const Question& question, const std::vector<const Option*>& options, WaveCurves& curves);

  /// The options at the node counts chosen for the question's deadline, best first.
  std::vector<Sized> ranked();

 private:
  struct Settled {
    OutcomeCurve rough, settled;
  };
  struct Choice {
    std::size_t option = 0;
    int nodes = 0;
    double cost = 0;
    Capacity capacity;
  };
  struct Answer {
    std::optional<Choice> choice;
    Capacity floor;  ///< the least capacity
  };

  const Answer& answer(Seconds<> deadline);
  std::optional<Choice> cheapest(Seconds<> deadline, const Capacity& floor);
  int look_closer(Settled& option, Seconds<> deadline, int low, int nodes);
  std::vector<Seconds<>> deadlines_of_larger(const Choice& choice, Seconds<> deadline);
  Capacity needed_beside(const Choice& choice, Seconds<> deadline, const Capacity& floor);

  static constexpr std::size_t kMostDeadlines = 16;

  const Question& question_;
  std::size_t looked_at_ = 0;
  std::vector<Settled> options_;
  std::map<double, Answer> known_;  ///< by deadline
};

}  // namespace sizer
