#include <algorithm>
#include <ostream>

#include "commands.hpp"
#include "output.hpp"
#include "question.hpp"
#include "sizer/plan.hpp"
#include "sizer/sensitivity_text.hpp"
#include "sizer/units.hpp"

namespace sizer::cli {
namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

/// Ahead of the overview; behind the steps of one term.
std::string with_note(const Candidate& candidate, const std::string& term, const std::string& steps) {
  const std::string median = format(candidate.duration.p50);
  if (!term.empty())
    return steps + "\n(every assumption at its typical value; over all worlds the median duration is " + median + ")\n";
  return "With every assumption at its typical value. Over all the worlds that the assumptions\nallow the median "
         "duration is " +
         median + "; what follows is one computation of many.\n\n" + steps;
}

int explain_candidate(const Question& question, const Scenario& scenario, const Candidate& candidate,
                      const std::string& term, const Options& options, std::ostream& out, std::ostream& err) {
  const Explanation explanation = explain(scenario, candidate);
  if (!term.empty() && explanation_to_text(explanation, term).empty()) {
    throw InputError(
        {.where = {.file = "sizer", .line_text = {}},
         .message = "there is no number called '" + term + "'" + did_you_mean(term, explanation_terms(explanation)),
         .hint = same_question("explain", question, options) + " lists the terms"});
  }
  deliver({.text =
               [&](const TextStyle& style) {
                 return with_note(candidate, term, explanation_to_text(explanation, term, style));
               },
           .json = [&] { return explanation_to_json(explanation, term); }},
          options, out, err);
  suggest(options, err, "sizer assumptions shows every constant with its range and source");
  return 0;
}

bool asks_for_sensitivity(const std::string& term) {
  return std::ranges::find(sensitivity_terms(), term) != sensitivity_terms().end();
}

int tell_sensitivity(const Sensitivity& found, const Candidate& of, const std::string& term, const Options& options,
                     std::ostream& out, std::ostream& err) {
  deliver({.text = [&](const TextStyle& style) { return to_text(found, of, term, style); },
           .json = [&] { return to_json(found, term); },
           .markdown = [&] { return to_markdown(found, of, term); }},
          options, out, err);
  return 0;
}

void say_why_none(const std::vector<std::string>& reasons, std::ostream& err) {
  err << "sizer: there is no cluster to explain\n";
  for (const std::string& reason : reasons) err << "  " << reason << '\n';
}

int explain_plan(const Question& question, const std::string& term, const Options& options, std::ostream& out,
                 std::ostream& err) {
  const InstanceTable table = load_instances(question.scenario, options);
  const Plan answer = plan(question.scenario, table, question.options);
  if (!answer.recommended) {
    say_why_none(answer.why_none, err);
    return 1;
  }
  if (!answer.fits && !options.quiet) err << "note: no cluster meets the goal; this explains the nearest miss\n";
  if (asks_for_sensitivity(term)) {
    return tell_sensitivity(sensitivity_of(answer, table), *answer.recommended, term, options, out, err);
  }
  return explain_candidate(question, answer.scenario, *answer.recommended, term, options, out, err);
}

}  // namespace

int run_explain(const Options& options, std::ostream& out, std::ostream& err) {
  std::vector<std::string> remaining;
  Question question = read_question(options, &remaining);
  const std::string term = joined(remaining);
  if (!options.on) return explain_plan(question, term, options, out, err);
  const InstanceTable table = load_instances(std::vector<Provider>{}, options);
  const ClusterRequest request = read_cluster(question, table, options);
  const Check answer = check(question.scenario, request, table, question.options);
  if (answer.checked.cluster.slots() == 0) {
    say_why_none({answer.findings.front().message}, err);
    return 1;
  }
  if (asks_for_sensitivity(term)) {
    return tell_sensitivity(sensitivity_of(answer, table), answer.checked, term, options, out, err);
  }
  return explain_candidate(question, answer.scenario, answer.checked, term, options, out, err);
}

}  // namespace sizer::cli
