#include "sizer/diagnostic.hpp"

#include <gtest/gtest.h>

namespace sizer {
namespace {

std::string shown(Place where, std::string message = "wrong", std::string hint = "") {
  return format_diagnostics({{std::move(where), std::move(message), std::move(hint)}});
}

TEST(Diagnostics, ShowThePlaceTheLineAndAHint) {
  EXPECT_EQ(shown({"nightly.toml", 14, 13, 2, R"(data = "120 GO")"}, R"(unknown unit 'GO' in "120 GO")",
                  R"(sizes read like "120 GB" (10⁹ bytes each) or "112 GiB" (2³⁰ each))"),
            "nightly.toml:14:13: error: unknown unit 'GO' in \"120 GO\"\n"
            "   14 | data = \"120 GO\"\n"
            "      |             ^~\n"
            "hint: sizes read like \"120 GB\" (10⁹ bytes each) or \"112 GiB\" (2³⁰ each)\n");
}

TEST(Diagnostics, ComeOneAfterTheOther) {
  EXPECT_EQ(format_diagnostics({{{"a.toml"}, "first", "do this"}, {{"b.toml"}, "second", ""}}),
            "a.toml: error: first\nhint: do this\nb.toml: error: second\n");
  EXPECT_EQ(format_diagnostics({}), "");
}

TEST(Diagnostics, DoNotRepeatTheHintOfTheOneBefore) {
  EXPECT_EQ(
      format_diagnostics({{{"a"}, "first", "do this"}, {{"a"}, "second", "do this"}, {{"a"}, "third", "or that"}}),
      "a: error: first\nhint: do this\na: error: second\na: error: third\nhint: or that\n");
}

TEST(Diagnostics, CutAVeryLongMessage) { EXPECT_LT(shown({"f"}, std::string(100'000, 'x')).size(), 400U); }

TEST(Diagnostics, LeaveOutWhatIsNotKnown) {
  EXPECT_EQ(shown({"nightly.toml", 0, 0, 1, "data = 5"}), "nightly.toml: error: wrong\n");
  EXPECT_EQ(shown({"nightly.toml", 3, 0, 1, "data = 5"}), "nightly.toml:3: error: wrong\n");
  EXPECT_EQ(shown({}), "error: wrong\n");
}

TEST(Diagnostics, CountCharactersAndNotBytes) {
  // "é" and "ü" are two bytes and one column each.
  EXPECT_EQ(shown({"f", 1, 4, 3, "éü xyz"}), "f:1:4: error: wrong\n    1 | éü xyz\n      |    ^~~\n");
}

TEST(Diagnostics, EscapeWhatATerminalWouldObey) {
  EXPECT_EQ(shown({"f\x1b[2J"}, "a\nb\tc\x7f", "\xc2\x9b"), "f\\x1b[2J: error: a\\nb\\tc\\x7f\nhint: \\x9b\n");
  // U+202E turns the text after it around.
  EXPECT_EQ(shown({"f"}, "\u202Eabc"), "f: error: \\u202eabc\n");
}

TEST(Diagnostics, EscapeBytesThatAreNotUtf8AndKeepTheMarksBelowThem) {
  // Column 2 is the byte ff, shown in four columns; the overlong c0 80 counts as two characters.
  EXPECT_EQ(shown({"f", 1, 2, 1,
                   "a\xff"
                   "b"}),
            "f:1:2: error: wrong\n    1 | a\\xffb\n      |  ^~~~\n");
  EXPECT_EQ(shown({"f", 1, 3, 1, "\xc0\x80x"}), "f:1:3: error: wrong\n    1 | \\xc0\\x80x\n      |         ^\n");
}

TEST(Diagnostics, ATabInALineIsOneColumn) {
  EXPECT_EQ(shown({"f", 1, 2, 1, "\tx"}), "f:1:2: error: wrong\n    1 |  x\n      |  ^\n");
}

TEST(Diagnostics, CutALongLineAroundThePlace) {
  const std::string line = std::string(500, 'a') + "X" + std::string(500, 'b');
  // 40 characters before the place, 90 in all.
  EXPECT_EQ(shown({"f", 1, 501, 1, line}), "f:1:501: error: wrong\n    1 | …" + std::string(40, 'a') + "X" +
                                               std::string(49, 'b') + "…\n      |  " + std::string(40, ' ') + "^\n");
}

TEST(Diagnostics, MarksStayWithinTheLine) {
  EXPECT_EQ(shown({"f", 1, 3, 2'000'000'000, "abc"}), "f:1:3: error: wrong\n    1 | abc\n      |   ^\n");
  EXPECT_EQ(shown({"f", 1, 1'000'000, 1, "abc"}), "f:1:1000000: error: wrong\n    1 | abc\n      |    ^\n");
  EXPECT_EQ(shown({"f", 1, 1, -5, "abc"}), "f:1:1: error: wrong\n    1 | abc\n      | ^\n");
}

TEST(Diagnostics, TenMegabytesOfBracketsTakeAFewLines) {
  const std::string brackets(10'000'000, '[');
  EXPECT_LT(shown({"f", 1, 5'000'000, 1, brackets}, brackets, brackets).size(), 4000U);
}

TEST(InputError, CarriesEveryProblemAndItsWords) {
  const InputError error({{{"a.toml"}, "first", ""}, {{"a.toml"}, "second", ""}});
  EXPECT_EQ(error.diagnostics().size(), 2U);
  EXPECT_STREQ(error.what(), "a.toml: error: first\na.toml: error: second\n");
}

}  // namespace
}  // namespace sizer
