#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

#include "sizer/units.hpp"

namespace sizer {
namespace {

/// A number whose order of magnitude, not whose value, is evenly spread.
double between(double smallest, double largest) {
  const double share = *rc::gen::inRange(0, 1'000'001) / 1e6;
  return smallest * std::pow(largest / smallest, share);
}

template <class T>
void expect_close(const Parsed<T>& read, const T& written, double relative_error) {
  RC_ASSERT(read.value.has_value());
  RC_ASSERT(std::abs(read.value->base() - written.base()) <= relative_error * written.base());
}

// Three significant digits are off by half a unit of the last: 0.005 ÷ 1 at worst.
constexpr double kThreeDigits = 0.00501;

RC_GTEST_PROP(FormattedText, OfASizeIsReadBackAsThatSize, ()) {
  const Bytes<> bytes(between(1, 0.99e18));
  expect_close(parse_bytes(format(bytes)), bytes, kThreeDigits);
  expect_close(parse_bytes(format_binary(bytes)), bytes, kThreeDigits);
}

RC_GTEST_PROP(FormattedText, OfADurationIsReadBackAsThatDuration, ()) {
  const Seconds<> duration(between(1e-9, 3e8));
  // Whole minutes from ten minutes on: 0.5 ÷ 10 at worst.
  expect_close(parse_duration(format(duration)), duration, 0.0501);
}

RC_GTEST_PROP(FormattedText, OfABandwidthIsReadBackAsThatBandwidth, ()) {
  const Bandwidth<> bandwidth(between(1, 0.99e18));
  expect_close(parse_bandwidth(format(bandwidth)), bandwidth, kThreeDigits);
}

RC_GTEST_PROP(FormattedText, OfMoneyIsReadBackAsThatMoney, ()) {
  const Usd<> amount(between(1e-6, 1e11));
  expect_close(parse_money(format(amount)), amount, kThreeDigits);
  const UsdPerTime<> price(between(1e-9, 1e6));
  expect_close(parse_price(format(price)), price, kThreeDigits);
}

RC_GTEST_PROP(FormattedText, OfWorkIsReadBackAsThatWork, ()) {
  const CoreSeconds<> work(between(0.01, 1e14));
  expect_close(parse_work(format(work)), work, kThreeDigits);
}

RC_GTEST_PROP(FormattedText, OfSharesAndCountsIsReadBack, ()) {
  const double share = between(1e-5, 100);
  RC_ASSERT(std::abs(*parse_share(format_share(share)).value - share) <= kThreeDigits * share);
  const double count = between(1, 1e17);
  RC_ASSERT(std::abs(*parse_count(format_number(count)).value - count) <= kThreeDigits * count);
}

/// Text that often begins as a quantity does and goes on with anything, bytes that are not UTF-8 included.
std::string any_text() {
  const auto pieces = *rc::gen::container<std::vector<std::string>>(
      rc::gen::oneOf(rc::gen::element<std::string>("1", "500", ".5", ",000", "_", "1e9", "-", "$", "%", "/", ":", " ",
                                                   "GB", "GiB", "h", "min", "core", "k", "events", "per", "\u00A0", "−",
                                                   "µs", "\u2009", "\u202F", "\xC2", "\xE2\x80", "\n"),
                     rc::gen::arbitrary<std::string>()));
  std::string text;
  for (const std::string& piece : pieces) text += piece;
  return text;
}

template <class T>
double base_of(const T& value) {
  if constexpr (requires { value.base(); }) {
    return value.base();
  } else {
    return value;
  }
}

template <class T>
void expect_value_or_explanation(const Parsed<T>& parsed, const std::string& text) {
  if (parsed) {
    RC_ASSERT(std::isfinite(base_of(*parsed.value)));
    RC_ASSERT(base_of(*parsed.value) >= 0);
    return;
  }
  RC_ASSERT(!parsed.message.empty());
  RC_ASSERT(!parsed.hint.empty());
  RC_ASSERT(parsed.length >= 1);
  RC_ASSERT(parsed.offset >= 0);
  RC_ASSERT(parsed.offset <= static_cast<int>(text.size()));
}

RC_GTEST_PROP(AnyText, IsAFiniteValueThatIsNotNegativeOrAnExplanation, ()) {
  const std::string text = any_text();
  expect_value_or_explanation(parse_bytes(text), text);
  expect_value_or_explanation(parse_duration(text), text);
  expect_value_or_explanation(parse_bandwidth(text), text);
  expect_value_or_explanation(parse_rate(text), text);
  expect_value_or_explanation(parse_price(text), text);
  expect_value_or_explanation(parse_money(text), text);
  expect_value_or_explanation(parse_share(text), text);
  expect_value_or_explanation(parse_count(text), text);
  expect_value_or_explanation(parse_work(text), text);
}

RC_GTEST_PROP(AnyText, InADiagnosticLeavesNoControlCharacters, ()) {
  const int column = *rc::gen::arbitrary<int>();
  const int length = *rc::gen::arbitrary<int>();
  const std::string shown = format_diagnostics({{{any_text(), 1, column, length, any_text()}, any_text(), any_text()}});
  for (const char c : shown) RC_ASSERT(c == '\n' || static_cast<unsigned char>(c) >= 0x20);
  RC_ASSERT(std::count(shown.begin(), shown.end(), '\n') <= 4);
}

RC_GTEST_PROP(NearMatches, AreAmongTheKnownWordsAndIncludeTheWordItself, ()) {
  const auto known = *rc::gen::nonEmpty<std::vector<std::string>>();
  const std::string typed = *rc::gen::elementOf(known);
  const auto matches = near_matches(typed, known);
  RC_ASSERT(matches.size() <= 3U);
  for (const std::string& match : matches) RC_ASSERT(std::count(known.begin(), known.end(), match) > 0);
  RC_ASSERT(typed.empty() || !matches.empty());
}

RC_GTEST_PROP(AnyNumber, IsFormattedInEveryDimension, (double value)) {
  const auto exponent = rc::gen::inRange(-3, 4);
  const Dimension dimension{*exponent, *exponent, *exponent, *exponent};
  RC_ASSERT(!format_quantity(value, dimension).empty());
  RC_ASSERT(!format_binary(Bytes<>(value)).empty());
}

}  // namespace
}  // namespace sizer
