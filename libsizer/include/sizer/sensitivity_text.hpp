#pragma once

#include <string>
#include <vector>

#include "sizer/report.hpp"
#include "sizer/sensitivity.hpp"

/// What an answer hangs on, in words and in JSON.
namespace sizer {

/// The parts to ask for, the first of which is all of them: "sensitivity", "measure", "elasticity", "blocked",
/// "tipping".
const std::vector<std::string>& sensitivity_terms();

/// `term` is one of sensitivity_terms().
std::string to_text(const Sensitivity& sensitivity, const Candidate& of, const std::string& term,
                    const TextStyle& style = {});
std::string to_markdown(const Sensitivity& sensitivity, const Candidate& of, const std::string& term);
std::string to_json(const Sensitivity& sensitivity, const std::string& term);

}  // namespace sizer
