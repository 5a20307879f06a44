#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "instances/text.hpp"

/// Enumerations by name, where the names stand in the order of the members.
namespace sizer {

/// The member of that name; "_", " " and "-" are the same.
template <class Kind, std::size_t count>
std::optional<Kind> member_named(std::string_view name, const std::array<std::string_view, count>& names) {
  std::string wanted(name);
  std::ranges::replace(wanted, '_', '-');
  std::ranges::replace(wanted, ' ', '-');
  const auto found = std::ranges::find_if(names, [&](std::string_view known) { return same_text(known, wanted); });
  if (found == names.end()) return std::nullopt;
  return static_cast<Kind>(found - names.begin());
}

template <class Kind, std::size_t count>
std::string_view name_in(const std::array<std::string_view, count>& names, Kind kind) {
  return names[static_cast<std::size_t>(kind)];
}

}  // namespace sizer
