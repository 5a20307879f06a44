#pragma once

#include <iosfwd>
#include <optional>

#include "sizer/practice_report.hpp"

namespace sizer::cli {

/// Asks a card step by step and grades each answer at once. "hint", "skip", "situation" and "quit" are understood
/// beside answers; what cannot be read is asked again. Empty when the person quits or the input ends.
std::optional<practice::Grade> run_session(const practice::Draw& draw, const TextStyle& style, std::istream& in,
                                           std::ostream& out);

}  // namespace sizer::cli
