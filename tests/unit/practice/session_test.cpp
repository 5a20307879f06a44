#include <gtest/gtest.h>

#include <sstream>

#include "practice/decks.hpp"
#include "practice_session.hpp"

namespace sizer::cli {
namespace {

struct Played {
  std::optional<practice::Grade> grade;
  std::string shown;
};

Played play(const practice::Draw& draw, const std::string& typed) {
  std::istringstream in(typed);
  std::ostringstream out;
  auto grade = run_session(draw, {}, in, out);
  return {std::move(grade), out.str()};
}

TEST(Session, AsksAgainWhatItCannotReadAndGradesTheRest) {
  const practice::Deck deck = practice::link_deck();
  const practice::Draw draw = practice::draw(deck.cards.front(), 1);
  const Played played = play(draw, "hint\n3 h\n10 GB/s\n90 s\nskip\nsustained?\n");
  ASSERT_TRUE(played.grade);
  EXPECT_NE(played.shown.find("Bits."), std::string::npos);
  EXPECT_NE(played.shown.find("'3 h' is a time"), std::string::npos);
  EXPECT_EQ(played.grade->steps[0].mistake, "bits for bytes");
  EXPECT_EQ(played.grade->steps[1].verdict, practice::Verdict::follows);
  EXPECT_EQ(played.grade->steps[2].verdict, practice::Verdict::missing);
  EXPECT_TRUE(played.grade->points.front().found);
}

TEST(Session, EndsWithoutAGradeWhereThePersonLeaves) {
  const practice::Deck deck = practice::link_deck();
  const practice::Draw draw = practice::draw(deck.cards.front(), 1);
  EXPECT_FALSE(play(draw, "quit\n").grade);
  EXPECT_FALSE(play(draw, "1.25\n").grade);
  EXPECT_FALSE(play(draw, "").grade);
}

}  // namespace
}  // namespace sizer::cli
