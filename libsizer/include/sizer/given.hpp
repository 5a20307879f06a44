#pragma once

#include <string>

namespace sizer {

/// A value and where it came from: "default", "nightly.toml:2", "the phrase", "--set".
template <class T>
struct Given {
  T value{};
  std::string source = "default";
  bool is_default() const { return source == "default"; }
};

}  // namespace sizer
