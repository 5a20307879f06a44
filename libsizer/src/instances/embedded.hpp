#pragma once

#include <string_view>

namespace sizer {

/// The text of `data/<name>.csv`, built into the library. Throws std::logic_error for any other name.
std::string_view embedded_table(std::string_view name);

}  // namespace sizer
