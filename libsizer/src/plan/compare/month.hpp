#pragma once

#include "plan/compare/answers.hpp"

namespace sizer {

/// The column "a month" of comparisons that count what a run's cost leaves out: storage at rest, clusters kept up.
inline const ComparedColumn kMonthColumn{"month_usd", "a month", Measure::dollars};

/// The runs of a month; none where the price is not known.
std::optional<Usd<>> runs_of_a_month(const Answered& answer, const Scenario& scenario);

/// A month of so many bytes in the provider's standard object store; none where there is none or its price is not
/// known.
std::optional<Usd<>> month_at_rest(Provider provider, Bytes<> bytes);

/// Nothing where either is unknown.
std::optional<Usd<>> sum(const std::optional<Usd<>>& a, const std::optional<Usd<>>& b);
Figure figure_of(const std::optional<Usd<>>& amount);

}  // namespace sizer
