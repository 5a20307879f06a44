#pragma once

#include <string>
#include <vector>

#include "plan/compare/answers.hpp"

namespace sizer {

/// The columns that most comparisons end in: P50, P90, cost, share of worlds that meet the goal, bottleneck, cluster.
std::vector<ComparedColumn> usual_columns();
/// Their figures; empty ones where there is no answer.
void append_usual(const Answered& answer, std::vector<Figure>& figures);
void append(std::vector<ComparedColumn>& all, std::vector<ComparedColumn> more);

/// The date of the prices behind an answer; empty without one.
std::string price_date(const Answered& answer);

}  // namespace sizer
