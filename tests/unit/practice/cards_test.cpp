#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "practice/decks.hpp"
#include "practice/solve.hpp"

namespace sizer::practice {
namespace {

constexpr std::uint64_t kSeeds = 50;

Answers engines_own(const Draw& draw) {
  Answers answers;
  for (std::size_t i = 0; i < draw.solution.size(); ++i) {
    const Step& step = draw.card->steps[i];
    answers.steps[step.name] = {written(draw.solution[i], step)};
  }
  return answers;
}

/// The cards built in, and the one that shows how to write one.
std::vector<Deck> decks() {
  std::ifstream file("docs/how-to/add-a-card.md");
  std::stringstream page;
  page << file.rdbuf();
  const std::string text = page.str(), fence = "```toml\n";
  const auto begin = text.find(fence) + fence.size();
  return {built_in_cards(), parse_cards(text.substr(begin, text.find("```\n", begin) - begin), "add-a-card.md")};
}

std::vector<Draw> all_draws(const Deck& deck) {
  std::vector<Draw> draws;
  for (const Card& card : deck.cards) {
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) draws.push_back(draw(card, seed));
  }
  return draws;
}

TEST(Cards, AreAllValid) {
  try {
    check_built_in_cards();
  } catch (const InputError& error) {
    ADD_FAILURE() << format_diagnostics(error.diagnostics());
  }
}

TEST(Cards, AnsweredWithTheEnginesOwnNumbersHaveFullMarksWhateverTheSeed) {
  for (const Deck& deck : decks()) {
    for (const Draw& drawn : all_draws(deck)) {
      for (const GradedStep& step : grade(drawn, engines_own(drawn)).steps) {
        EXPECT_EQ(step.verdict, Verdict::right) << drawn.card->name << " seed " << drawn.seed << " " << step.step->name;
        EXPECT_EQ(step.mistake, "") << drawn.card->name << " seed " << drawn.seed << " " << step.step->name;
      }
    }
  }
}

void expect_mistakes_named(const Draw& draw) {
  const Answers right = engines_own(draw);
  Values values = draw.parameters;
  for (std::size_t i = 0; i < draw.solution.size(); ++i) {
    const Step& step = draw.card->steps[i];
    for (const Mistake& mistake : step.mistakes) {
      Answers answers = right;
      answers.steps[step.name] = {written(value_of(mistake, step, values), step)};
      EXPECT_EQ(grade(draw, answers).steps[i].mistake, mistake.name)
          << draw.card->name << " seed " << draw.seed << " " << step.name;
    }
    values[step.name] = draw.solution[i];
  }
}

TEST(Cards, NameEveryMistakeThatTheyListWhateverTheSeed) {
  for (const Deck& deck : decks()) {
    for (const Draw& drawn : all_draws(deck)) expect_mistakes_named(drawn);
  }
}

TEST(Cards, AreAHundredAndEachHasSomethingToSay) {
  const Deck deck = built_in_cards();
  EXPECT_GE(deck.cards.size(), 100U);
  for (const Card& card : deck.cards) {
    EXPECT_FALSE(card.points.empty()) << card.name;
    EXPECT_FALSE(card.steps.empty() && card.points.size() < 3) << card.name;
  }
}

TEST(Cards, CoverWhatIsAskedInDesignReviews) {
  const Deck deck = built_in_cards();
  for (const char* name : {"500gb-2h",
                           "1tb-a-day",
                           "raw-to-gold",
                           "what-decides",
                           "small-or-large-nodes",
                           "executor-memory",
                           "too-much-memory",
                           "too-little-memory",
                           "driver-or-executor",
                           "executors-per-node",
                           "cores-per-executor",
                           "cpu-or-io",
                           "shuffle-partitions",
                           "parallelism-stops",
                           "network-bandwidth",
                           "shuffle-io",
                           "ssd-or-remote",
                           "compression",
                           "cost-doubled",
                           "spot-or-on-demand",
                           "autoscaling-or-fixed",
                           "six-hours",
                           "memory-or-nodes",
                           "50k-events",
                           "slow-node",
                           "speculation",
                           "backfill",
                           "gc",
                           "underused",
                           "up-or-out",
                           "is-spark-needed",
                           "brief-for-the-board",
                           "performance-or-cost",
                           "sample-to-production",
                           "join-out-of-memory",
                           "one-long-task",
                           "slower-every-day",
                           "small-files",
                           "eighty-percent",
                           "broadcast-salt",
                           "broadcast-fails",
                           "join-two-large",
                           "repartition-or-coalesce",
                           "partitioned-yet-slow",
                           "shuffle-explosion",
                           "number-of-partitions",
                           "too-many-partitions",
                           "cache-or-not",
                           "storage-levels",
                           "executor-dies",
                           "restart-95",
                           "formats",
                           "time-range-reads",
                           "late-events",
                           "delivery-semantics",
                           "watermarks",
                           "two-hours-down"}) {
    ASSERT_TRUE(deck.find(name)) << name;
    EXPECT_NE(deck.find(name)->kind(), Kind::discussed) << name;
  }
}

TEST(Cards, AreDrawnTheSameForTheSameSeed) {
  const Deck deck = built_in_cards();
  for (const Card& card : deck.cards)
    EXPECT_EQ(filled(card.situation, draw(card, 7)), filled(card.situation, draw(card, 7)));
}

TEST(Cards, LeaveNoBracesInTheirTexts) {
  const Deck deck = built_in_cards();
  for (const Card& card : deck.cards) {
    const Draw drawn = draw(card, 1);
    std::string texts = filled(card.situation, drawn) + filled(card.experienced, drawn);
    for (const Step& step : card.steps)
      texts += filled(step.ask, drawn) + filled(step.hint, drawn) + filled(step.why, drawn);
    for (const Point& point : card.points) texts += filled(point.why, drawn);
    EXPECT_EQ(texts.find_first_of("{}"), std::string::npos) << card.name;
  }
}

TEST(Exam, MixesTopicsAndRepeatsForTheSameSeed) {
  const Deck deck = built_in_cards();
  const auto cards = exam(deck, 5, 3);
  EXPECT_EQ(cards, exam(deck, 5, 3));
  std::set<std::string> topics;
  for (const Card* card : cards) topics.insert(card->topic);
  EXPECT_EQ(topics.size(), cards.size());  // as long as there are five topics
  EXPECT_EQ(exam(deck, 100'000, 1).size(), deck.cards.size());
}

}  // namespace
}  // namespace sizer::practice
