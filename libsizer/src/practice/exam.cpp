#include <algorithm>
#include <map>

#include "sizer/practice.hpp"
#include "sizer/worlds.hpp"

namespace sizer::practice {
namespace {

std::vector<const Card*> shuffled(const Deck& deck, std::uint64_t seed) {
  RandomStream random(seed, "exam");
  std::vector<std::pair<double, const Card*>> order;
  for (const Card& card : deck.cards) order.emplace_back(random.uniform(), &card);
  std::ranges::sort(order, {}, [](const auto& entry) { return entry.first; });
  std::vector<const Card*> cards;
  for (const auto& [place, card] : order) cards.push_back(card);
  return cards;
}

}  // namespace

std::vector<const Card*> exam(const Deck& deck, int count, std::uint64_t seed) {
  std::vector<const Card*> rest = shuffled(deck, seed), chosen;
  std::map<std::string, int> of_topic;
  std::map<Kind, int> of_kind;
  while (static_cast<int>(chosen.size()) < count && !rest.empty()) {
    // The topic, then the kind, that came least so far; the first of equals.
    const auto next = std::ranges::min_element(
        rest, {}, [&](const Card* card) { return std::pair(of_topic[card->topic], of_kind[card->kind()]); });
    ++of_topic[(*next)->topic];
    ++of_kind[(*next)->kind()];
    chosen.push_back(*next);
    rest.erase(next);
  }
  return chosen;
}

}  // namespace sizer::practice
