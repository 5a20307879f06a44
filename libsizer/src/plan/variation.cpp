#include "variation.hpp"

#include "describe.hpp"

namespace sizer {

std::optional<Candidate> evaluated(const Variation& variation, const Question& question, const InstanceTable& table,
                                   WaveCurves& curves) {
  const Question q(variation.scenario, question);
  const auto option = asked_option(q, *variation.instance, variation.nodes, table, curves);
  if (!option || option->cluster.slots() == 0) return std::nullopt;
  return describe(q, *option, Evaluator(q, q.all, *option, curves).at(variation.nodes), curves);
}

}  // namespace sizer
