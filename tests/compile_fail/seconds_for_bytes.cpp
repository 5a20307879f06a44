// expect: could not convert .+ to .+Quantity|no matching function for call to .half|no viable conversion
#include "sizer/quantity.hpp"

sizer::Bytes<> half(sizer::Bytes<> data) { return data / 2; }

auto halved = half(2 * sizer::hour);
