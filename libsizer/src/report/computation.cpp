#include "computation.hpp"

#include <algorithm>
#include <bit>
#include <cctype>
#include <cstdint>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

namespace sizer::report {
namespace {

constexpr std::size_t kLeavesWorthRepeating = 6;

/// What makes two steps the same. The value is kept as bits, so that NaN equals itself.
using Identity =
    std::tuple<Operation, std::string, std::string, int, int, int, int, std::uint64_t, std::vector<StepId>>;

Identity identity_of(const Step& step, const std::vector<StepId>& inputs) {
  const Dimension& d = step.dimension;
  return {step.operation, step.name, step.source, d.byte,
          d.second,       d.core,    d.usd,       std::bit_cast<std::uint64_t>(step.value),
          inputs};
}

/// Lists steps after their inputs, without recursion: a chain of stages can be long.
class Lister {
 public:
  explicit Lister(std::vector<ListedStep>& steps) : steps_(steps) {}

  StepId list(const Step* root) {
    std::vector<const Step*> waiting{root};
    while (!waiting.empty()) {
      const Step* step = waiting.back();
      const std::size_t before = waiting.size();
      if (!ids_.contains(step)) {
        for (auto input = step->inputs.rbegin(); input != step->inputs.rend(); ++input) {
          if (!ids_.contains(input->get())) waiting.push_back(input->get());
        }
      }
      if (waiting.size() > before) continue;
      waiting.pop_back();
      add(*step);
    }
    return ids_.at(root);
  }

 private:
  void add(const Step& step) {
    if (ids_.contains(&step)) return;
    std::vector<StepId> inputs;
    for (const auto& input : step.inputs) inputs.push_back(ids_.at(input.get()));
    const auto [known, is_new] = same_.try_emplace(identity_of(step, inputs), steps_.size());
    if (is_new) steps_.push_back({&step, std::move(inputs), step.name});
    ids_.emplace(&step, known->second);
  }

  std::vector<ListedStep>& steps_;
  std::unordered_map<const Step*, StepId> ids_;
  std::map<Identity, StepId> same_;
};

void name_shared_parts(std::vector<ListedStep>& steps, const std::vector<StepId>& roots) {
  std::vector<std::size_t> uses(steps.size(), 0), leaves(steps.size(), 1);
  for (const ListedStep& listed : steps) {
    for (const StepId input : listed.inputs) ++uses[input];
  }
  for (const StepId root : roots) uses[root] += 2;  // a root is shown on its own
  int parts = 0;
  for (StepId id = 0; id < steps.size(); ++id) {
    ListedStep& listed = steps[id];
    if (listed.is_leaf() || !listed.is_inline()) continue;
    leaves[id] = 0;
    for (const StepId input : listed.inputs) leaves[id] += leaves[input];
    const bool is_root = std::find(roots.begin(), roots.end(), id) != roots.end();
    if (!is_root && (uses[id] < 2 || leaves[id] <= kLeavesWorthRepeating)) continue;
    listed.name = "part " + std::to_string(++parts);
    leaves[id] = 1;
  }
}

/// Lower case, with runs of separators as one space: "join: CPU_time" is "join cpu time".
std::string plain_term(std::string_view text) {
  std::string plain;
  for (const char c : text) {
    const bool separates = std::string_view(" _.-:\t").find(c) != std::string_view::npos;
    if (!separates) plain += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    if (separates && !plain.empty() && plain.back() != ' ') plain += ' ';
  }
  if (!plain.empty() && plain.back() == ' ') plain.pop_back();
  return plain;
}

}  // namespace

Computation::Computation(const Explanation& explanation) {
  Lister lister(steps);
  for (const auto& root : explanation.roots) roots.push_back(lister.list(root.get()));
  name_shared_parts(steps, roots);
}

std::vector<StepId> Computation::named_inputs(StepId id) const {
  std::vector<StepId> named, waiting(steps[id].inputs.rbegin(), steps[id].inputs.rend());
  std::set<StepId> seen;
  while (!waiting.empty()) {
    const StepId next = waiting.back();
    waiting.pop_back();
    if (!seen.insert(next).second) continue;
    const ListedStep& listed = steps[next];
    if (!listed.is_inline()) named.push_back(next);
    if (listed.is_inline()) waiting.insert(waiting.end(), listed.inputs.rbegin(), listed.inputs.rend());
  }
  return named;
}

std::vector<StepId> Computation::matching(std::string_view term) const {
  const std::string wanted = plain_term(term);
  std::vector<StepId> exact, containing;
  for (StepId id = 0; id < steps.size(); ++id) {
    const std::string name = plain_term(steps[id].name);
    if (wanted.empty() || name.find(wanted) == std::string::npos) continue;
    (name == wanted ? exact : containing).push_back(id);
  }
  return exact.empty() ? containing : exact;
}

}  // namespace sizer::report
