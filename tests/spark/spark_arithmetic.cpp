// Reads {"version": "3.5", "cases": [{"function": …, "arguments": {…}}, …]}
// and prints libsizer's answers, in order.

#include <exception>
#include <iostream>
#include <stdexcept>

#include "answers.hpp"

namespace sizer::spark {
namespace {

Answers all_answers() {
  Answers all;
  for (Answers some : {memory_answers(), container_answers(), scan_answers(), shuffle_answers(), adaptive_answers(),
                       scheduling_answers(), value_answers()}) {
    all.merge(some);
  }
  return all;
}

Json answers_to(const Json& asked) {
  const auto version = version_named(asked.at("version").get<std::string>());
  if (!version) throw std::invalid_argument("a release of Spark that is not known");
  const Answers answers = all_answers();
  Json said = Json::array();
  for (const Json& one : asked.at("cases")) {
    said.push_back(answers.at(one.at("function").get<std::string>())(one.at("arguments"), *version));
  }
  return said;
}

}  // namespace
}  // namespace sizer::spark

int main() {
  try {
    std::cout << sizer::spark::answers_to(sizer::spark::Json::parse(std::cin)) << '\n';
    return 0;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
