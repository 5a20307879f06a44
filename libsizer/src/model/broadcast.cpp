#include "sizer/model.hpp"

namespace sizer {

template <class Num>
Seconds<Num> broadcast_time(const Bytes<Num>& collected, const Scalar<Num>& compression, const NodeRates<Num>& rates,
                            const World<Num>& world) {
  const auto rows = collected * compression / world.template get<"data.row_bytes">();
  const auto building = rows * world.template get<"broadcast.build_row">() / (1 * core) / rates.speed;
  return 3.0 * collected / rates.network + building;
}

#define SIZER_INSTANTIATE(Num) \
  template Seconds<Num> broadcast_time(const Bytes<Num>&, const Scalar<Num>&, const NodeRates<Num>&, const World<Num>&);
SIZER_INSTANTIATE(double)
SIZER_INSTANTIATE(Lanes)
SIZER_INSTANTIATE(Traced)
#undef SIZER_INSTANTIATE

}  // namespace sizer
