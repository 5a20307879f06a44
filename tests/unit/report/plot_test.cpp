#include "report/plot.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "report/safe_text.hpp"

namespace sizer::report {
namespace {

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

Curves line_to_the_corner() {
  return {.title = "t",
          .description = "d",
          .x = {"nodes"},
          .y = {"time", Unit::seconds},
          .series = {{.name = "a point", .points = {{2, 30}}},
                     {.name = "a line", .points = {{0, 0}, {4, 60}}, .line = true, .marks = false}},
          .limits = {{3, "a limit"}}};
}

TEST(APlotOfCurves, DrawsLinesInBrailleWithTheFirstSeriesOnTop) {
  EXPECT_EQ(joined(plot(line_to_the_corner(), 32, true)),
            "time against nodes\n"
            "60 s ┤               ┊  ⣀⠔⠉     \n"
            "     ┤               ┊⠤⠊        \n"
            "     ┤             ⡠⠒┊          \n"
            "     ┤          ⢀⠔⠉  ┊          \n"
            "30 s ┤       ⢀⡠⠊●    ┊          \n"
            "     ┤     ⡠⠔⠁       ┊          \n"
            "     ┤  ⢀⠔⠊          ┊          \n"
            " 0 s ┤⡠⠊⠁            ┊          \n"
            "     └──────────────────────────\n"
            "      0                        5\n"
            "● a point\n"
            "⠒ a line\n"
            "┊ a limit\n");
}

TEST(APlotOfCurves, IsAsciiWhereThatIsAsked) {
  const std::string text = joined(plot(line_to_the_corner(), 60, false));
  EXPECT_TRUE(std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; })) << text;
  EXPECT_NE(text.find("@ a point\n"), std::string::npos);
  EXPECT_NE(text.find(": a limit\n"), std::string::npos);
}

TEST(APlot, IsNoWiderThanItMayBe) {
  const Bars bars{.title = "t",
                  .description = "d",
                  .unit = Unit::gibibytes,
                  .bars = {{"a bar with a long name indeed", {{"one", 1e9}, {"two", 1}, {"three", 7e9}}}}};
  for (const std::size_t width : {60U, 80U, 120U}) {
    for (const bool unicode : {true, false}) {
      for (const std::string& line : plot(line_to_the_corner(), width, unicode)) EXPECT_LE(width_of(line), width);
      for (const std::string& line : plot(bars, width, unicode)) EXPECT_LE(width_of(line), width) << line;
    }
  }
}

TEST(APlotOfBars, IsAsLongAsItsSumAndShowsTheLeastPart) {
  // 20 cells for 8: 2.5 for 1, so 3; then up to 20 × 4 ÷ 8 = 10 for 3 more; 20 for the last 4.
  const Bars bars{.title = "t",
                  .description = "d",
                  .bars = {{"b", {{"one", 1}, {"three", 3}, {"four", 4}}}, {"c", {{"one", 4}, {"least", 0.01}}}}};
  EXPECT_EQ(joined(plot(bars, 28, false)),
            "b  ###=======%%%%%%%%%%  8\n"
            "c  ##########.  4.01\n"
            "# one\n= three\n% four\n. least\n");
}

}  // namespace
}  // namespace sizer::report
