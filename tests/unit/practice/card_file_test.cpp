#include <gtest/gtest.h>

#include <cmath>

#include "practice/decks.hpp"

namespace sizer::practice {
namespace {

/// The link card with one text replaced.
std::string changed(const std::string& from, const std::string& to) {
  std::string text(kLinkCard);
  text.replace(text.find(from), from.size(), to);
  return text;
}

std::string refusal(const std::string& toml) {
  try {
    parse_cards(toml, "mine.toml");
  } catch (const InputError& error) {
    return format_diagnostics(error.diagnostics());
  }
  return "";
}

void expect_refused(const std::string& from, const std::string& to, const std::string& words) {
  const std::string said = refusal(changed(from, to));
  EXPECT_NE(said.find(words), std::string::npos) << from << " -> " << to << "\n" << said;
  EXPECT_NE(said.find("mine.toml:"), std::string::npos) << said;
}

TEST(CardFile, PointsAtThePartOfAnExpressionThatIsWrong) {
  const std::string said = refusal(changed("data / bandwidth", "data / bandwith"));
  // is = "data / bandwith": the text begins in column 7, the name 7 characters later
  EXPECT_NE(said.find("mine.toml:27:14: error: is: nothing here is called 'bandwith', did you mean 'bandwidth'?"),
            std::string::npos)
      << said;
  EXPECT_NE(said.find("^~~~~~~~"), std::string::npos) << said;
}

TEST(CardFile, RefusesWhatDoesNotGoTogether) {
  expect_refused("data / bandwidth", "data + bandwidth", "a size and a bandwidth cannot be added");
  expect_refused("data / bandwidth", "data / patience", "which is not in 'min'");
  expect_refused("data / bandwidth", "task_memory(data)", "task_memory takes 2 values, not 1");
  expect_refused("data / bandwidth", "wawes(data)", "there is no computation 'wawes'");
  expect_refused("data / bandwidth", "unified_memory(patience)", "takes a size for its 'heap', not a time");
  expect_refused("data / bandwidth", "data / (bandwidth", "this parenthesis is not closed");
  expect_refused("data / bandwidth", "soon", "nothing here is called 'soon'");
  expect_refused("time < patience", "time < data", "a time and a size cannot be added or compared");
  expect_refused("8 * link", "8 * data", "of another kind");
  expect_refused("with = { link =", "with = { lnik =", "nothing here is called 'lnik'");
  expect_refused("name = \"bits for bytes\", ", "name = \"new one\", ", "no mistake that cards share");
  expect_refused("step = \"time\"", "step = \"tim\"", "the card has no step 'tim'");
  expect_refused("{data} at {bandwidth}", "{data} at {bandwith}", "{bandwith} names no value");
  expect_refused("{data} go over", "{time} go over", "{time} names no parameter");
}

TEST(CardFile, RefusesWhatIsNotThere) {
  expect_refused("level = \"easy\"\n", "", "a card needs 'level'");
  expect_refused("level = \"easy\"", "level = \"eazy\"", "did you mean 'easy'?");
  expect_refused("hint = \"Bits.\"\n", "", "a step needs 'hint'");
  expect_refused("is = \"link\"\n", "", "the step has no computation");
  expect_refused("data = \"900 GB\"", "data = { from = \"9 GB\" }", "a range has two ends");
  expect_refused("data = \"900 GB\"", "data = { from = \"9 GB\", to = \"1 h\" }", "the two ends are not of one kind");
  expect_refused("data = \"900 GB\"", "data = { from = \"9 GB\", to = \"1 GB\" }", "ends before it begins");
  expect_refused("data = \"900 GB\"", "data = { from = \"9 GO\", to = \"90 GO\" }", "'9 GO' is no quantity");
  expect_refused("data = \"900 GB\"", "min = \"900 GB\"", "is the name of a unit");
  expect_refused("data = \"900 GB\"", "data = { from = \"9 GB\", to = \"90 GB\", form = 1 }", "unknown key 'form'");
  expect_refused("hint = \"Size", "hnit = \"Size", "unknown key 'hnit'");
  EXPECT_NE(refusal("").find("the file is empty"), std::string::npos);
}

/// A node type that the tables do not know is found in every choice, not when it happens to be drawn.
TEST(CardFile, RefusesNamesThatTheEngineDoesNotKnow) {
  const std::string said = refusal(changed(
      "patience = \"10 min\"", "patience = { is = \"price('m6i.4xlrage') * 1 h / (1 usd) * 1 min\", unit = \"min\" }"));
  EXPECT_NE(said.find("unknown node type 'm6i.4xlrage', did you mean 'm6i.4xlarge'"), std::string::npos) << said;
}

TEST(CardFile, DrawsWholeCountsWithinTheirRange) {
  const Deck deck = parse_cards(
      changed("data = \"900 GB\"", "data = { from = \"300 GB\", to = \"2 TB\" }\nfiles = { from = 3, to = 9 }"),
      "mine.toml");
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const Draw drawn = draw(deck.cards.front(), seed);
    const double files = drawn.parameters.at("files").number, data = drawn.parameters.at("data").number;
    EXPECT_EQ(files, std::round(files));
    EXPECT_TRUE(files >= 3 && files <= 9 && data >= 300e9 && data <= 2e12) << files << " " << data;
  }
}

TEST(AnswerFile, KeepsTheTextAndPlaceOfEveryAnswer) {
  const AnswerFile file = parse_answers(
      "card = \"link\"\nseed = 4\nbandwidth = 1.25\n[steps]\ntime = \"12 min\"\n[other]\nx = true\nsay = \"hello\"\n",
      "a.toml");
  EXPECT_EQ(file.card, "link");
  EXPECT_EQ(file.seed, 4U);
  EXPECT_EQ(file.by_card.at("other").say, "hello");
  EXPECT_EQ(file.by_card.at("other").steps.at("x").text, "true");
}

}  // namespace
}  // namespace sizer::practice
