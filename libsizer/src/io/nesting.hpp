#pragma once

#include "io/source.hpp"

namespace sizer::io {

/// Refuses TOML that no scenario needs and that the parser does not follow safely: nesting without end, text over
/// several lines, and characters beyond ASCII outside quotes and comments (which TOML does not allow anyway).
void check_plain_toml(const Source& source);

}  // namespace sizer::io
