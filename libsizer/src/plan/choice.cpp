#include "choice.hpp"

#include "describe.hpp"
#include "findings.hpp"

namespace sizer {
namespace {

/// Every type falls short of disk: the one that needs the fewest nodes, at as many as are allowed.
Sized nearest_by_disk(const Question& q, const Options& options, WaveCurves& curves) {
  const Option& option = options.short_of_disk.front().option;
  return {&option, Evaluator(q, q.all, option, curves).at(option.max_nodes), false, 0};
}

}  // namespace

std::vector<Sized> ranked_options(const Question& q, const Options& options, WaveCurves& curves) {
  return options.list.empty() ? std::vector{nearest_by_disk(q, options, curves)} : search(q, options, curves);
}

Choice choose(const Question& q, const std::vector<Sized>& ranked, WaveCurves& curves) {
  for (const Sized& sized : ranked) {
    if (!sized.fits) break;
    Candidate described = describe(q, *sized.option, sized.outcome, curves);
    if (!would_fail(q, described)) return {&sized, std::move(described)};
  }
  const Sized& nearest = ranked.front();
  return {&nearest, describe(q, *nearest.option, nearest.outcome, curves)};
}

}  // namespace sizer
