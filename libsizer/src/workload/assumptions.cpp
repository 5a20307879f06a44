#include "sizer/assumptions.hpp"

#include <algorithm>

namespace sizer {

const Assumption* find_assumption(std::string_view key) {
  const auto* found = std::ranges::find(kAssumptions, key, &Assumption::key);
  return found == std::end(kAssumptions) ? nullptr : found;
}

}  // namespace sizer
