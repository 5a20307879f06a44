#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "sizer/diagnostic.hpp"

namespace sizer {

/// What a reader says when it refuses its input; nothing when it accepts it.
inline std::vector<Diagnostic> refusal(const std::function<void()>& read) {
  try {
    read();
  } catch (const InputError& error) {
    return error.diagnostics();
  }
  return {};
}

/// Expects one problem whose message contains `words`.
inline Diagnostic only_problem(const std::vector<Diagnostic>& found, const std::string& words) {
  EXPECT_EQ(found.size(), 1U) << format_diagnostics(found) << "expected: " << words;
  if (found.empty()) return {};
  EXPECT_NE(found[0].message.find(words), std::string::npos) << found[0].message << "\nexpected: " << words;
  return found[0];
}

}  // namespace sizer
