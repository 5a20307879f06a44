#include "generate.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

#include "flags.hpp"

namespace sizer::cli {
namespace {

testing::AssertionResult has(const std::string& text, const std::string& part) {
  if (text.find(part) != std::string::npos) return testing::AssertionSuccess();
  return testing::AssertionFailure() << "'" << part << "' is missing";
}

/// Everything between spaces, brackets and quotation marks.
std::set<std::string> words_of(std::string text) {
  for (char& c : text) {
    if (std::string_view("\"()[]{},|").find(c) != std::string_view::npos) c = ' ';
  }
  std::istringstream words(text);
  return {std::istream_iterator<std::string>(words), {}};
}

std::string roff_name(std::string_view name) {
  std::string text = "\\fB\\-\\-";
  for (const char c : name) text += c == '-' ? std::string("\\-") : std::string(1, c);
  return text + "\\fR";
}

TEST(ManPage, HasEveryOptionCommandAndVariable) {
  for (const Flag& flag : flags()) {
    EXPECT_TRUE(has(man_page(), roff_name(flag.name)));
    if (flag.variable.empty()) continue;
    EXPECT_TRUE(has(man_page(), ".B " + std::string(flag.variable) + "\n"));
  }
  for (const CommandEntry& entry : commands()) EXPECT_TRUE(has(man_page(), "\\fB" + std::string(entry.name) + "\\fR "));
}

TEST(ManPage, ListsTheExitCodes) {
  for (const char* code : {"0", "1", "2", "3"}) EXPECT_TRUE(has(man_page(), std::string(".B ") + code + "\n"));
}

TEST(Completions, HaveEveryOptionAndCommand) {
  const auto bash_words = words_of(bash_completion());
  for (const Flag& flag : flags()) {
    const std::string name(flag.name);
    EXPECT_TRUE(bash_words.contains("--" + name)) << name;
    EXPECT_TRUE(has(zsh_completion(), "--" + name + (flag.letter == '\0' ? "[" : "}")));
    EXPECT_TRUE(has(fish_completion(), " -l " + name + " "));
  }
  for (const CommandEntry& entry : commands()) {
    const std::string name(entry.name);
    EXPECT_TRUE(has(bash_completion(), "    " + name + ") options="));
    EXPECT_TRUE(has(zsh_completion(), "'" + name + ":"));
    EXPECT_TRUE(has(fish_completion(), " -a " + name + " "));
  }
}

TEST(Completions, OfferTheChoicesOfAnOption) {
  EXPECT_TRUE(has(bash_completion(), "--color) COMPREPLY=($(compgen -W \"auto always never\""));
  EXPECT_TRUE(has(zsh_completion(), ":WHEN:(auto always never)'"));
  EXPECT_TRUE(has(fish_completion(), "-l color -x -a 'auto always never'"));
}

TEST(Completions, OfBashAreAccordingToBash) {
  FILE* bash = popen("bash -n", "w");
  ASSERT_NE(bash, nullptr);
  std::fputs(bash_completion().c_str(), bash);
  EXPECT_EQ(pclose(bash), 0);
}

TEST(ReferencePage, IsWhatTheProgramPrints) {
  std::ifstream file("docs/reference/command-line.md");
  std::ostringstream page;
  page << file.rdbuf();
  EXPECT_EQ(page.str(), reference_page()) << "run: sizer --generate markdown > docs/reference/command-line.md";
}

TEST(Generate, RefusesWhatItCannotMake) {
  EXPECT_EQ(generate("man"), man_page());
  EXPECT_THROW(generate("powershell"), InputError);
}

}  // namespace
}  // namespace sizer::cli
