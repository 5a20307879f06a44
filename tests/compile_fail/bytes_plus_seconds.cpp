// expect: no match for .operator\+.|invalid operands to binary expression
#include "sizer/quantity.hpp"

auto sum = 500 * sizer::GB + 2 * sizer::hour;
