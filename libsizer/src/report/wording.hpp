#pragma once

#include <string>
#include <string_view>

#include "sizer/plan.hpp"

/// Phrases that every answer uses.
namespace sizer::report {

inline constexpr std::string_view kNothing = "–";

/// "97 %"; ">99.9 %" and "<0.1 %" at the ends, and rounded down, so that it never claims more than it knows.
std::string probability(double share);
/// "97 % of worlds", "all 1,024 worlds", "none of 1,024 worlds".
std::string share_of_worlds(double share, int worlds);

/// "33–52 min": from the 10th to the 90th percentile.
std::string range_of(const Percentiles<kSeconds>& duration);
std::string range_of(const Percentiles<kUsd>& cost);

/// "12 × r6i.4xlarge"; and where: "12 × r6i.4xlarge on EMR (aws us-east-1)".
std::string nodes_of(const Candidate& candidate);
std::string nodes_and_place(const Candidate& candidate);
/// "3 a node, 5 cores and 36 GiB each".
std::string executors_of(const Cluster& cluster);

/// False for a cluster that has no room for an executor: it has no time, cost or stages.
bool can_run(const Candidate& candidate);

/// The deadline and the budget, if there are any, are kept as often as asked: what does not fit fails otherwise.
bool keeps_goal(const Candidate& candidate, const Goal& goal);

/// "$8.27", or "price unknown".
std::string cost_of(const Candidate& candidate);
/// "2.3 × network"; and "far more than network" where the runner-up hardly counts.
std::string lead_over(Resource runner_up, double margin);

/// "500 GB", or a dash for none.
std::string size_or_dash(Bytes<> size);
/// "1,024": every digit, where a quantity shows three.
std::string exact(long long number);
/// "1 stage", "3 stages".
std::string counted(long long number, std::string_view noun);
/// "a, b, c".
std::string joined(const std::vector<std::string>& items);

std::string_view platform_name(Platform platform);  ///< "EMR", as its vendor writes it

}  // namespace sizer::report
