#include "plan/compare/month.hpp"

#include <algorithm>

namespace sizer {

std::optional<Usd<>> runs_of_a_month(const Answered& answer, const Scenario& scenario) {
  if (!answer.candidate || !answer.candidate->cost) return std::nullopt;
  return scenario.schedule.runs_per_month.value * answer.candidate->cost->p50;
}

std::optional<Usd<>> month_at_rest(Provider provider, Bytes<> bytes) {
  const auto& tiers = storage_tiers();  // a provider's standard object store comes first
  const auto store = std::ranges::find_if(
      tiers, [&](const StorageTier& tier) { return tier.provider == provider && tier.kind == "object"; });
  if (store == tiers.end() || !store->per_gb_month) return std::nullopt;
  return bytes.in(GB) * *store->per_gb_month;
}

std::optional<Usd<>> sum(const std::optional<Usd<>>& a, const std::optional<Usd<>>& b) {
  return a && b ? std::optional(*a + *b) : std::nullopt;
}

Figure figure_of(const std::optional<Usd<>>& amount) { return amount ? Figure(amount->base()) : Figure(); }

}  // namespace sizer
