#include <algorithm>
#include <limits>
#include <utility>

#include "sizer/units.hpp"
#include "units/reader.hpp"

namespace sizer {
namespace {

using reading::Reader;
using reading::Units;

/// B, kB … EB, KiB … EiB, bits, and the same in words.
Units make_units_of_data() {
  struct Prefix {
    std::string letter, word;
    double factor;
  };
  const Prefix prefixes[] = {
      {"k", "kilo", 1e3},     {"M", "mega", 1e6},     {"G", "giga", 1e9},     {"T", "tera", 1e12},
      {"P", "peta", 1e15},    {"E", "exa", 1e18},     {"Ki", "kibi", 0x1p10}, {"Mi", "mebi", 0x1p20},
      {"Gi", "gibi", 0x1p30}, {"Ti", "tebi", 0x1p40}, {"Pi", "pebi", 0x1p50}, {"Ei", "exbi", 0x1p60},
  };
  Units units = {{"B", 1}, {"byte", 1}, {"bytes", 1}, {"bit", 0.125}, {"bits", 0.125}};
  for (const Prefix& prefix : prefixes) {
    units.push_back({prefix.letter + "B", prefix.factor});
    for (const std::string& start : {prefix.letter, prefix.word}) {
      for (const char* bytes : {"byte", "bytes"}) units.push_back({start + bytes, prefix.factor});
      for (const char* bits : {"bit", "bits"}) units.push_back({start + bits, prefix.factor / 8});
    }
  }
  return units;
}

const Units& units_of_data() {
  static const Units units = make_units_of_data();
  return units;
}

const Units& multipliers() {
  static const Units units = {{"k", 1e3},  {"thousand", 1e3}, {"M", 1e6},  {"million", 1e6},  {"G", 1e9},
                              {"bn", 1e9}, {"billion", 1e9},  {"T", 1e12}, {"trillion", 1e12}};
  return units;
}

const Units& counted_things() {
  static const Units units = {{"event", 1},   {"events", 1},   {"record", 1},  {"records", 1},  {"row", 1}, {"rows", 1},
                              {"line", 1},    {"lines", 1},    {"message", 1}, {"messages", 1}, {"msg", 1}, {"msgs", 1},
                              {"request", 1}, {"requests", 1}, {"file", 1},    {"files", 1}};
  return units;
}

/// What may follow the number of a count: "million", "rows".
const Units& count_words() {
  static const Units words = [] {
    Units all = multipliers();
    all.insert(all.end(), counted_things().begin(), counted_things().end());
    return all;
  }();
  return words;
}

const Units& units_of_work() {
  static const Units units = {{"core", 1}, {"cores", 1}};
  return units;
}

double read_bytes(Reader& reader) {
  const double count = reader.number();
  return count * reader.unit(units_of_data(), "size");
}

double read_duration(Reader& reader) {
  double total = 0;
  double smallest = std::numeric_limits<double>::infinity();
  do {
    const double count = reader.number();
    if (reader.accept(":")) reader.wrong_number("times of day are not durations", "write \"1h30m\" for 1:30:00");
    const double unit = reader.unit(reading::units_of_time(), "time");
    if (unit >= smallest) reader.wrong_number("a larger unit of time comes before a smaller one, each once");
    smallest = unit;
    total += count * unit;
  } while (reader.at_number());
  return total;
}

/// "Gbps" is "Gbit/s" and "GBps" is "GB/s": in a rate a small b is a bit.
double read_bandwidth(Reader& reader) {
  const double count = reader.number();
  const std::string_view word = reader.peek_word();
  const bool per_second = word.size() > 2 && reading::same_word(word.substr(word.size() - 2), "ps");
  const std::string_view name = per_second ? word.substr(0, word.size() - 2) : word;
  const double bits = name.ends_with('b') ? 8 : 1;
  if (per_second && reading::find_unit(units_of_data(), name)) {
    reader.accept(word);
    return count * *reading::find_unit(units_of_data(), name) / bits;
  }
  const double unit = reader.unit(units_of_data(), "size");
  return count * unit / bits / reader.per_time();
}

double read_count(Reader& reader) {
  const double count = reader.number();
  const double multiplier = reader.optional_unit(multipliers());
  const bool things_follow = !reader.peek_word().empty() && !reader.at_per();
  if (things_follow) reader.unit(multiplier == 1 ? count_words() : counted_things(), "count");
  return count * multiplier;
}

double read_rate(Reader& reader) {
  const double count = read_count(reader);
  return count / reader.per_time();
}

bool accept_currency(Reader& reader) {
  for (const std::string_view sign : {"US$", "$"}) {
    if (reader.accept(sign)) return true;
  }
  for (const std::string_view word : {"USD", "dollar", "dollars"}) {
    if (reader.accept_word(word)) return true;
  }
  return false;
}

double read_money(Reader& reader) {
  const bool before = accept_currency(reader);
  const double count = reader.number();
  const double amount = count * reader.optional_unit(multipliers());
  if (!before && !accept_currency(reader)) reader.unit({{"$", 1}, {"USD", 1}, {"dollars", 1}}, "money");
  return amount;
}

double read_price(Reader& reader) {
  const double amount = read_money(reader);
  return amount / reader.per_time();
}

double read_share(Reader& reader) {
  const double value = reader.number();
  return reader.accept("%") || reader.accept_word("percent") ? value / 100 : value;
}

double read_work(Reader& reader) {
  const double count = reader.number();
  const double work = count * reader.optional_unit(multipliers());
  reader.unit(units_of_work(), "work");
  reader.accept("-");
  return work * reader.unit(reading::units_of_time(), "time");
}

struct Kind {
  double (*read)(Reader&);
  double limit;
  std::string_view limit_text;
  std::string_view hint;
};

double read_all(const Kind& kind, std::string_view text) {
  Reader reader(text);
  const double value = kind.read(reader);
  reader.expect_end();
  if (value > kind.limit) {
    throw reading::Wrong{
        reader.quoted() + " is more than " + std::string(kind.limit_text) + ", the most that makes sense",
        0,
        text.size(),
        {}};
  }
  return value;
}

int to_int(std::size_t count) {
  return static_cast<int>(std::min(count, static_cast<std::size_t>(std::numeric_limits<int>::max())));
}

template <class T>
Parsed<T> parse(const Kind& kind, std::string_view text) {
  Parsed<T> parsed;
  try {
    parsed.value = T(read_all(kind, text));
  } catch (reading::Wrong& wrong) {
    parsed.message = std::move(wrong.message);
    parsed.hint = wrong.hint.empty() ? kind.hint : wrong.hint;
    parsed.offset = to_int(count_characters(text.substr(0, wrong.begin)));
    parsed.length = std::max(1, to_int(count_characters(text.substr(wrong.begin, wrong.end - wrong.begin))));
  }
  return parsed;
}

}  // namespace

Parsed<Bytes<>> parse_bytes(std::string_view text) {
  return parse<Bytes<>>(
      {read_bytes, 1e18, "1 EB", "sizes read like \"120 GB\" (10⁹ bytes each) or \"112 GiB\" (2³⁰ each)"}, text);
}

Parsed<Seconds<>> parse_duration(std::string_view text) {
  return parse<Seconds<>>(
      {read_duration, 10 * 365 * day.base(), "10 years", "durations read like \"90 min\", \"2h\" or \"1h30m\""}, text);
}

Parsed<Bandwidth<>> parse_bandwidth(std::string_view text) {
  return parse<Bandwidth<>>(
      {read_bandwidth, 1e18, "1 EB/s", "bandwidths read like \"10 Gbit/s\", \"250 MB/s\" or \"1 TB/day\""}, text);
}

Parsed<Frequency<>> parse_rate(std::string_view text) {
  return parse<Frequency<>>(
      {read_rate, 1e15, "10¹⁵ a second", "rates read like \"50k events/s\", \"200,000/s\" or \"3M/min\""}, text);
}

Parsed<UsdPerTime<>> parse_price(std::string_view text) {
  return parse<UsdPerTime<>>({read_price, 1e9, "$1,000,000,000 a second",
                              "prices are US dollars and read like \"$0.50/h\" or \"360 USD/month\""},
                             text);
}

Parsed<Usd<>> parse_money(std::string_view text) {
  return parse<Usd<>>({read_money, 1e12, "10¹² dollars", "amounts are US dollars and read like \"$40\" or \"40 USD\""},
                      text);
}

Parsed<double> parse_share(std::string_view text) {
  return parse<double>({read_share, 1e4, "1,000,000 %", "shares read like \"3 %\" or \"0.03\""}, text);
}

Parsed<double> parse_count(std::string_view text) {
  return parse<double>({read_count, 1e18, "10¹⁸", "counts read like \"5000\", \"200k\" or \"5 billion\""}, text);
}

Parsed<CoreSeconds<>> parse_work(std::string_view text) {
  return parse<CoreSeconds<>>(
      {read_work, 1e15, "10¹⁵ core-s", "CPU work reads like \"20 core-hours\" or \"300 core-s\""}, text);
}

}  // namespace sizer
