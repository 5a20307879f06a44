#pragma once

#include <optional>
#include <string>

#include "sizer/settings_check.hpp"

namespace sizer::spark_check {

/// A value that Spark's reader accepts and that fails where Spark uses it.
struct FailsInUse {
  std::string why;   ///< "is nothing Spark knows"
  std::string hint;  ///< what would be right
};

/// Words, class names, time zones and whole numbers that are looked up or counted only when the application runs.
std::optional<FailsInUse> fails_in_use(const StatedProperty& property);

}  // namespace sizer::spark_check
