#pragma once

#include <span>
#include <string_view>

namespace sizer::practice {

/// A file of `data/cards/`, built into the library. Mistakes that cards share come first.
struct CardFile {
  std::string_view name, text;
};
std::span<const CardFile> embedded_cards();

}  // namespace sizer::practice
