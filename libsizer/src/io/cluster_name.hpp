#pragma once

#include <string>
#include <string_view>

#include "sizer/units.hpp"

namespace sizer::io {

/// A cluster as a person writes it, before anyone has looked the type up.
struct ClusterName {
  int nodes = 1;
  std::string type;
  int type_offset = 0;  ///< characters before the type
};

/// "10 x m5.2xlarge", "10× m5.2xlarge", "10 m5.2xlarge", "m5.2xlarge x 10".
Parsed<ClusterName> split_cluster(std::string_view text);

}  // namespace sizer::io
