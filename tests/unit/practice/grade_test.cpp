#include <gtest/gtest.h>

#include "practice/decks.hpp"

namespace sizer::practice {
namespace {

class GradeTest : public testing::Test {
 protected:
  Deck deck = link_deck();
  Draw card = draw(deck.cards.front(), 1);

  Grade graded(std::map<std::string, std::string> texts, std::string say = "") {
    return grade(card, answers(std::move(texts), std::move(say)));
  }
};

TEST_F(GradeTest, TheEnginesOwnNumbersHaveFullMarks) {
  // 10 Gbit/s ÷ 8 = 1.25 GB/s; 900 GB ÷ 1.25 GB/s = 720 s = 12 min, more than 10 min
  const Grade grade = graded({{"bandwidth", "1.25 GB/s"}, {"time", "12 min"}, {"soon", "no"}});
  EXPECT_DOUBLE_EQ(grade.total.share(), 1);
  EXPECT_TRUE(grade.passed());
}

TEST_F(GradeTest, AnEarlySlipOfEightDoesNotFailWhatFollowsFromIt) {
  // 10 GB/s by mistake: 900 GB ÷ 10 GB/s = 90 s, which is soon enough
  const Grade grade = graded({{"bandwidth", "10 GB/s"}, {"time", "90 s"}, {"soon", "yes"}});
  EXPECT_EQ(grade.steps[0].verdict, Verdict::off);
  EXPECT_EQ(grade.steps[0].mistake, "bits for bytes");
  EXPECT_DOUBLE_EQ(grade.steps[0].credit, 0.25);
  EXPECT_EQ(grade.steps[1].verdict, Verdict::follows);
  EXPECT_EQ(grade.steps[2].verdict, Verdict::follows);
  EXPECT_DOUBLE_EQ(grade.total.earned, 2.25);
  EXPECT_NEAR(grade.steps[1].from_your_own.number, 90, 1e-9);
  EXPECT_NEAR(grade.steps[1].expected.number, 720, 1e-9);
}

TEST_F(GradeTest, ASkippedStepIsFollowedByTheEnginesOwnNumber) {
  const Grade grade = graded({{"time", "12 min"}});
  EXPECT_EQ(grade.steps[0].verdict, Verdict::missing);
  EXPECT_EQ(grade.steps[1].verdict, Verdict::right);
}

TEST_F(GradeTest, TheRightOrderIsHalfTheMark) {
  // 12 min ÷ 2 = 6 min: within a factor of 3, and no slip of units
  const Grade grade = graded({{"bandwidth", "1.25 GB/s"}, {"time", "6 min"}});
  EXPECT_EQ(grade.steps[1].verdict, Verdict::right_order);
  EXPECT_DOUBLE_EQ(grade.steps[1].credit, 0.5);
  EXPECT_EQ(grade.steps[1].mistake, "");
}

TEST_F(GradeTest, ASlipOfUnitsThatNoCardListsIsNamed) {
  // 12 min given as 12 s: a factor of 60; given as 12 h: 60 the other way
  EXPECT_EQ(graded({{"time", "12 s"}}).steps[1].mistake, "minutes and seconds");
  EXPECT_EQ(graded({{"time", "12 h"}}).steps[1].mistake, "minutes and seconds");
  EXPECT_EQ(graded({{"bandwidth", "1.25 MB/s"}}).steps[0].mistake, "a prefix");
}

TEST_F(GradeTest, WhatCannotBeReadIsMissingAndSaysWhy) {
  const Grade grade = graded({{"bandwidth", "3 h"}, {"time", "-4 min"}, {"soon", "maybe"}});
  for (const GradedStep& step : grade.steps) {
    EXPECT_EQ(step.verdict, Verdict::missing);
    EXPECT_NE(step.problem, "");
  }
  EXPECT_NE(grade.steps[0].problem.find("'3 h' is a time"), std::string::npos) << grade.steps[0].problem;
  EXPECT_NE(grade.steps[1].problem.find("negative"), std::string::npos);
  EXPECT_EQ(grade.total.earned, 0);
}

TEST_F(GradeTest, AbsurdNumbersAreRefusedOrOffAndNeverMore) {
  for (const char* text : {"1e400", "nan", "inf", "99999999999999999999 GB/s", "0", "", "   ", "GB/s", "1 2 3", "{}",
                           "\x1b[2J", "٣ GB/s"}) {
    const Grade grade = graded({{"bandwidth", text}});
    EXPECT_LT(grade.steps[0].credit, 0.5) << text;
  }
}

TEST_F(GradeTest, AnAnswerToNoStepIsToldWithTheNearName) {
  const Grade grade = graded({{"bandwith", "1.25 GB/s"}});
  ASSERT_EQ(grade.unknown.size(), 1U);
  EXPECT_NE(grade.unknown.front().message.find("did you mean 'bandwidth'"), std::string::npos);
}

TEST_F(GradeTest, WordsAreSearchedForKeywordsInAnyCase) {
  EXPECT_TRUE(graded({}, "What is the SUSTAINED rate?").points.front().found);
  EXPECT_FALSE(graded({}, "fast").points.front().found);
}

TEST_F(GradeTest, AWhatIfIsWorkedOut) {
  // twice the data, twice the 12 min
  const auto found = consequences(card);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(shown(found.front().before), "12 min");
  EXPECT_EQ(shown(found.front().after), "24 min");
}

TEST_F(GradeTest, AnswersComeInAnySensibleForm) {
  const Card& link = deck.cards.front();
  const auto number = [&](std::size_t step, const char* text) { return read_answer(link.steps[step], text).value; };
  for (const char* text : {"1.25", "1.25 GB/s", "~1.25 GB/s", "about 1.25 GBps", "10 Gbit/s", "1250 MB/s"}) {
    ASSERT_TRUE(number(0, text)) << text;
    EXPECT_DOUBLE_EQ(number(0, text)->number, 1.25e9) << text;
  }
  for (const char* text : {"12", "12 min", "0.2 h", "720 s", "12m"}) {
    ASSERT_TRUE(number(1, text)) << text;
    EXPECT_DOUBLE_EQ(number(1, text)->number, 720) << text;
  }
  for (const char* text : {"no", "NO", " no ", "2"}) {
    ASSERT_TRUE(number(2, text)) << text;
    EXPECT_EQ(number(2, text)->word, "no");
  }
}

/// No nodes, or a billion: later steps that follow from them have no value, and are graded by the engine's.
TEST(Grade, SurvivesNumbersFromWhichNothingFollows) {
  const Deck deck = built_in_cards();
  for (const Card& card : deck.cards) {
    const Draw drawn = draw(card, 1);
    for (const char* number : {"0", "0.0000000001", "1e3", "999999999999"}) {
      Answers texts;
      for (const Step& step : card.steps) texts.steps[step.name] = {number};
      EXPECT_LE(grade(drawn, texts).total.share(), 1) << card.name;
    }
  }
}

TEST(Answer, APercentageIsTheShareItself) {
  Step step;
  step.unit = *unit_of("%");
  for (const char* text : {"0.5 %", "0.5%", "0.005"})
    EXPECT_DOUBLE_EQ(read_answer(step, text).value->number, 0.005) << text;
  EXPECT_DOUBLE_EQ(read_answer(step, "35").value->number, 0.35);
}

}  // namespace
}  // namespace sizer::practice
