// expect: no match for .operator<.|invalid operands to binary expression
#include "sizer/quantity.hpp"

// A spread is many numbers, of which some may be less and some more.
bool shorter(const sizer::Seconds<sizer::Lanes>& a, const sizer::Seconds<sizer::Lanes>& b) { return a < b; }
