#include "practice/vocabulary.hpp"

#include <unordered_map>

namespace sizer::practice {
namespace {

using List = const std::vector<Computation>& (*)();
constexpr List kSubjects[] = {number_computations, hardware_computations, spark_computations, partition_computations,
                              model_computations,  field_computations,    plan_computations};

const std::unordered_map<std::string_view, const Computation*>& by_name() {
  static const auto known = [] {
    std::unordered_map<std::string_view, const Computation*> names;
    for (const List list : kSubjects) {
      for (const Computation& computation : list()) names.emplace(computation.name, &computation);
    }
    return names;
  }();
  return known;
}

}  // namespace

const Computation* find_computation(std::string_view name) {
  const auto found = by_name().find(name);
  return found == by_name().end() ? nullptr : found->second;
}

std::vector<std::string> computation_names() {
  std::vector<std::string> names;
  for (const ComputationInfo& info : computations()) names.emplace_back(info.name);
  return names;
}

std::vector<ComputationInfo> computations() {
  std::vector<ComputationInfo> infos;
  for (const List list : kSubjects) {
    for (const Computation& computation : list()) {
      std::string arguments;
      for (const Argument& argument : computation.arguments) {
        arguments += (arguments.empty() ? "" : ", ") + std::string(argument.name);
      }
      if (computation.many) arguments += ", …";
      infos.push_back(
          {computation.name, arguments, name_of(computation.result), computation.meaning, computation.source});
    }
  }
  return infos;
}

}  // namespace sizer::practice
