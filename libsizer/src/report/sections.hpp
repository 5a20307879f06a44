#pragma once

#include "page.hpp"
#include "sizer/plan.hpp"

/// What plans and checks say alike.
namespace sizer::report {

/// By how much the goal, of which there is one, is met or missed.
Fact goal_fact(const Candidate& candidate, const Goal& goal, int worlds);
/// Executors, time, cost, bottleneck.
Section result_section(const Candidate& candidate, const Scenario& scenario);
/// Each stage: its time, what it waits for, and by how much.
Section stage_times_section(const Candidate& candidate);
/// Each stage: its tasks and what they move.
Section stage_volumes_section(const Candidate& candidate);
/// The five sizes, where the money goes, what stays idle.
Section size_section(const Candidate& candidate);
Section settings_section(const Candidate& candidate);
/// What measured runs did to the range; empty without any.
Section measured_section(const std::optional<Conditioning>& measured, const Candidate& candidate);
Section findings_section(const std::vector<Finding>& findings);

struct AnswerBasis {
  const Scenario& scenario;
  const std::vector<Assumed>& assumed;
  const std::vector<std::string>& defaults_used;
  std::string narrow_most, prices_as_of;
  PlanOptions options;
  std::string why;  ///< the command that explains the answer
};
/// What the answer rests on, and where to ask on.
Section basis_section(const AnswerBasis& basis);

/// What was found in a file of settings.
Page settings_page(const SettingsReport& report);

/// "2 h in 95 % of worlds", for a headline; empty without a goal.
std::string goal_of(const Scenario& scenario);

}  // namespace sizer::report
