#include <gtest/gtest.h>

#include <locale>
#include <string>

#include "sizer/units.hpp"

namespace sizer {
namespace {

template <class T>
void expect_wrong(const Parsed<T>& parsed, const std::string& message, int offset, int length) {
  EXPECT_FALSE(parsed);
  EXPECT_EQ(parsed.message, message);
  EXPECT_EQ(parsed.offset, offset) << message;
  EXPECT_EQ(parsed.length, length) << message;
  EXPECT_NE(parsed.hint, "") << message;
}

TEST(ParseBytes, ReadsSizesAsPeopleTypeThem) {
  for (const char* text : {"500GB", "500 gb", " 500 GB ", "0.5 TB", ".5TB", "5e2 GB", "500_000 MB", "500,000 MB",
                           "500 gigabytes", "500\u00A0GB", "500\u202FGB", "4000 Gbit"}) {
    const auto bytes = parse_bytes(text);
    ASSERT_TRUE(bytes) << text << ": " << bytes.message;
    EXPECT_DOUBLE_EQ(bytes.value->in(GB), 500) << text;
  }
}

TEST(ParseBytes, KeepsDecimalAndBinaryUnitsApart) {
  EXPECT_DOUBLE_EQ(parse_bytes("1 GB").value->base(), 1e9);
  EXPECT_DOUBLE_EQ(parse_bytes("1 GiB").value->base(), 1073741824);
  // 1.5 × 2⁴⁰ bytes
  EXPECT_DOUBLE_EQ(parse_bytes("1.5 TiB").value->base(), 1649267441664);
}

TEST(ParseBytes, TakesAnythingUpToOneExabyte) {
  EXPECT_DOUBLE_EQ(parse_bytes("0 GB").value->base(), 0);
  EXPECT_DOUBLE_EQ(parse_bytes("1 EB").value->base(), 1e18);
  expect_wrong(parse_bytes("1e30 bytes"), "\"1e30 bytes\" is more than 1 EB, the most that makes sense", 0, 10);
  expect_wrong(parse_bytes("1e400 B"), "'1e400' is too large or too small for a number", 0, 5);
}

TEST(ParseBytes, ShowsHowToWriteASizeWhenTheUnitIsUnknown) {
  const auto wrong = parse_bytes("120 GO");
  expect_wrong(wrong, "unknown unit 'GO' in \"120 GO\"", 4, 2);
  EXPECT_EQ(wrong.hint, "sizes read like \"120 GB\" (10⁹ bytes each) or \"112 GiB\" (2³⁰ each)");
}

TEST(ParseBytes, SaysWhichUnitIsMissing) {
  expect_wrong(parse_bytes("500"), "a unit of size is missing in \"500\"", 0, 3);
}

TEST(ParseBytes, RefusesABareGBecauseSparkReadsItAsGibibytes) {
  expect_wrong(parse_bytes("36g"), "unknown unit 'g' in \"36g\"", 2, 1);
}

TEST(ParseBytes, RefusesWhatIsNotANumber) {
  expect_wrong(parse_bytes(""), "expected a number, found nothing", 0, 1);
  expect_wrong(parse_bytes("  "), "expected a number, found nothing", 2, 1);
  expect_wrong(parse_bytes("NaN GB"), "expected a number, found 'NaN'", 0, 3);
  expect_wrong(parse_bytes("inf"), "expected a number, found 'inf'", 0, 3);
  expect_wrong(parse_bytes("lots"), "expected a number, found 'lots'", 0, 4);
}

TEST(ParseBytes, RefusesNegativeSizes) {
  expect_wrong(parse_bytes(" -5 GB"), "'-5' is negative", 1, 2);
  expect_wrong(parse_bytes("−5 GB"), "'−5' is negative", 0, 2);
}

TEST(ParseBytes, RefusesWhatFollowsTheUnit) {
  expect_wrong(parse_bytes("500 GB or so"), "unexpected 'or' in \"500 GB or so\"", 7, 2);
  expect_wrong(parse_bytes("0x10 GB"), "unknown unit 'x' in \"0x10 GB\"", 1, 1);
  expect_wrong(parse_bytes("1.2.3 GB"), "expected a unit of size, found '.3' in \"1.2.3 GB\"", 3, 2);
}

TEST(ParseBytes, ADecimalCommaIsNotMistakenForThousands) {
  const auto wrong = parse_bytes("1,5 GB");
  expect_wrong(wrong, "unexpected ',5' in \"1,5 GB\"", 1, 2);
  EXPECT_EQ(wrong.hint, "a comma groups thousands; write 1.5 for one and a half");
}

TEST(ParseBytes, PlacesAreInCharactersNotBytes) {
  // The no-break space is two bytes and one character.
  expect_wrong(parse_bytes("5\u00A0Gö"), "unknown unit 'Gö' in \"5\u00A0Gö\"", 2, 2);
}

TEST(ParseBytes, RepeatsOnlyTheBeginningOfALongText) {
  const auto wrong = parse_bytes("5 " + std::string(1'000'000, 'x'));
  EXPECT_EQ(wrong.message, "unknown unit '" + std::string(40, 'x') + "…' in \"5 " + std::string(38, 'x') + "…\"");
}

/// A decimal comma, as in Paris.
struct CommaForPoint : std::numpunct<char> {
  char do_decimal_point() const override { return ','; }
  char do_thousands_sep() const override { return '.'; }
};

TEST(ParseBytes, DoesNotDependOnTheLocale) {
  const std::locale before = std::locale::global(std::locale(std::locale(), new CommaForPoint));
  const auto bytes = parse_bytes("1.5 GB");
  const std::string text = format(1.5 * GB);
  std::locale::global(before);
  EXPECT_DOUBLE_EQ(bytes.value->in(GB), 1.5);
  EXPECT_EQ(text, "1.5 GB");
}

TEST(ParseDuration, ReadsDurationsAsPeopleTypeThem) {
  for (const char* text : {"2h", "2 hours", "120 min", "120m", "1h60m", "1 h 60 min", "7200 s", "2.0 hr",
                           "7_200_000 ms", "1h 59min 60s"}) {
    const auto duration = parse_duration(text);
    ASSERT_TRUE(duration) << text << ": " << duration.message;
    EXPECT_DOUBLE_EQ(duration.value->in(hour), 2) << text;
  }
  EXPECT_DOUBLE_EQ(parse_duration("1 week").value->in(day), 7);
  EXPECT_DOUBLE_EQ(parse_duration("20 µs").value->in(second), 20e-6);
}

TEST(ParseDuration, TakesAtMostTenYears) {
  EXPECT_DOUBLE_EQ(parse_duration("10 years").value->in(day), 3650);
  expect_wrong(parse_duration("3651 days"), "\"3651 days\" is more than 10 years, the most that makes sense", 0, 9);
}

TEST(ParseDuration, SuggestsTheUnitThatWasMeant) {
  expect_wrong(parse_duration("2 huors"), "unknown unit 'huors' in \"2 huors\", did you mean 'hours'?", 2, 5);
}

TEST(ParseDuration, DoesNotGuessWhatAClockTimeMeans) {
  const auto wrong = parse_duration("1:30:00");
  expect_wrong(wrong, "times of day are not durations", 0, 1);
  EXPECT_EQ(wrong.hint, "write \"1h30m\" for 1:30:00");
}

TEST(ParseDuration, RefusesPartsThatAreOutOfOrderOrIncomplete) {
  expect_wrong(parse_duration("30m 1h"), "a larger unit of time comes before a smaller one, each once", 4, 1);
  expect_wrong(parse_duration("2h 2h"), "a larger unit of time comes before a smaller one, each once", 3, 1);
  expect_wrong(parse_duration("1h30"), "a unit of time is missing in \"1h30\"", 2, 2);
  expect_wrong(parse_duration("2h SLA"), "unexpected 'SLA' in \"2h SLA\"", 3, 3);
}

TEST(ParseBandwidth, ASmallBIsABitAndALargeBAByte) {
  for (const char* text : {"10 Gbit/s", "10Gbps", "10 Gb/s", "10 gbps", "10 gigabits per second", "1.25 GB/s",
                           "1.25GBps", "75 GB/min", "108 TB a day"}) {
    const auto bandwidth = parse_bandwidth(text);
    ASSERT_TRUE(bandwidth) << text << ": " << bandwidth.message;
    EXPECT_DOUBLE_EQ(bandwidth.value->in(GB / second), 1.25) << text;
  }
}

TEST(ParseBandwidth, NeedsASizeAndATime) {
  expect_wrong(parse_bandwidth("10 Gbit"), "a unit of time is missing in \"10 Gbit\"", 0, 7);
  expect_wrong(parse_bandwidth("10 Gbit/"), "a unit of time is missing in \"10 Gbit/\"", 0, 8);
  expect_wrong(parse_bandwidth("10/s"), "expected a unit of size, found '/s' in \"10/s\"", 2, 2);
  expect_wrong(parse_bandwidth("10 GB/fortnight"), "unknown unit 'fortnight' in \"10 GB/fortnight\"", 6, 9);
}

TEST(ParseRate, CountsThingsATime) {
  EXPECT_DOUBLE_EQ(parse_rate("50k events/s").value->base(), 50'000);
  EXPECT_DOUBLE_EQ(parse_rate("200,000/s").value->base(), 200'000);
  EXPECT_DOUBLE_EQ(parse_rate("50_000 messages per second").value->base(), 50'000);
  // 3 000 000 ÷ 60 s
  EXPECT_DOUBLE_EQ(parse_rate("3M/min").value->base(), 50'000);
  // 4.32 × 10⁹ ÷ 86 400 s
  EXPECT_DOUBLE_EQ(parse_rate("4.32 billion rows a day").value->base(), 50'000);
}

TEST(ParseRate, IsNotABandwidth) {
  expect_wrong(parse_rate("50 MB/s"), "unknown unit 'MB' in \"50 MB/s\"", 3, 2);
  expect_wrong(parse_rate("50k evnts/s"), "unknown unit 'evnts' in \"50k evnts/s\", did you mean 'events'?", 4, 5);
  expect_wrong(parse_rate("50k events"), "a unit of time is missing in \"50k events\"", 0, 10);
}

TEST(ParsePrice, IsDollarsATime) {
  for (const char* text : {"$0.50/h", "0.5 USD/hour", "US$0.50 per hour", "0.5$/h", "365 USD/month", "$12/day"}) {
    const auto price = parse_price(text);
    ASSERT_TRUE(price) << text << ": " << price.message;
    EXPECT_DOUBLE_EQ(price.value->in(usd / hour), 0.5) << text;
  }
  expect_wrong(parse_price("$0.50"), "a unit of time is missing in \"$0.50\"", 1, 4);
  expect_wrong(parse_price("$0.02/GB"), "unknown unit 'GB' in \"$0.02/GB\"", 6, 2);
  expect_wrong(parse_price("$-1/h"), "'-1/h' is negative", 1, 4);
}

TEST(ParseMoney, IsInDollarsOnly) {
  for (const char* text : {"$1,240", "1240 USD", "USD 1240", "1240 dollars", "$1.24k"}) {
    const auto amount = parse_money(text);
    ASSERT_TRUE(amount) << text << ": " << amount.message;
    EXPECT_DOUBLE_EQ(amount.value->in(usd), 1240) << text;
  }
  expect_wrong(parse_money("40"), "a unit of money is missing in \"40\"", 0, 2);
  expect_wrong(parse_money("€40"), "expected a number, found '€40'", 0, 3);
  expect_wrong(parse_money("-$40"), "'-$40' is negative", 0, 4);
}

TEST(ParseShare, ReadsPercentAndPlainNumbers) {
  EXPECT_DOUBLE_EQ(*parse_share("3 %").value, 0.03);
  EXPECT_DOUBLE_EQ(*parse_share("0.03").value, 0.03);
  EXPECT_DOUBLE_EQ(*parse_share("120 percent").value, 1.2);
  expect_wrong(parse_share("3 %/month"), "unexpected '/month' in \"3 %/month\"", 3, 6);
}

TEST(ParseCount, ReadsMultipliersAndWhatIsCounted) {
  EXPECT_DOUBLE_EQ(*parse_count("5 G").value, 5e9);
  EXPECT_DOUBLE_EQ(*parse_count("5 billion rows").value, 5e9);
  EXPECT_DOUBLE_EQ(*parse_count("4000 files").value, 4000);
  EXPECT_DOUBLE_EQ(*parse_count("200k").value, 200e3);
  expect_wrong(parse_count("5 millon"), "unknown unit 'millon' in \"5 millon\", did you mean 'million' or 'billion'?",
               2, 6);
  expect_wrong(parse_count("5 k k"), "unknown unit 'k' in \"5 k k\"", 4, 1);
}

TEST(ParseWork, IsCoresTimesTime) {
  // 20 × 3600
  for (const char* text : {"20 core-hours", "20 core-h", "20 core hours", "72000 core-s", "72k core-seconds"}) {
    const auto work = parse_work(text);
    ASSERT_TRUE(work) << text << ": " << work.message;
    EXPECT_DOUBLE_EQ(work.value->in(core * second), 72'000) << text;
  }
  expect_wrong(parse_work("20 hours"), "unknown unit 'hours' in \"20 hours\"", 3, 5);
  expect_wrong(parse_work("20 cores"), "a unit of time is missing in \"20 cores\"", 0, 8);
}

}  // namespace
}  // namespace sizer
