#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "practice_words.hpp"
#include "safe_text.hpp"
#include "wording.hpp"

namespace sizer::practice {
namespace {

using report::Page;
using report::Section;
using report::Tone;

std::string dimension_of(const Draw& draw) {
  const Card& card = *draw.card;
  return fmt::format("{} · {} · {} · seed {}", card.topic, to_string(card.level), to_string(card.kind()), draw.seed);
}

Section situation_section(const Draw& draw) {
  Section section;
  section.facts.push_back({"", filled(draw.card->situation, draw)});
  section.facts.push_back({"", dimension_of(draw)});
  return section;
}

Section questions_section(const Draw& draw) {
  Section section{.title = draw.card->steps.empty() ? "Talk about it" : "Asked"};
  for (const Step& step : draw.card->steps) {
    section.facts.push_back({step.name, fmt::format("{} ({})", filled(step.ask, draw), form_text(step))});
  }
  if (draw.card->steps.empty()) {
    section.facts.push_back({"say", "what you would say, in a few sentences; it is searched for keywords only"});
  }
  return section;
}

Page page_of(const Draw& draw) { return {.name = draw.card->name, .headline = draw.card->title}; }

std::string expected_text(const GradedStep& graded) {
  const Step& step = *graded.step;
  std::string text = value_text(graded.expected, step);
  if (graded.verdict == Verdict::follows) {
    text += ", and " + value_text(graded.from_your_own, step) + " from your own numbers";
  }
  return text;
}

std::string judged_text(const GradedStep& graded) {
  if (graded.verdict == Verdict::missing) {
    return fmt::format("missing: {}. It is {}.", problem_text(graded), value_text(graded.expected, *graded.step));
  }
  std::string text = fmt::format("{}: {}; the engine has {}", value_text(*graded.given, *graded.step),
                                 verdict_text(graded.verdict), expected_text(graded));
  if (!graded.mistake.empty()) text += fmt::format(". Looks like {}: {}", graded.mistake, graded.mistake_says);
  return text;
}

Section steps_section(const Grade& grade) {
  Section section{.title = "Your steps"};
  for (const GradedStep& graded : grade.steps) {
    section.facts.push_back({graded.step->name, judged_text(graded), tone_of(graded.verdict)});
  }
  for (const Diagnostic& unknown : grade.unknown) {
    section.facts.push_back(
        {"ignored", unknown.message + (unknown.hint.empty() ? "" : "; " + unknown.hint), Tone::caution});
  }
  return section;
}

Section derivation_section(const Grade& grade) {
  Section section{.title = "A derivation"};
  const Draw& draw = *grade.draw;
  for (std::size_t i = 0; i < draw.solution.size(); ++i) {
    const Step& step = draw.card->steps[i];
    const Working work = working(draw, i);
    const std::string middle = work.numbers == work.formula ? "" : " = " + work.numbers;
    const std::string computed =
        step.is_decision() ? fmt::format("{}: {} ({})", value_text(draw.solution[i], step), work.formula, work.numbers)
                           : fmt::format("{}{} = {}", work.formula, middle, value_text(draw.solution[i], step));
    section.facts.push_back({step.name, computed});
    section.facts.push_back({"", filled(step.why, draw)});
  }
  return section;
}

Section what_if_section(const Grade& grade) {
  Section section{.title = "What if"};
  const auto found = consequences(*grade.draw);
  for (std::size_t i = 0; i < found.size(); ++i) {
    section.facts.push_back({"", fmt::format("{} → {}: {}, not {}", found[i].ask, grade.draw->card->what_ifs[i].step,
                                             shown(found[i].after), shown(found[i].before))});
  }
  return section;
}

Section points_section(const Grade& grade) {
  const bool spoken = grade.spoke || grade.steps.empty();
  Section section{.title =
                      spoken ? "What you said, " + std::string(kKeywordsOnly) : "What a strong spoken answer mentions"};
  for (const GradedPoint& graded : grade.points) {
    const std::string label = !spoken ? "•" : graded.found ? "found" : "not found";
    section.facts.push_back({label, fmt::format("{}: {}", graded.point->says, filled(graded.point->why, *grade.draw)),
                             !spoken        ? Tone::plain
                             : graded.found ? Tone::good
                                            : Tone::caution});
  }
  return section;
}

Section skills_section(const MarksBySkill& skills) {
  Section section{.title = "By skill"};
  for (const auto& [skill, marks] : skills) {
    section.facts.push_back(
        {std::string(to_string(skill)),
         fmt::format("{} of 100 ({})", format_number(std::round(100 * marks.share())), marks_text(marks))});
  }
  return section;
}

Page page_of(const Grade& grade) {
  Page page = page_of(*grade.draw);
  page.headline = fmt::format("{}: {} marks", grade.draw->card->title, marks_text(grade.total));
  page.tone = grade.passed() ? Tone::good : Tone::bad;
  page.add(steps_section(grade));
  page.add(derivation_section(grade));
  page.add(what_if_section(grade));
  page.add(points_section(grade));
  page.add({.title = "An experienced engineer would add",
            .facts = {{"", filled(grade.draw->card->experienced, *grade.draw)}}});
  page.add(skills_section(grade.skills));
  return page;
}

}  // namespace

std::string situation_to_text(const Draw& draw, const TextStyle& style) {
  Page page = page_of(draw);
  page.add(situation_section(draw));
  return to_text(page, style);
}

std::string question_to_text(const Draw& draw, const TextStyle& style) {
  Page page = page_of(draw);
  page.add(situation_section(draw));
  page.add(questions_section(draw));
  return to_text(page, style);
}

std::string step_to_text(const Draw& draw, std::size_t index, const TextStyle& style) {
  const Step& step = draw.card->steps[index];
  const std::string lead = fmt::format("{}/{}  ", index + 1, draw.card->steps.size());
  return report::hanging(lead, report::printable(fmt::format("{} ({})", filled(step.ask, draw), form_text(step))),
                         static_cast<std::size_t>(std::max(40, style.width)));
}

std::string verdict_to_text(const GradedStep& graded, const TextStyle& style) {
  return report::hanging("     ", report::printable(judged_text(graded)),
                         static_cast<std::size_t>(std::max(40, style.width)));
}

std::string grade_to_text(const Grade& grade, const TextStyle& style) { return to_text(page_of(grade), style); }

std::string grade_to_markdown(const Grade& grade) { return to_markdown(page_of(grade)); }

std::string exam_paper_to_text(const std::vector<Draw>& draws, const TextStyle& style) {
  std::string text;
  for (std::size_t i = 0; i < draws.size(); ++i) {
    Page page = page_of(draws[i]);
    page.headline = fmt::format("Question {} of {}: {} [{}]", i + 1, draws.size(), page.headline, draws[i].card->name);
    page.add(situation_section(draws[i]));
    page.add(questions_section(draws[i]));
    text += (text.empty() ? "" : "\n") + to_text(page, style);
  }
  return text;
}

std::string exam_to_text(const std::vector<Grade>& grades, const TextStyle& style) {
  const Marks total = sum_of_marks(grades);
  Page page{.name = "exam",
            .headline = fmt::format("Exam: {} marks in {}", marks_text(total),
                                    report::counted(static_cast<long long>(grades.size()), "card"))};
  page.tone = passed(grades) ? Tone::good : Tone::bad;
  page.add(skills_section(sum_of_skills(grades)));
  Section cards{.title = "By card"};
  cards.table.columns = {{"card"}, {"marks", report::Cells::number}, {"mistakes named", report::Cells::text}};
  for (const Grade& grade : grades) {
    std::vector<std::string> mistakes;
    for (const GradedStep& step : grade.steps) {
      if (!step.mistake.empty()) mistakes.push_back(step.mistake);
    }
    cards.table.rows.push_back({grade.draw->card->name, marks_text(grade.total), report::joined(mistakes)});
  }
  page.add(std::move(cards));
  std::string text = to_text(page, style);
  for (const Grade& grade : grades) text += "\n" + grade_to_text(grade, style);
  return text;
}

}  // namespace sizer::practice
