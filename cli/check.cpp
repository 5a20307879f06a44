#include <ostream>

#include "commands.hpp"
#include "emit.hpp"
#include "output.hpp"
#include "question.hpp"
#include "sizer/plan.hpp"

namespace sizer::cli {

int run_check(const Options& options, std::ostream& out, std::ostream& err) {
  if (options.conf && options.words.empty()) return run_check_settings(options, out, err);
  if (!options.on) {
    throw InputError({.where = {.file = "sizer", .line_text = {}},
                      .message = "check needs a cluster",
                      .hint = "name it with --on \"10 x m5.2xlarge\""});
  }
  if (options.conf) return run_check_settings(options, out, err);
  Question question = read_question(options);
  const InstanceTable table = load_instances(std::vector<Provider>{}, options);
  const ClusterRequest request = read_cluster(question, table, options);
  note(options, err,
       std::to_string(request.nodes) + " nodes of " + request.instance.type + ", from " + request.instance.origin +
           "; " + std::to_string(question.options.worlds) + " worlds, seed " + std::to_string(question.options.seed));

  const Check answer = check(question.scenario, request, table, question.options);
  if (question.emit) return deliver_launch(question, answer.fits, &answer.checked, options, out, err);
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
  suggest(options, err, same_question("plan", question, options));
  return answer.fits ? 0 : 1;
}

}  // namespace sizer::cli
