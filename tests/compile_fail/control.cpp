// expect: compiles
#include "sizer/assumptions.hpp"
#include "sizer/quantity.hpp"

// What the other files do wrong, done right.
namespace sizer {

Bytes<> half(Bytes<> data) { return data / 2; }
std::size_t row(AssumptionKey key) { return key.index; }

Bytes<> sum = 500 * GB + 20 * GiB;
Bytes<> halved = half(500 * GB);
bool shorter = 90 * minute < 2 * hour;
Seconds<Lanes> in_every_world = 2 * hour;
std::size_t known = row("cpu.busy_thread");

}  // namespace sizer
