#include <gtest/gtest.h>

#include <string>

#include "sizer/instance.hpp"

namespace sizer {
namespace {

TEST(InstancePattern, AStarStandsForAnyLettersAndAQuestionMarkForOne) {
  EXPECT_TRUE(glob_match("r6id.*", "r6id.4xlarge"));
  EXPECT_TRUE(glob_match("*", "m5.large"));
  EXPECT_TRUE(glob_match("*xlarge", "m5.xlarge"));
  EXPECT_TRUE(glob_match("r?i*.?xlarge", "r6id.4xlarge"));
  EXPECT_TRUE(glob_match("m5.large", "m5.large"));
  EXPECT_FALSE(glob_match("r6i.*", "r6id.4xlarge"));
  EXPECT_FALSE(glob_match("m5", "m5.large"));
  EXPECT_FALSE(glob_match("?", ""));
  EXPECT_FALSE(glob_match("", "m5.large"));
  EXPECT_TRUE(glob_match("", ""));
}

TEST(InstancePattern, IgnoresCase) { EXPECT_TRUE(glob_match("standard_e*DS_V5", "Standard_E16ds_v5")); }

TEST(InstancePattern, TriesEveryPlaceForAStar) {
  // The first "large" is not the last one, so the star has to take more.
  EXPECT_TRUE(glob_match("*large", "large.large"));
  EXPECT_TRUE(glob_match("*a*b", "aab.ab"));
  EXPECT_FALSE(glob_match("*a*b*c", "abab"));
}

TEST(InstancePattern, ManyStarsAgainstALongNameStayQuick) {
  // A matcher that tries every split of 40 stars would not finish.
  std::string pattern;
  for (int i = 0; i < 40; ++i) pattern += "*a";
  EXPECT_FALSE(glob_match(pattern + "b", std::string(2000, 'a')));
}

}  // namespace
}  // namespace sizer
