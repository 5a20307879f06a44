#pragma once

#include <string_view>
#include <vector>

#include "sizer/instance.hpp"

namespace sizer {

/// The built-in rows of one provider, previous generations included.
void append_built_in(Provider provider, std::vector<Instance>& rows);

}  // namespace sizer
