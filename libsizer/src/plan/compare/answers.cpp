#include "plan/compare/answers.hpp"

#include <algorithm>
#include <limits>

#include "plan/changes.hpp"
#include "plan/choice.hpp"
#include "plan/describe.hpp"
#include "plan/findings.hpp"
#include "plan/obstacles.hpp"

namespace sizer {
namespace {

bool same_assumptions(const Scenario& a, const Scenario& b) {
  const auto same = [](const auto& x, const auto& y) {
    return x.first == y.first && x.second.low == y.second.low && x.second.typical == y.second.typical &&
           x.second.high == y.second.high;
  };
  return std::ranges::equal(a.assume, b.assume, same);
}

std::string joined(const std::vector<std::string>& reasons) {
  std::string text;
  for (const auto& reason : reasons) text += (text.empty() ? "" : "; ") + reason;
  return text;
}

/// How many times the goal a miss is, at the asked confidence.
double miss(const Question& q, const Outcome& outcome) {
  const double time = q.has_deadline ? quantile(outcome.seconds, q.confidence) / q.deadline.base() : 0;
  const double money = q.has_budget ? quantile(outcome.usd, q.confidence) / q.budget.base() : 0;
  return std::max(time, money);
}

/// Why a checked cluster misses the goal, beside what its probability says.
std::string failure(const Question& q, const Candidate& c) {
  const auto lacking = runs_out_of(q, c);
  return lacking.empty() ? "" : "would run out of " + std::string(lacking);
}

double score(const Answered& a, const Scenario& scenario) {
  const Candidate& c = *a.candidate;
  const double time = c.duration.p50.base();
  if (!c.cost || (scenario.goal.minimise.value == Minimise::time && scenario.goal.budget)) return time;
  return !a.has_goal ? c.cost->p50.base() * time : c.cost->p50.base();
}

}  // namespace

std::unique_ptr<Question> Answers::question_of(const Scenario& scenario) {
  if (!scenario.measured.empty()) return std::make_unique<Question>(scenario, options_);
  if (!drawn_ || !same_assumptions(drawn_->scenario, scenario)) {
    drawn_ = std::make_unique<Drawn>();
    drawn_->scenario = scenario;
    drawn_->question = std::make_unique<Question>(drawn_->scenario, options_);
  }
  return std::make_unique<Question>(scenario, *drawn_->question);
}

Answered Answers::planned(const Scenario& scenario, const InstanceTable& among) {
  Scenario asked = scenario;
  unknown_runs(asked, among);
  const auto q = question_of(asked);
  const Options options = find_options(*q, among, curves_);
  Answered answer;
  answer.has_goal = !q->wants_knee();
  if (options.list.empty() && options.short_of_disk.empty()) {
    answer.why_none = joined(nothing_to_choose(*q, options));
    return answer;
  }
  const auto ranked = ranked_options(*q, options, curves_);
  Choice choice = choose(*q, ranked, curves_);
  answer.candidate = std::move(choice.described);
  answer.meets_goal = choice.sized->fits && !would_fail(*q, *answer.candidate);
  answer.anatomy = anatomy_of(*q, answer.candidate->cluster, curves_);
  answer.missed_by = miss(*q, choice.sized->outcome);
  if (!answer.meets_goal) {
    answer.why_none = joined(obstacles(*q, options, *answer.candidate, choice.sized->outcome));
  }
  return answer;
}

Answered Answers::checked(const Scenario& scenario, const ClusterRequest& request) {
  Scenario asked = scenario;
  unknown_runs(asked, table_);
  const auto q = question_of(asked);
  Answered answer;
  answer.has_goal = !q->wants_knee();
  answer.instance = std::make_shared<const Instance>(request.instance);
  const auto option = asked_option(*q, *answer.instance, request.nodes, table_, curves_);
  if (!option || option->cluster.slots() == 0) {
    answer.why_none = std::to_string(request.nodes) + " × " + request.instance.type +
                      " cannot hold an executor beside the driver: take more or larger nodes";
    return answer;
  }
  const Outcome outcome = Evaluator(*q, q->all, *option, curves_).at(request.nodes);
  answer.candidate = describe(*q, *option, outcome, curves_);
  answer.meets_goal =
      (q->wants_knee() || outcome.probability(*q) >= q->confidence) && !would_fail(*q, *answer.candidate);
  answer.anatomy = anatomy_of(*q, answer.candidate->cluster, curves_);
  answer.missed_by = miss(*q, outcome);
  answer.why_none = failure(*q, *answer.candidate);
  return answer;
}

Answered Answers::of(const Scenario& scenario, const std::optional<ClusterRequest>& on) {
  return on ? checked(scenario, *on) : planned(scenario);
}

std::optional<int> Answers::nodes_for_goal(const Scenario& scenario, const ClusterRequest& request) {
  Scenario asked = scenario;
  unknown_runs(asked, table_);
  const auto q = question_of(asked);
  const auto option = asked_option(*q, request.instance, request.nodes, table_, curves_);
  return option ? nodes_needed(*q, *option, curves_) : std::nullopt;
}

std::vector<const Instance*> Answers::best_types(const Scenario& scenario, std::size_t count) {
  Scenario asked = scenario;
  unknown_runs(asked, table_);
  const auto q = question_of(asked);
  const Options options = find_options(*q, table_, curves_);
  std::vector<const Instance*> best;
  if (options.list.empty() && options.short_of_disk.empty()) return best;
  for (const Sized& sized : ranked_options(*q, options, curves_)) {
    if (best.size() < count) best.push_back(sized.option->cluster.instance);
  }
  return best;
}

ClusterRequest cluster_of(const Candidate& candidate) { return {candidate.cluster.nodes, *candidate.cluster.instance}; }

bool is_better(const Answered& a, const Answered& b, const Scenario& scenario) {
  if (a.candidate.has_value() != b.candidate.has_value()) return a.candidate.has_value();
  if (!a.candidate) return false;
  if (a.meets_goal != b.meets_goal) return a.meets_goal;
  if (!a.meets_goal) return a.missed_by < b.missed_by;
  return score(a, scenario) < score(b, scenario);
}

}  // namespace sizer
