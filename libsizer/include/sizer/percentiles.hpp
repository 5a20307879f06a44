#pragma once

#include "sizer/quantity.hpp"

namespace sizer {

/// Percentiles over the worlds.
template <Dimension D>
struct Percentiles {
  Quantity<D> p10, p50, p90, p95;
};

}  // namespace sizer
