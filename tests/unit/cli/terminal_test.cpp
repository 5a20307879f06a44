#include "terminal.hpp"

#include <gtest/gtest.h>

namespace sizer::cli {
namespace {

TEST(Colour, IsForTerminals) {
  EXPECT_TRUE(use_colour("auto", {.stdout_is_terminal = true}));
  EXPECT_FALSE(use_colour("auto", {.stdout_is_terminal = false}));
}

TEST(Colour, IsOffWithNoColorOrADumbTerminal) {
  EXPECT_FALSE(use_colour("auto", {.variables = {{"NO_COLOR", "1"}}, .stdout_is_terminal = true}));
  EXPECT_FALSE(use_colour("auto", {.variables = {{"TERM", "dumb"}}, .stdout_is_terminal = true}));
}

TEST(Colour, StaysWhenNoColorHoldsNothing) {
  EXPECT_TRUE(use_colour("auto", {.variables = {{"NO_COLOR", ""}}, .stdout_is_terminal = true}));
}

TEST(Colour, FollowsAnExplicitWish) {
  EXPECT_TRUE(use_colour("always", {.variables = {{"NO_COLOR", "1"}}}));
  EXPECT_FALSE(use_colour("never", {.stdout_is_terminal = true}));
}

}  // namespace
}  // namespace sizer::cli
