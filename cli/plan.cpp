#include "sizer/plan.hpp"

#include <fmt/format.h>

#include <ostream>

#include "commands.hpp"
#include "emit.hpp"
#include "output.hpp"
#include "question.hpp"
#include "sizer/brief.hpp"

namespace sizer::cli {
namespace {

std::string check_of(const Cluster& cluster, const Question& question, const Options& options) {
  return fmt::format("{} --on \"{} x {}\"", same_question("check", question, options), cluster.nodes,
                     cluster.instance->type);
}

}  // namespace

int run_plan(const Options& options, std::ostream& out, std::ostream& err) {
  const Question question = read_question(options);
  const InstanceTable table = load_instances(question.scenario, options);
  note(options, err,
       std::to_string(table.all().size()) + " node types, " + std::to_string(question.options.worlds) +
           " worlds, seed " + std::to_string(question.options.seed));

  const Plan answer = plan(question.scenario, table, question.options);
  note(options, err, std::to_string(answer.candidates_considered) + " node types may be chosen");
  if (question.emit) {
    return deliver_launch(question, answer.fits, answer.recommended ? &*answer.recommended : nullptr, options, out,
                          err);
  }
  if (wants_brief(options)) {
    deliver_text(to_brief(answer), options, out, err);
    return answer.fits ? 0 : 1;
  }
  const std::string why = explain_command(question, options);
  deliver({.text =
               [&](const TextStyle& style) {
                 TextStyle with_why = style;
                 with_why.why = why;
                 return to_text(answer, with_why);
               },
           .json = [&] { return to_json(answer); },
           .markdown = [&] { return to_markdown(answer, why); },
           .html = [&] { return to_html(answer, why); }},
          options, out, err);
  if (answer.recommended) suggest(options, err, check_of(answer.recommended->cluster, question, options));
  return answer.fits ? 0 : 1;
}

}  // namespace sizer::cli
