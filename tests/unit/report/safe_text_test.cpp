#include "report/safe_text.hpp"

#include <gtest/gtest.h>

namespace sizer::report {
namespace {

TEST(PrintableText, KeepsLettersOfAnyLanguageAndQuotes) {
  EXPECT_EQ(printable("a \"b\" \\ é × 漢"), "a \"b\" \\ é × 漢");
}

TEST(PrintableText, ShowsControlCharactersEscaped) {
  EXPECT_EQ(printable("a\x1b[31mb\nc\x7f"), "a\\x1b[31mb\\nc\\x7f");
  EXPECT_EQ(printable("\u202e\u009b"), "\\u202e\\x9b");  // right-to-left override, 8-bit control sequence introducer
}

TEST(PrintableText, ShowsBytesThatAreNotUtf8Escaped) { EXPECT_EQ(printable("\xff\xc3"), "\\xff\\xc3"); }

TEST(MarkdownText, CannotFormatLinkOrOpenATag) {
  EXPECT_EQ(markdown("*x* <script> [a](b) |"), "\\*x\\* &lt;script&gt; \\[a\\](b) \\|");
  EXPECT_EQ(markdown("https://a.b www.c.d @e"), "https\\://a.b www\\.c.d \\@e");
  EXPECT_EQ(markdown("- r6i.4xlarge"), "\\- r6i.4xlarge");
  EXPECT_EQ(markdown("a\n# b"), "a\\\\n\\# b");  // a line feed is shown as \n, its backslash escaped
}

TEST(WidthOfText, CountsCharactersNotBytes) { EXPECT_EQ(width_of("12 × é"), 6u); }

TEST(ShortenedText, EndsInAnEllipsisWhereItWasCut) {
  EXPECT_EQ(shortened("stage", 5), "stage");
  EXPECT_EQ(shortened("étages", 5), "étag…");
}

TEST(WrappedText, BreaksAtSpacesAndKeepsLongWordsWhole) {
  const std::vector<std::string> expected = {"one two", "three", "four-and-twenty", "five"};
  EXPECT_EQ(wrapped("one two three four-and-twenty five", 8), expected);
}

TEST(WrappedText, KeepsANumberAndItsUnitTogether) {
  const std::vector<std::string> expected = {"needs", "1 h", "56 min"};
  EXPECT_EQ(wrapped("needs 1 h 56 min", 7), expected);
}

TEST(HangingText, StartsFurtherLinesWhereTheFirstOnesTextStarts) {
  EXPECT_EQ(hanging("why   ", "it reads every file in one task", 26),
            "why   it reads every file\n"
            "      in one task\n");
}

}  // namespace
}  // namespace sizer::report
