#include <algorithm>

#include "plan/compare/month.hpp"
#include "plan/compare/ready.hpp"
#include "plan/compare/stored_as.hpp"
#include "plan/compare/table.hpp"
#include "sizer/units.hpp"

namespace sizer {
namespace {

constexpr std::array kCodecs{Codec::none, Codec::lz4, Codec::snappy, Codec::zstd, Codec::gzip};

std::string splitting(const Scenario& s, const Answered& answer) {
  if (is_splittable(s.input)) return "";
  return "compressed " + std::string(to_string(s.input.format.value)) +
         " cannot be split: " + format_number(answer.anatomy.parallel) + " tasks at most in the longest stage, for " +
         format_number(answer.anatomy.slots) + " slots";
}

}  // namespace

Comparison compare_codec(const ComparisonQuestion& asked) {
  Answers answers(asked.table, asked.options);
  const Scenario& s = asked.scenario;
  Table table(s, {{"codec", "codec", Measure::word}, {"stored_bytes", "stored", Measure::bytes}}, {kMonthColumn});
  std::string unsplit;
  for (const Codec codec : kCodecs) {
    const Scenario with = stored_as(s, s.input.format.value, codec);
    const Answered answer = answers.of(with, asked.on);
    std::optional<Usd<>> a_month;
    if (answer.candidate) {
      a_month =
          sum(runs_of_a_month(answer, s), month_at_rest(answer.candidate->cluster.instance->provider, with.data.value));
      if (unsplit.empty()) unsplit = splitting(with, answer);
    }
    const std::string name(to_string(codec));
    table.add(name, {name, with.data.value.base()}, answer, {figure_of(a_month)}, a_month);
  }
  Comparison comparison = table.finished();
  if (!unsplit.empty()) comparison.reasons.push_back(unsplit);
  comparison.notes.push_back(
      "the same rows as " + format(s.data.value) + " of " + std::string(to_string(s.input.format.value)) + " with " +
      std::string(to_string(s.input.codec.value)) + "; a month is the runs and the data at rest");
  return comparison;
}

}  // namespace sizer
