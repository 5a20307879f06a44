#include <gtest/gtest.h>

#include "sizer/units.hpp"

namespace sizer {
namespace {

using Words = std::vector<std::string>;

const Words kKeys = {"name", "data", "deadline", "profile", "confidence", "minimise", "budget"};
const Words kInstances = {"m5.large", "m5.xlarge", "m5.2xlarge", "m5.4xlarge", "m6i.2xlarge", "r6id.8xlarge"};

TEST(NearMatches, FindAWordWithOneMistake) {
  EXPECT_EQ(near_matches("deadlin", kKeys), Words{"deadline"});    // left out
  EXPECT_EQ(near_matches("deadlinee", kKeys), Words{"deadline"});  // put in
  EXPECT_EQ(near_matches("deadlime", kKeys), Words{"deadline"});   // wrong
  EXPECT_EQ(near_matches("daedline", kKeys), Words{"deadline"});   // swapped
  EXPECT_EQ(near_matches("DEADLINE", kKeys), Words{"deadline"});   // case
  EXPECT_EQ(near_matches("minimize", kKeys), Words{"minimise"});   // spelled elsewhere
}

TEST(NearMatches, FindAWordByItsBeginning) {
  EXPECT_EQ(near_matches("dead", kKeys), Words{"deadline"});
  EXPECT_EQ(near_matches("conf", kKeys), Words{"confidence"});
}

TEST(NearMatches, PutTheNearestFirstAndShowThree) {
  // m5.3xlarge: one mistake from m5.2xlarge and m5.4xlarge (and m5.xlarge, one left out), more from the others.
  EXPECT_EQ(near_matches("m5.3xlarge", kInstances), (Words{"m5.xlarge", "m5.2xlarge", "m5.4xlarge"}));
  EXPECT_EQ(near_matches("m5.2xlarge", kInstances).front(), "m5.2xlarge");
}

TEST(NearMatches, PreferACommonBeginningAmongEquals) {
  // Both are one mistake away from "shuffly"; only "shuffle" begins like it.
  EXPECT_EQ(near_matches("shuffly", {"ahuffly", "shuffle"}), (Words{"shuffle", "ahuffly"}));
}

TEST(NearMatches, LeaveOutWordsMuchFartherThanTheNearest) {
  // r6id.8xlarge is one mistake away; m6i.2xlarge is three, which alone would be near enough.
  EXPECT_EQ(near_matches("r6id8xlarge", kInstances), Words{"r6id.8xlarge"});
  EXPECT_EQ(near_matches("r6id8xlarge", {"m6i.2xlarge"}), Words{"m6i.2xlarge"});
}

TEST(NearMatches, RandomWordsSuggestNothing) {
  for (const char* typed : {"", "x", "go", "banana", "qwertyuiop", "dat3line2000", "🙂🙂🙂"}) {
    EXPECT_EQ(near_matches(typed, kKeys), Words{}) << typed;
  }
}

TEST(NearMatches, TextsOfMegabytesAreNeitherSlowNorNear) {
  EXPECT_EQ(near_matches(std::string(5'000'000, 'd'), kKeys), Words{});
  EXPECT_EQ(near_matches("deadlin", {std::string(5'000'000, 'd'), "deadline"}), Words{"deadline"});
}

TEST(DidYouMean, ReadsAsTheEndOfASentence) {
  EXPECT_EQ(did_you_mean("deadlin", kKeys), ", did you mean 'deadline'?");
  EXPECT_EQ(did_you_mean("fork", {"fort", "form"}), ", did you mean 'fort' or 'form'?");
  EXPECT_EQ(did_you_mean("fork", {"fort", "form", "ford", "fore"}), ", did you mean 'fort', 'form' or 'ford'?");
  EXPECT_EQ(did_you_mean("banana", kKeys), "");
}

}  // namespace
}  // namespace sizer
