#pragma once

#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "sizer/spark_version.hpp"

/// What libsizer says to a case that a real Spark has answered. Each function reads its arguments by name.
namespace sizer::spark {

using Json = nlohmann::json;
using Answer = std::function<Json(const Json& arguments, Version version)>;
using Answers = std::map<std::string, Answer>;

Answers memory_answers();
Answers container_answers();
Answers scan_answers();
Answers shuffle_answers();
Answers adaptive_answers();
Answers scheduling_answers();
Answers value_answers();

/// An argument that may be null or left out.
template <class T>
std::optional<T> optional(const Json& arguments, const char* name) {
  const auto found = arguments.find(name);
  if (found == arguments.end() || found->is_null()) return std::nullopt;
  return found->template get<T>();
}

}  // namespace sizer::spark
