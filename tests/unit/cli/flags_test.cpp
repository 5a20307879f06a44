#include "flags.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "sizer/emit.hpp"
#include "sizer/units.hpp"

namespace sizer::cli {
namespace {

Options parsed(const std::vector<std::string>& arguments, const Surroundings& surroundings = {}) {
  return parse_command_line(arguments, surroundings);
}

/// What is said about a wrong command line; empty when it is accepted.
std::string complaint(const std::vector<std::string>& arguments) {
  try {
    parsed(arguments);
    return {};
  } catch (const InputError& error) {
    return format_diagnostics(error.diagnostics());
  }
}

testing::AssertionResult says(const std::string& text, std::string_view part) {
  if (text.find(part) != std::string::npos) return testing::AssertionSuccess();
  return testing::AssertionFailure() << "'" << part << "' is not in:\n" << text;
}

TEST(CommandLine, BeginsWithACommand) {
  const Options options = parsed({"check", "nightly.toml", "--on", "10 x m5.2xlarge"});
  EXPECT_EQ(options.command, Command::check);
  EXPECT_EQ(options.words, std::vector<std::string>{"nightly.toml"});
  EXPECT_EQ(options.on, "10 x m5.2xlarge");
}

TEST(CommandLine, WithoutACommandPlansAPhraseOrAFile) {
  for (const char* first : {"500 GB, 2h SLA", "500GB", "nightly.toml", "./nightly", "-"}) {
    const Options options = parsed({first});
    EXPECT_EQ(options.command, Command::plan) << first;
    EXPECT_EQ(options.words, std::vector<std::string>{first});
  }
}

TEST(CommandLine, KeepsTheWordsOfAPhraseWithoutQuotes) {
  const Options options = parsed({"500", "GB,", "--json", "2h", "SLA"});
  EXPECT_EQ(options.words, (std::vector<std::string>{"500", "GB,", "2h", "SLA"}));
  EXPECT_TRUE(options.json);
}

TEST(CommandLine, SuggestsTheCommandThatWasMeant) {
  EXPECT_TRUE(says(complaint({"plann"}), "unknown command 'plann', did you mean 'plan'?"));
}

TEST(CommandLine, SuggestsTheOptionThatWasMeant) {
  EXPECT_TRUE(says(complaint({"plan", "x.toml", "--jsn"}), "unknown option '--jsn', did you mean '--json'?"));
}

TEST(CommandLine, NamesEveryUnknownOptionAtOnce) {
  const std::string text = complaint({"x.toml", "--jsn", "--verbos=4"});
  EXPECT_TRUE(says(text, "'--jsn'"));
  EXPECT_TRUE(says(text, "'--verbos', did you mean '--verbose'?"));
}

TEST(CommandLine, RejectsAnOptionOfAnotherCommand) {
  EXPECT_TRUE(says(complaint({"plan", "x.toml", "--min-vcpu", "4"}), "--min-vcpu is not an option of plan"));
  EXPECT_TRUE(
      says(complaint({"plan", "x.toml", "--on", "4 x m5.large"}), "it belongs to: check, compare, simulate, explain"));
}

TEST(CommandLine, AsksForTheValueOfAnOption) {
  EXPECT_TRUE(says(complaint({"x.toml", "--seed"}), "--seed needs a value: --seed N"));
}

TEST(CommandLine, GivesASwitchNoValue) {
  EXPECT_TRUE(says(complaint({"x.toml", "--json=false"}), "--json takes no value"));
}

TEST(CommandLine, RejectsQuietTogetherWithVerbose) {
  EXPECT_TRUE(says(complaint({"x.toml", "-q", "-v"}), "--quiet contradicts --verbose"));
}

TEST(CommandLine, TakesTheLastOfARepeatedValueAndAllOfAList) {
  const Options options = parsed({"x.toml", "--seed", "1", "--seed=2", "--set", "a=1", "--set", "b=[2, 3]"});
  EXPECT_EQ(options.seed, "2");
  EXPECT_EQ(options.set, (std::vector<std::string>{"a=1", "b=[2, 3]"}));
}

TEST(CommandLine, TakesWordsAfterTwoDashesAsTheyAre) {
  EXPECT_EQ(parsed({"plan", "--", "--odd.toml"}).words, std::vector<std::string>{"--odd.toml"});
}

TEST(CommandLine, ReadsHelpAsACommandToo) {
  const Options options = parsed({"help", "check"});
  EXPECT_TRUE(options.help);
  EXPECT_TRUE(options.command_named);
  EXPECT_EQ(options.command, Command::check);
}

TEST(EnvironmentVariables, StandInForOptions) {
  const Options options = parsed({"x.toml"}, {.variables = {{"SIZER_WORLDS", "64"}, {"SIZER_PROVIDER", "gcp"}}});
  EXPECT_EQ(options.worlds, "64");
  EXPECT_EQ(options.providers, std::vector<std::string>{"gcp"});
  EXPECT_EQ(origin(options, "worlds"), "SIZER_WORLDS");
}

TEST(EnvironmentVariables, LoseToOptions) {
  const Options options = parsed({"x.toml", "--worlds", "32"}, {.variables = {{"SIZER_WORLDS", "64"}}});
  EXPECT_EQ(options.worlds, "32");
  EXPECT_EQ(origin(options, "worlds"), "--worlds");
}

TEST(EnvironmentVariables, ThatHoldNothingCountAsUnset) {
  EXPECT_FALSE(parsed({"x.toml"}, {.variables = {{"SIZER_WORLDS", ""}}}).worlds);
}

TEST(EnvironmentVariables, OfOtherCommandsDoNotDisturb) {
  EXPECT_FALSE(parsed({"instances"}, {.variables = {{"SIZER_WORLDS", "none"}}}).worlds);
}

TEST(Hints, AreForPeopleWhoRead) {
  EXPECT_TRUE(parsed({"x.toml"}, {.stdout_is_terminal = true}).hints);
  EXPECT_FALSE(parsed({"x.toml", "--quiet"}, {.stdout_is_terminal = true}).hints);
  EXPECT_FALSE(parsed({"x.toml"}).hints);
}

TEST(Color, IsOneOfThreeWords) {
  EXPECT_TRUE(parsed({"x.toml", "--color", "always"}).style.colour);
  EXPECT_TRUE(says(complaint({"x.toml", "--color", "alway"}), "unknown choice 'alway', did you mean 'always'?"));
}

TEST(CommandLine, OffersEveryFormatThatCanBeEmitted) {
  std::string names;
  for (const EmitFormat format : emit_formats()) names += std::string(to_string(format)) + " ";
  names += "brief";  // words for readers, where the others start something
  const auto flag = std::ranges::find(flags(), "emit", &Flag::name);
  ASSERT_NE(flag, flags().end());
  EXPECT_EQ(flag->choices, names);
}

}  // namespace
}  // namespace sizer::cli
