#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "plan/compare/anatomy.hpp"
#include "sizer/compare.hpp"

namespace sizer {

/// One case answered.
struct Answered {
  std::shared_ptr<const Instance> instance;  ///< what the candidate's cluster points to, where it is not the table's
  std::optional<Candidate> candidate;        ///< none: there is no answer
  bool has_goal = false;
  bool meets_goal = false;
  std::string why_none;  ///< why the goal is missed, or why there is no answer
  Anatomy anatomy;
  double missed_by = 0;  ///< how many times the goal is exceeded, where it is missed
};

/// Answers case after case as `plan` and `check` would, less what a comparison does not show. The worlds, drawn once,
/// serve every case with the same assumptions and no measured runs.
class Answers {
 public:
  Answers(const InstanceTable& table, const PlanOptions& options) : table_(table), options_(options) {}

  Answered planned(const Scenario& scenario) { return planned(scenario, table_); }
  Answered planned(const Scenario& scenario, const InstanceTable& among);
  Answered checked(const Scenario& scenario, const ClusterRequest& request);
  /// On the cluster, or planned where there is none.
  Answered of(const Scenario& scenario, const std::optional<ClusterRequest>& on);

  /// The fewest nodes of a type that meet the goal; none when no number does, or there is no goal.
  std::optional<int> nodes_for_goal(const Scenario& scenario, const ClusterRequest& request);
  /// The best types of a plan, best first.
  std::vector<const Instance*> best_types(const Scenario& scenario, std::size_t count);

  const InstanceTable& table() const { return table_; }
  const PlanOptions& options() const { return options_; }

 private:
  std::unique_ptr<Question> question_of(const Scenario& scenario);

  const InstanceTable& table_;
  PlanOptions options_;
  WaveCurves curves_;
  struct Drawn {
    Scenario scenario;  ///< the question refers to it
    std::unique_ptr<Question> question;
  };
  std::unique_ptr<Drawn> drawn_;
};

/// The cluster of an answer as a request, to check other scenarios on.
ClusterRequest cluster_of(const Candidate& candidate);

/// True where `a` is the better answer to `scenario`: it meets the goal and costs less, or, as the scenario minimises,
/// takes less; without a goal cost × time is less.
bool is_better(const Answered& a, const Answered& b, const Scenario& scenario);

}  // namespace sizer
