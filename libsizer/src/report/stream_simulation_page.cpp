#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "page.hpp"
#include "safe_text.hpp"
#include "sizer/report.hpp"
#include "sizer/simulated_stream.hpp"
#include "sizer/units.hpp"
#include "stream_sections.hpp"
#include "wording.hpp"

namespace sizer {
namespace report {
namespace {

constexpr std::size_t kPictureWidth = 60;
constexpr std::string_view kBlocks[] = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
constexpr std::string_view kAsciiBlocks[] = {" ", ".", ":", "-", "=", "+", "*", "#", "@"};

std::string told(const Disturbance& d) {
  switch (d.kind) {
    case DisturbanceKind::spike:
      return fmt::format("a spike of {} for {}", rate_text(Frequency<>(d.factor)), format(d.length));
    case DisturbanceKind::outage:
      return fmt::format("down for {}", format(d.length));
    case DisturbanceKind::slow_sink:
      return fmt::format("the sink makes batches {} times as long for {}", format_number(d.factor), format(d.length));
    case DisturbanceKind::executor_loss:
      return fmt::format("a node is lost, {} of the cluster is left for {}", format_share(d.factor), format(d.length));
    case DisturbanceKind::rescale:
      return fmt::format("restarted within {} on a cluster {} times as fast", format(d.length),
                         format_number(d.factor));
  }
  return {};
}

std::string headline_of(const SimulatedStream& s) {
  const std::string where = fmt::format("{} × {}", s.cluster.nodes, s.instance->type);
  if (!s.catches_up()) return where + ": does not catch up in " + format(s.input.length);
  return fmt::format("{}: catches up {} after the last of it", where, format(*s.run.caught_up));
}

Section answer_section(const SimulatedStream& s) {
  Section section;
  section.facts.push_back(
      {"capacity", fmt::format("{} at most; batches {}, up to {} events each", rate_text(s.capacity),
                               s.input.back_to_back ? "back to back" : "every " + format(s.input.interval),
                               s.input.most_events > 0 ? format_number(s.input.most_events) : "all")});
  section.facts.push_back({"backlog", format_number(s.run.largest_backlog) + " events at the most"});
  section.facts.push_back({"lag", "the oldest event waited " + format(s.run.largest_lag) + " at the most"});
  section.facts.push_back({"longest batch", format(s.run.longest_batch)});
  if (s.drain_by_formula) {
    section.facts.push_back({"formula", "catches up after " + time_or_never(*s.drain_by_formula)});
  }
  return section;
}

Section events_section(const SimulatedStream& s) {
  Section section{.title = "what happens", .table = {.columns = {{"after", Cells::number}, {"", Cells::text}}}};
  auto list = s.input.disturbances;
  std::ranges::stable_sort(list, {}, &Disturbance::at);
  for (const Disturbance& d : list) section.table.rows.push_back({format(d.at), told(d)});
  return section;
}

/// The largest of the moments behind each character, as a block of its height.
std::string blocks(const std::vector<double>& values, std::size_t width, bool unicode) {
  const double most = std::max(1e-300, *std::ranges::max_element(values));
  std::string line;
  for (std::size_t i = 0; i < width; ++i) {
    const std::size_t from = i * values.size() / width, to = std::max(from + 1, (i + 1) * values.size() / width);
    double value = 0;
    for (std::size_t k = from; k < std::min(to, values.size()); ++k) value = std::max(value, values[k]);
    const auto level = static_cast<std::size_t>(std::ceil(8 * value / most - 1e-9));
    line += unicode ? kBlocks[std::min<std::size_t>(level, 8)] : kAsciiBlocks[std::min<std::size_t>(level, 8)];
  }
  return line;
}

template <class Value>
std::vector<double> values_of(const SimulatedStream& s, Value value) {
  std::vector<double> values;
  for (const StreamMoment& m : s.run.moments) values.push_back(value(m));
  return values;
}

/// Four rows over the same time, each to its own height.
Section picture_section(const SimulatedStream& s, std::size_t width, bool unicode) {
  constexpr std::size_t kLabel = 9, kMost = 28;
  const std::size_t columns = std::clamp<std::size_t>(width > kLabel + kMost ? width - kLabel - kMost : 0, 20, 100);
  Section section{.title = "over time"};
  if (s.run.moments.empty()) return section;
  const auto row = [&](const char* name, const std::vector<double>& values, auto text) {
    const double most = *std::ranges::max_element(values);
    section.verbatim.push_back(pad_right(name, kLabel) + blocks(values, columns, unicode) + "  up to " + text(most));
  };
  row("rate", values_of(s, [](const auto& m) { return m.rate.base(); }),
      [](double v) { return rate_text(Frequency<>(v)); });
  row("backlog", values_of(s, [](const auto& m) { return m.backlog; }),
      [](double v) { return format_number(v) + " events"; });
  row("batch", values_of(s, [](const auto& m) { return m.batch.base(); }),
      [](double v) { return format(Seconds<>(v)); });
  row("lag", values_of(s, [](const auto& m) { return m.lag.base(); }), [](double v) { return format(Seconds<>(v)); });
  const std::string end = format(s.input.length);
  const std::size_t room = columns > width_of(end) + 3 ? columns - width_of(end) - 3 : 1;
  section.verbatim.push_back(std::string(kLabel, ' ') + "0 s" + std::string(room, ' ') + end);
  return section;
}

Curves chart_of(const SimulatedStream& s) {
  Curves chart{.title = "Events waiting",
               .description = "What has arrived and is not yet read.",
               .x = {.title = "time", .unit = Unit::seconds},
               .y = {.title = "events", .unit = Unit::number}};
  Series series{.name = "backlog", .line = true, .marks = false};
  for (const StreamMoment& m : s.run.moments) series.points.push_back({.x = m.at.base(), .y = m.backlog});
  chart.series.push_back(std::move(series));
  return chart;
}

Page page_of(const SimulatedStream& s, std::size_t width, bool unicode) {
  Page page{
      .name = s.scenario.name.value, .headline = headline_of(s), .tone = s.catches_up() ? Tone::plain : Tone::bad};
  page.add(answer_section(s));
  page.add(events_section(s));
  Section picture = picture_section(s, width, unicode);
  if (!s.run.moments.empty()) picture.charts.push_back(chart_of(s));
  page.add(std::move(picture));
  return page;
}

}  // namespace
}  // namespace report

std::string to_text(const SimulatedStream& stream, const TextStyle& style) {
  const std::size_t width = style.width > 2 ? static_cast<std::size_t>(style.width) - 2 : 0;
  return report::to_text(report::page_of(stream, width, style.unicode), style);
}
std::string to_markdown(const SimulatedStream& stream) {
  return report::to_markdown(report::page_of(stream, report::kPictureWidth + 40, true));
}
std::string to_html(const SimulatedStream& stream) {
  return report::to_html(report::page_of(stream, report::kPictureWidth + 40, true));
}

}  // namespace sizer
