// expect: not a constant expression
#include "sizer/assumptions.hpp"

std::size_t row(sizer::AssumptionKey key) { return key.index; }

std::size_t unknown = row("cpu.busy_tread");
