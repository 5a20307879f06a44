// expect: could not convert .+ to .+Quantity|no viable conversion
#include "sizer/quantity.hpp"

// A spread is not one value: which of them would it be?
sizer::Seconds<> known(const sizer::Seconds<sizer::Lanes>& spread) { return spread; }
