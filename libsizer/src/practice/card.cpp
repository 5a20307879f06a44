#include <algorithm>
#include <array>

#include "sizer/practice.hpp"

namespace sizer::practice {
namespace {

constexpr std::array<std::string_view, 3> kLevels = {"easy", "medium", "hard"};
constexpr std::array<std::string_view, 4> kSkills = {"structure", "estimation", "bottleneck", "trade-off"};

template <class Named, std::size_t N>
std::optional<Named> member_named(std::string_view name, const std::array<std::string_view, N>& names) {
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Named>(found - names.begin());
}

}  // namespace

std::string_view to_string(Kind kind) {
  switch (kind) {
    case Kind::computed:
      return "computed";
    case Kind::decided:
      return "decided";
    case Kind::discussed:
      break;
  }
  return "discussed";
}

std::string_view to_string(Level level) { return kLevels.at(static_cast<std::size_t>(level)); }
std::string_view to_string(Skill skill) { return kSkills.at(static_cast<std::size_t>(skill)); }
std::optional<Level> level_named(std::string_view name) { return member_named<Level>(name, kLevels); }
std::optional<Skill> skill_named(std::string_view name) { return member_named<Skill>(name, kSkills); }

std::string_view to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::right:
      return "right";
    case Verdict::follows:
      return "follows";
    case Verdict::right_order:
      return "right order";
    case Verdict::off:
      return "off";
    case Verdict::missing:
      break;
  }
  return "missing";
}

Kind Card::kind() const {
  if (steps.empty()) return Kind::discussed;
  return std::ranges::any_of(steps, &Step::is_decision) ? Kind::decided : Kind::computed;
}

const Card* Deck::find(std::string_view name) const {
  const auto found = std::ranges::find(cards, name, &Card::name);
  return found == cards.end() ? nullptr : &*found;
}

Marks& Marks::operator+=(const Marks& other) {
  earned += other.earned;
  most += other.most;
  return *this;
}

bool passed(const std::vector<Grade>& grades) {
  Marks total;
  for (const Grade& grade : grades) total += grade.total;
  return total.share() >= kPassed;
}

}  // namespace sizer::practice
