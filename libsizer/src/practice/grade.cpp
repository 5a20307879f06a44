#include <algorithm>
#include <cctype>
#include <cmath>

#include "practice/slips.hpp"
#include "practice/solve.hpp"

namespace sizer::practice {
namespace {

constexpr double kHalf = 0.5, kQuarter = 0.25;
constexpr double kRounding = 0.02;  ///< a mistake's number may be rounded by so much and still be recognised

Verdict verdict_of(const Value& given, const Value& expected, const Step& step) {
  const double apart = distance(given, expected);
  if (apart == 0 || (!given.is_word() && std::abs(given.number - expected.number) <= step.right * expected.number)) {
    return Verdict::right;
  }
  return apart <= std::log(step.order) ? Verdict::right_order : Verdict::off;
}

/// A mistake explains a number that is nearer to what the mistake leads to than to what is right.
bool explains(const Value& mistaken, const Value& given, const Value& right) {
  return distance(mistaken, given) <= std::min(kRounding, distance(mistaken, right) / 3);
}

/// A person's own numbers may be such that nothing follows from them: no nodes, a billion cores.
template <class Compute>
std::optional<Value> if_possible(Compute compute) {
  try {
    return compute();
  } catch (const ExpressionError&) {
    return std::nullopt;
  }
}

void name_mistake(GradedStep& graded, const Values& by_engine, const Values& by_person) {
  const Step& step = *graded.step;
  for (const Values* values : {&by_person, &by_engine}) {
    const Value right = values == &by_person ? graded.from_your_own : graded.expected;
    for (const Mistake& mistake : step.mistakes) {
      const auto mistaken = if_possible([&] { return value_of(mistake, step, *values); });
      if (!mistaken || !explains(*mistaken, *graded.given, right)) continue;
      graded.mistake = mistake.name;
      graded.mistake_says = mistake.says;
      return;
    }
  }
  if (graded.verdict == Verdict::right || graded.verdict == Verdict::follows || step.is_decision()) return;
  for (const Value* right : {&graded.from_your_own, &graded.expected}) {
    if (const auto slip = slip_between(right->number, graded.given->number, step.unit.dimension)) {
      graded.mistake = slip->name;
      graded.mistake_says = slip->says;
      return;
    }
  }
}

double credit_of(const GradedStep& graded) {
  switch (graded.verdict) {
    case Verdict::right:
    case Verdict::follows:
      return 1;
    case Verdict::right_order:
      return kHalf;
    case Verdict::off:
      return graded.mistake.empty() ? 0 : kQuarter;
    case Verdict::missing:
      break;
  }
  return 0;
}

void judge(GradedStep& graded, const Values& by_engine, const Values& by_person) {
  const Step& step = *graded.step;
  graded.verdict = verdict_of(*graded.given, graded.expected, step);
  if (graded.verdict != Verdict::right) {
    const Verdict own = verdict_of(*graded.given, graded.from_your_own, step);
    if (own == Verdict::right) graded.verdict = Verdict::follows;
    if (own == Verdict::right_order && graded.verdict == Verdict::off) graded.verdict = Verdict::right_order;
  }
  name_mistake(graded, by_engine, by_person);
  graded.credit = credit_of(graded);
}

void read_given(GradedStep& graded, const Answers& answers) {
  const auto found = answers.steps.find(graded.step->name);
  if (found == answers.steps.end()) return;
  graded.given_text = found->second.text;
  graded.place = found->second.place;
  Parsed<Value> parsed = read_answer(*graded.step, found->second.text);
  graded.problem = parsed.message;
  graded.problem_hint = parsed.hint;
  graded.given = std::move(parsed.value);
  // An answer may be refused by its reader without a word; an empty one is.
  if (!graded.given && graded.problem.empty()) graded.problem = "cannot be understood";
}

std::string in_lower_case(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return result;
}

bool mentions(const std::string& said, const Point& point) {
  return std::ranges::any_of(point.keywords, [&](const std::string& keyword) {
    return said.find(in_lower_case(keyword)) != std::string::npos;
  });
}

/// The derivation hangs together where a step is there, and more so where it follows from the ones before.
double structure_of(const GradedStep& graded) {
  if (graded.verdict == Verdict::missing) return 0;
  return graded.verdict == Verdict::off ? kHalf : 1;
}

void add_marks(Grade& grade) {
  const bool points_count = grade.spoke || grade.steps.empty();
  for (const GradedStep& graded : grade.steps) {
    grade.skills[graded.step->skill] += {graded.credit, 1};
    grade.skills[Skill::structure] += {structure_of(graded), 1};
    grade.total += {graded.credit, 1};
  }
  for (const GradedPoint& graded : grade.points) {
    if (points_count) grade.skills[graded.point->skill] += {graded.found ? 1.0 : 0.0, 1};
    if (grade.steps.empty()) grade.total += {graded.found ? 1.0 : 0.0, 1};
  }
}

std::vector<Diagnostic> unknown_steps(const Card& card, const Answers& answers) {
  std::vector<std::string> names;
  for (const Step& step : card.steps) names.push_back(step.name);
  std::vector<Diagnostic> unknown;
  for (const auto& [name, answer] : answers.steps) {
    if (std::ranges::find(names, name) != names.end()) continue;
    std::string list;
    for (const std::string& known : names) list += (list.empty() ? "its steps: " : ", ") + known;
    unknown.push_back({answer.place, "the card has no step '" + name + "'" + did_you_mean(name, names),
                       list.empty() ? "it has none: it is answered by say = \"…\"" : list});
  }
  return unknown;
}

}  // namespace

Grade grade(const Draw& draw, const Answers& answers) {
  Grade grade{.draw = &draw, .steps = {}, .points = {}, .skills = {}, .total = {}, .unknown = {}};
  Values by_engine = draw.parameters, by_person = draw.parameters;
  for (std::size_t i = 0; i < draw.solution.size(); ++i) {
    GradedStep& graded = grade.steps.emplace_back();
    graded.step = &draw.card->steps[i];
    graded.expected = draw.solution[i];
    graded.from_your_own = if_possible([&] { return value_of(*graded.step, by_person); }).value_or(graded.expected);
    read_given(graded, answers);
    if (graded.given) judge(graded, by_engine, by_person);
    by_engine[graded.step->name] = graded.expected;
    by_person[graded.step->name] = graded.given.value_or(graded.from_your_own);
  }
  const std::string said = in_lower_case(answers.say);
  grade.spoke = said.find_first_not_of(" \t\r\n") != std::string::npos;
  for (const Point& point : draw.card->points) grade.points.push_back({&point, mentions(said, point)});
  add_marks(grade);
  grade.unknown = unknown_steps(*draw.card, answers);
  return grade;
}

}  // namespace sizer::practice
