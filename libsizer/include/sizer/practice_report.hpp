#pragma once

#include <string>
#include <vector>

#include "sizer/practice.hpp"
#include "sizer/report.hpp"

/// Question cards, questions and grades in words and in JSON (docs/reference/practice.md).
namespace sizer::practice {

/// A share of the marks earned before, by card: what a progress file holds.
using Progress = std::map<std::string, double, std::less<>>;

std::string cards_to_text(const std::vector<const Card*>& cards, const Progress& progress = {},
                          const TextStyle& style = {});
std::string cards_to_json(const std::vector<const Card*>& cards, const Progress& progress = {});

std::string computations_to_text(const TextStyle& style = {});
std::string computations_to_json();

/// The question alone: what a person sees before answering.
std::string question_to_text(const Draw& draw, const TextStyle& style = {});
std::string question_to_json(const Draw& draw);

/// The situation, and a step as it is asked: the pieces of a session.
std::string situation_to_text(const Draw& draw, const TextStyle& style = {});
std::string step_to_text(const Draw& draw, std::size_t step, const TextStyle& style = {});
std::string verdict_to_text(const GradedStep& graded, const TextStyle& style = {});

/// The marks, each step with its working, the rubric and what an experienced engineer would add.
std::string grade_to_text(const Grade& grade, const TextStyle& style = {});
std::string grade_to_markdown(const Grade& grade);
std::string grade_to_json(const Grade& grade);

/// Several cards, with marks by skill.
std::string exam_to_text(const std::vector<Grade>& grades, const TextStyle& style = {});
std::string exam_to_json(const std::vector<Grade>& grades);
std::string exam_paper_to_text(const std::vector<Draw>& draws, const TextStyle& style = {});
std::string exam_paper_to_json(const std::vector<Draw>& draws);

}  // namespace sizer::practice
