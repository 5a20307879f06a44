#include "stream_search.hpp"

#include <algorithm>

#include "stream_describe.hpp"

namespace sizer {
namespace {

constexpr std::size_t kSettled = 12;

RankedStream ranked(const StreamQuestion& q, const Option& option, bool coarse, WaveCurves& curves) {
  const int nodes = nodes_for_capacity(q, option, q.most_needed, coarse, curves);
  if (nodes <= option.max_nodes) return {&option, nodes, true, {}, price_at(option.node_price, nodes).hourly()};
  const MostCapable most = most_capable(q, option, curves);
  return {&option, most.nodes, false, most.sustained, price_at(option.node_price, most.nodes).hourly()};
}

bool comes_first(const RankedStream& a, const RankedStream& b) {
  if (a.fits != b.fits) return a.fits;
  if (a.sustained != b.sustained) return a.sustained > b.sustained;
  if (a.hourly != b.hourly) return a.hourly < b.hourly;
  return a.option->cluster.instance->type < b.option->cluster.instance->type;
}

}  // namespace

std::vector<RankedStream> search_streams(const StreamQuestion& q, const Options& options, WaveCurves& curves) {
  std::vector<RankedStream> rough, settled;
  for (const Option& option : options.list) rough.push_back(ranked(q, option, true, curves));
  std::ranges::sort(rough, comes_first);
  for (std::size_t i = 0; i < std::min(kSettled, rough.size()); ++i) {
    settled.push_back(ranked(q, *rough[i].option, false, curves));
  }
  std::ranges::sort(settled, comes_first);
  return settled;
}

}  // namespace sizer
