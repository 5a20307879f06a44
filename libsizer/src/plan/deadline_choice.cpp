#include "deadline_choice.hpp"

#include <algorithm>
#include <utility>

namespace sizer {
namespace {

/// Options whose cost comes this near the least are looked at closer, as waves make cost uneven in the node count.
constexpr double kClose = 1.03;

/// The fewest nodes of an option that are no smaller than a capacity.
int nodes_of(const Option& option, const Capacity& floor) {
  const auto enough = [&](int nodes) { return !floor.exceeds(capacity_of(option, nodes)); };
  return smallest(option.min_nodes, option.max_nodes, option.min_nodes, enough);
}

/// The fewest nodes of an option that exceed a capacity.
int nodes_beyond(const Option& option, const Capacity& capacity) {
  const auto beyond = [&](int nodes) { return capacity_of(option, nodes).exceeds(capacity); };
  return smallest(option.min_nodes, option.max_nodes, option.min_nodes, beyond);
}

}  // namespace

bool Capacity::exceeds(const Capacity& other) const {
  constexpr double kRounding = 1 + 1e-9;
  return slots > other.slots || vcpu > other.vcpu || hourly > kRounding * other.hourly;
}

Capacity capacity_of(const Option& option, int nodes) {
  Cluster cluster = option.cluster;
  cluster.nodes = nodes;
  return {cluster.slots(), nodes * cluster.instance->vcpu, price_at(option.node_price, nodes).hourly()};
}

DeadlineChoice::DeadlineChoice(const Question& question, const std::vector<const Option*>& options, WaveCurves& curves)
    : question_(question) {
  options_.reserve(options.size());
  for (const Option* option : options) {
    options_.push_back({OutcomeCurve(question, question.coarse, *option, curves),
                        OutcomeCurve(question, question.all, *option, curves)});
  }
}

/// Every count that could be cheaper is looked at in a few worlds, and those near the least settled in all.
int DeadlineChoice::look_closer(Settled& option, Seconds<> deadline, int low, int nodes) {
  constexpr double kUneven = 1.015;
  constexpr std::size_t kMost = 12;
  auto& [rough, settled] = option;
  const double best = rough.median_cost(nodes);
  std::vector<std::pair<double, int>> counts;
  for (int n = low; n <= std::min(rough.option().max_nodes, 4 * nodes + 16); ++n) {
    if (n > nodes && quantile(rough.at(n).usd, 0) > best) break;  // even the luckiest world costs more
    const double cost = rough.median_cost(n);
    if (cost <= kUneven * best) counts.emplace_back(cost, n);
  }
  std::ranges::sort(counts);
  if (counts.size() > kMost) counts.resize(kMost);
  for (const auto& [cost, n] : counts) {
    const bool cheaper = settled.median_cost(n) < settled.median_cost(nodes);
    if (cheaper && settled.time_at_confidence(n) <= deadline.base()) nodes = n;
  }
  return nodes;
}

std::optional<DeadlineChoice::Choice> DeadlineChoice::cheapest(Seconds<> deadline, const Capacity& floor) {
  std::vector<Choice> found;
  for (std::size_t i = 0; i < options_.size(); ++i) {
    OutcomeCurve& curve = options_[i].settled;
    const int low = nodes_of(curve.option(), floor);
    const int nodes = cheapest_for_deadline(curve, deadline, low);
    if (nodes > curve.option().max_nodes) continue;
    found.push_back({i, nodes, curve.median_cost(nodes), {}});
  }
  if (found.empty()) return std::nullopt;
  const auto by_cost = [](const Choice& a, const Choice& b) { return a.cost < b.cost; };
  const double limit = kClose * std::ranges::min_element(found, by_cost)->cost;
  for (Choice& choice : found) {
    if (choice.cost > limit) continue;
    Settled& option = options_[choice.option];
    choice.nodes = look_closer(option, deadline, nodes_of(option.settled.option(), floor), choice.nodes);
    choice.cost = option.settled.median_cost(choice.nodes);
  }
  Choice best = *std::ranges::min_element(found, by_cost);
  best.capacity = capacity_of(options_[best.option].settled.option(), best.nodes);
  return best;
}

/// The deadlines that clusters larger than a choice, and cheaper, keep to: longer than the choice's own.
std::vector<Seconds<>> DeadlineChoice::deadlines_of_larger(const Choice& choice, Seconds<> deadline) {
  constexpr double kUneven = 1.015, kCertainly = 0.8;
  std::vector<Seconds<>> longer;
  for (auto& [rough, settled] : options_) {
    const Option& option = rough.option();
    for (int n = nodes_beyond(option, choice.capacity); n <= option.max_nodes; ++n) {
      if (quantile(rough.at(n).usd, 0) > choice.cost) break;                  // even the luckiest world costs more
      if (rough.time_at_confidence(n) < kCertainly * deadline.base()) break;  // one the choice was made among
      if (rough.median_cost(n) > kUneven * choice.cost) continue;
      const Seconds<> reach(settled.time_at_confidence(n));
      if (reach <= deadline) break;
      if (settled.median_cost(n) < choice.cost) longer.push_back(reach);
      if (longer.size() >= kMostDeadlines) return longer;
    }
  }
  return longer;
}

/// The least capacity a deadline's choice must have for the choices of longer deadlines not to exceed it.
Capacity DeadlineChoice::needed_beside(const Choice& choice, Seconds<> deadline, const Capacity& floor) {
  Capacity needed = floor;
  if (looked_at_ > kMostDeadlines) return needed;
  for (const Seconds<> longer : deadlines_of_larger(choice, deadline)) {
    if (looked_at_ > kMostDeadlines) break;
    const auto& other = answer(longer).choice;
    if (!other || !other->capacity.exceeds(choice.capacity)) continue;
    needed.slots = std::max(needed.slots, other->capacity.slots);
    needed.vcpu = std::max(needed.vcpu, other->capacity.vcpu);
    needed.hourly = max(needed.hourly, other->capacity.hourly);
  }
  return needed;
}

const DeadlineChoice::Answer& DeadlineChoice::answer(Seconds<> deadline) {
  if (const auto found = known_.find(deadline.base()); found != known_.end()) return found->second;
  ++looked_at_;
  Answer answer;
  answer.choice = cheapest(deadline, {});
  // A budget limits the capacity from the other side.
  while (answer.choice && !question_.has_budget) {
    const Capacity needed = needed_beside(*answer.choice, deadline, answer.floor);
    if (!needed.exceeds(answer.floor)) break;
    const auto choice = cheapest(deadline, needed);
    if (!choice) break;  // no allowed cluster is as large
    answer.choice = choice;
    answer.floor = needed;
  }
  return known_.emplace(deadline.base(), answer).first->second;
}

std::vector<Sized> DeadlineChoice::ranked() {
  const Answer& chosen = answer(question_.deadline);
  std::vector<Sized> all;
  for (std::size_t i = 0; i < options_.size(); ++i) {
    auto& [rough, settled] = options_[i];
    const Option& option = settled.option();
    int nodes = cheapest_for_deadline(settled, question_.deadline, nodes_of(option, chosen.floor));
    if (chosen.choice && chosen.choice->option == i) nodes = chosen.choice->nodes;
    all.push_back(sized(settled, nodes));
  }
  std::ranges::sort(all, better);
  return all;
}

}  // namespace sizer
