#include <gtest/gtest.h>

#include "sizer/report.hpp"

namespace sizer {
namespace {

TEST(TextInAscii, HasALikenessForWhatReportsUse) {
  EXPECT_EQ(in_ascii("12 × r6i, 33–52 min → more …"), "12 x r6i, 33-52 min -> more ...");
}

TEST(TextInAscii, NamesOtherCharactersByNumber) { EXPECT_EQ(in_ascii("Köln 漢 😀"), "K\\u{f6}ln \\u{6f22} \\u{1f600}"); }

}  // namespace
}  // namespace sizer
