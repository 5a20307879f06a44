#include "help.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace sizer::cli {
namespace {

std::size_t longest_line(const std::string& text) {
  std::istringstream lines(text);
  std::size_t longest = 0;
  for (std::string line; std::getline(lines, line);) longest = std::max(longest, line.size());
  return longest;
}

std::vector<std::string> every_help() {
  std::vector<std::string> texts{help_text(), short_help()};
  for (const CommandEntry& entry : commands()) texts.push_back(help_text(entry.command));
  return texts;
}

TEST(Help, OpensWithTwoExamples) {
  EXPECT_EQ(help_text().rfind("Examples:\n  sizer \"500 GB, 2h SLA\"", 0), 0u);
  EXPECT_EQ(examples().size(), 2u);
}

TEST(Help, FitsEightyColumns) {
  for (const std::string& text : every_help()) EXPECT_LE(longest_line(text), 80u) << text;
}

TEST(Help, NamesTheManPage) { EXPECT_NE(help_text().find("man sizer"), std::string::npos); }

TEST(Help, NamesEveryCommandAndOption) {
  for (const CommandEntry& entry : commands()) {
    EXPECT_NE(help_text().find("\n  " + std::string(entry.name) + " "), std::string::npos) << entry.name;
  }
  for (const Flag& flag : flags()) {
    EXPECT_NE(help_text().find(" " + usage_of(flag)), std::string::npos) << flag.name;
  }
}

TEST(Help, OfACommandShowsItsOptionsOnly) {
  for (const CommandEntry& entry : commands()) {
    const std::string text = help_text(entry.command);
    for (const Flag& flag : flags()) {
      const bool shown = text.find("  " + usage_of(flag)) != std::string::npos;
      EXPECT_EQ(shown, flag.belongs_to(entry.command)) << entry.name << " --" << flag.name;
    }
  }
}

}  // namespace
}  // namespace sizer::cli
