#include <fmt/format.h>

#include "json_values.hpp"
#include "practice_words.hpp"

namespace sizer::practice {
namespace {

using report::Json;

/// A value in its step's unit, and in base units; an option by name.
Json value_json(const Value& value, const Step& step) {
  if (value.is_word()) return {{"option", value.word}};
  return {{"value", report::number(value.number / step.unit.factor)},
          {"unit", step.unit.name},
          {"text", value_text(value, step)}};
}

Json parameters_json(const Draw& draw) {
  Json json = Json::object();
  for (const Parameter& parameter : draw.card->parameters)
    json[parameter.name] = shown(draw.parameters.at(parameter.name));
  return json;
}

Json card_json(const Draw& draw) {
  const Card& card = *draw.card;
  return {{"schema", report::kSchema},
          {"card", card.name},
          {"title", card.title},
          {"topic", card.topic},
          {"level", to_string(card.level)},
          {"kind", to_string(card.kind())},
          {"seed", draw.seed}};
}

Json asked_json(const Draw& draw) {
  Json steps = Json::array();
  for (const Step& step : draw.card->steps) {
    Json json = {{"name", step.name}, {"ask", filled(step.ask, draw)}, {"hint", filled(step.hint, draw)}};
    if (step.is_decision()) {
      json["options"] = Json::array();
      for (const Option& option : step.options) json["options"].push_back(option.name);
    } else {
      json["unit"] = step.unit.name;
    }
    json["skill"] = to_string(step.skill);
    steps.push_back(std::move(json));
  }
  return steps;
}

Json question_json(const Draw& draw) {
  Json json = card_json(draw);
  json["situation"] = filled(draw.card->situation, draw);
  json["parameters"] = parameters_json(draw);
  json["steps"] = asked_json(draw);
  json["spoken_points"] = draw.card->points.size();
  return json;
}

Json problem_json(const GradedStep& graded) {
  if (graded.verdict != Verdict::missing) return nullptr;
  return problem_text(graded);
}

Json step_json(const Grade& grade, std::size_t index) {
  const GradedStep& graded = grade.steps[index];
  const Step& step = *graded.step;
  const Working work = working(*grade.draw, index);
  Json json = {{"name", step.name},
               {"ask", filled(step.ask, *grade.draw)},
               {"given", graded.given_text.empty() ? Json(nullptr) : Json(graded.given_text)},
               {"understood", graded.given ? value_json(*graded.given, step) : Json(nullptr)},
               {"verdict", to_string(graded.verdict)},
               {"credit", graded.credit},
               {"expected", value_json(graded.expected, step)},
               {"from_your_own_numbers", value_json(graded.from_your_own, step)},
               {"follows_your_own_numbers", graded.verdict == Verdict::follows},
               {"mistake", report::text_or_null(graded.mistake)},
               {"mistake_says", report::text_or_null(graded.mistake_says)},
               {"problem", problem_json(graded)},
               {"formula", work.formula},
               {"with_numbers", work.numbers},
               {"why", filled(step.why, *grade.draw)},
               {"skill", to_string(step.skill)}};
  if (graded.place.line > 0) json["line"] = graded.place.line;
  return json;
}

Json marks_json(const Marks& marks) {
  return {{"earned", marks.earned}, {"of", marks.most}, {"share", report::number(marks.share())}};
}

Json skills_json(const MarksBySkill& skills) {
  Json json = Json::object();
  for (const auto& [skill, marks] : skills) json[std::string(to_string(skill))] = marks_json(marks);
  return json;
}

Json spoken_json(const Grade& grade) {
  Json points = Json::array();
  for (const GradedPoint& graded : grade.points) {
    points.push_back({{"point", graded.point->says},
                      {"why", filled(graded.point->why, *grade.draw)},
                      {"found", graded.found},
                      {"keywords", graded.point->keywords},
                      {"skill", to_string(graded.point->skill)}});
  }
  return {{"given", grade.spoke}, {"how", kKeywordsOnly}, {"points", points}};
}

Json what_ifs_json(const Grade& grade) {
  Json list = Json::array();
  const auto found = consequences(*grade.draw);
  for (std::size_t i = 0; i < found.size(); ++i) {
    list.push_back({{"what_if", found[i].ask},
                    {"step", grade.draw->card->what_ifs[i].step},
                    {"before", shown(found[i].before)},
                    {"after", shown(found[i].after)}});
  }
  return list;
}

Json ignored_json(const Grade& grade) {
  Json list = Json::array();
  for (const Diagnostic& unknown : grade.unknown) {
    list.push_back({{"line", unknown.where.line},
                    {"column", unknown.where.column},
                    {"message", unknown.message},
                    {"hint", unknown.hint}});
  }
  return list;
}

Json grade_json(const Grade& grade) {
  Json json = card_json(*grade.draw);
  json["passed"] = grade.passed();
  json["score"] = marks_json(grade.total);
  json["skills"] = skills_json(grade.skills);
  json["parameters"] = parameters_json(*grade.draw);
  json["steps"] = Json::array();
  for (std::size_t i = 0; i < grade.steps.size(); ++i) json["steps"].push_back(step_json(grade, i));
  json["spoken"] = spoken_json(grade);
  json["what_ifs"] = what_ifs_json(grade);
  json["experienced"] = filled(grade.draw->card->experienced, *grade.draw);
  json["ignored"] = ignored_json(grade);
  return json;
}

}  // namespace

std::string question_to_json(const Draw& draw) { return report::written(question_json(draw)); }
std::string grade_to_json(const Grade& grade) { return report::written(grade_json(grade)); }

std::string exam_paper_to_json(const std::vector<Draw>& draws) {
  Json cards = Json::array();
  for (const Draw& draw : draws) cards.push_back(question_json(draw));
  return report::written({{"schema", report::kSchema}, {"cards", cards}});
}

std::string exam_to_json(const std::vector<Grade>& grades) {
  const Marks total = sum_of_marks(grades);
  Json cards = Json::array();
  for (const Grade& grade : grades) cards.push_back(grade_json(grade));
  return report::written({{"schema", report::kSchema},
                          {"passed", passed(grades)},
                          {"score", marks_json(total)},
                          {"skills", skills_json(sum_of_skills(grades))},
                          {"cards", cards}});
}

}  // namespace sizer::practice
