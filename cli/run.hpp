#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "terminal.hpp"

namespace sizer::cli {

/// The whole program but for the process around it: arguments in, answer on `out`, everything else on `err`, exit code
/// back. `out` stays untouched when the exit code is 3, and when it is 2, but for the report on settings
/// that Spark would not understand.
int run(const std::vector<std::string>& arguments, const Surroundings& surroundings, std::ostream& out,
        std::ostream& err);

}  // namespace sizer::cli
