#pragma once

#include <string>

#include "page.hpp"
#include "sizer/practice_report.hpp"

/// What the pages and the JSON of practice share.
namespace sizer::practice {

/// A step's value in the step's unit; an option by its name.
std::string value_text(const Value& value, const Step& step);
/// "right", "right, from your own numbers", "right order of magnitude", "off", "missing".
std::string verdict_text(Verdict verdict);
report::Tone tone_of(Verdict verdict);
/// "7.5 of 9".
std::string marks_text(const Marks& marks);
/// "in GiB", "a number of nodes", "CPU or network": how the answer is given.
std::string form_text(const Step& step);
MarksBySkill sum_of_skills(const std::vector<Grade>& grades);
Marks sum_of_marks(const std::vector<Grade>& grades);
/// The rest of an answer that names no step: "card has no step …".
std::string problem_text(const GradedStep& graded);

inline constexpr std::string_view kKeywordsOnly = "found by keywords alone: nobody has judged what was said, or how";

}  // namespace sizer::practice
