#include <algorithm>
#include <iterator>

#include "sizer/instance.hpp"

namespace sizer {
namespace {

struct Family {
  Provider provider;
  std::string_view name;
};

/// Families whose machines are Broadwell or older, or that their vendor lists as retiring.
constexpr Family kPrevious[] = {
    {Provider::aws, "c3"},     {Provider::aws, "c4"},     {Provider::aws, "m3"},     {Provider::aws, "m4"},
    {Provider::aws, "r3"},     {Provider::aws, "r4"},     {Provider::aws, "i2"},     {Provider::aws, "i3"},
    {Provider::aws, "d2"},     {Provider::aws, "h1"},     {Provider::gcp, "n1"},     {Provider::gcp, "m1"},
    {Provider::azure, "DSv2"}, {Provider::azure, "Dsv3"}, {Provider::azure, "Esv3"}, {Provider::azure, "Fsv2"},
    {Provider::azure, "Lsv2"},
};

}  // namespace

bool is_previous_generation(const Instance& instance) {
  return std::any_of(std::begin(kPrevious), std::end(kPrevious), [&](const Family& family) {
    return family.provider == instance.provider && family.name == instance.family;
  });
}

}  // namespace sizer
