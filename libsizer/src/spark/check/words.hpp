#pragma once

#include <string>

#include "spark/check/view.hpp"

/// How findings say things. Sizes are exact, as what is compared is.
namespace sizer::spark_check {

inline std::string number(std::int64_t value) { return std::to_string(value); }
inline std::string in_mib(std::int64_t mib) { return number(mib) + " MiB"; }
/// Bytes in MiB where they are whole ones.
inline std::string in_bytes(std::int64_t bytes) {
  return bytes % (1 << 20) == 0 ? in_mib(bytes >> 20) : number(bytes) + " bytes";
}

/// "spark.executor.memory = 4g"; "spark.executor.memory" where Spark's default stands.
inline std::string said(const View& view, Key key) {
  const StatedProperty* property = view.stated(key);
  const std::string name(name_of(key));
  return property ? name + " = " + property->value : name + " (not stated)";
}

}  // namespace sizer::spark_check
