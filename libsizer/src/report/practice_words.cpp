#include "practice_words.hpp"

#include <fmt/format.h>

#include "wording.hpp"

namespace sizer::practice {

std::string value_text(const Value& value, const Step& step) {
  return value.is_word() ? value.word : shown_in(value.number, step.unit);
}

std::string verdict_text(Verdict verdict) {
  switch (verdict) {
    case Verdict::right:
      return "right";
    case Verdict::follows:
      return "right, from your own numbers";
    case Verdict::right_order:
      return "right order of magnitude";
    case Verdict::off:
      return "off";
    case Verdict::missing:
      break;
  }
  return "missing";
}

report::Tone tone_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::right:
    case Verdict::follows:
      return report::Tone::good;
    case Verdict::right_order:
      return report::Tone::caution;
    case Verdict::off:
    case Verdict::missing:
      break;
  }
  return report::Tone::bad;
}

std::string marks_text(const Marks& marks) { return format_number(marks.earned) + " of " + format_number(marks.most); }

std::string form_text(const Step& step) {
  if (step.is_decision()) {
    std::string list;
    for (std::size_t i = 0; i < step.options.size(); ++i) {
      const bool last = i + 1 == step.options.size();
      list += (i == 0 ? "" : last ? " or " : ", ") + step.options[i].name;
    }
    return list;
  }
  const bool counted = step.unit.dimension == Dimension{} && step.unit.factor == 1;
  if (counted) return step.unit.name.empty() ? "a number" : "a number of " + step.unit.name;
  return "in " + step.unit.name;
}

MarksBySkill sum_of_skills(const std::vector<Grade>& grades) {
  MarksBySkill sum;
  for (const Grade& grade : grades) {
    for (const auto& [skill, marks] : grade.skills) sum[skill] += marks;
  }
  return sum;
}

Marks sum_of_marks(const std::vector<Grade>& grades) {
  Marks sum;
  for (const Grade& grade : grades) sum += grade.total;
  return sum;
}

std::string problem_text(const GradedStep& graded) {
  if (graded.given_text.empty() && graded.problem.empty()) return "not answered";
  return graded.problem + (graded.problem_hint.empty() ? "" : "; " + graded.problem_hint);
}

}  // namespace sizer::practice
