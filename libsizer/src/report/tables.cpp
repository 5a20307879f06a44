#include <fmt/format.h>

#include "page.hpp"
#include "safe_text.hpp"
#include "sizer/report.hpp"
#include "sizer/units.hpp"
#include "wording.hpp"

namespace sizer {
namespace report {
namespace {

std::string or_dash(const std::optional<double>& value) {
  return value ? format_number(*value) : std::string(kNothing);
}

template <Dimension D>
std::string or_dash(const std::optional<Quantity<D>>& value, const Quantity<D>& unit) {
  return value ? format_number(value->in(unit)) : std::string(kNothing);
}

/// "2 × 950 GB nvme"; "none" is known to have none, a dash is not known.
std::string local_disk_cell(const Instance& instance) {
  if (!instance.local_disks_known) return std::string(kNothing);
  if (!instance.has_local_disk()) return "none";
  return fmt::format("{} × {} {}", instance.local_disks, format(instance.local_disk_each),
                     to_string(instance.local_disk_kind));
}

/// "6.25 (12.5)": sustained, and in brackets the burst where it is more.
std::string network_cell(const Instance& instance) {
  const std::string sustained = or_dash(instance.network, Gbit / second);
  const bool bursts = instance.network_burst && instance.network_burst != instance.network;
  return bursts ? fmt::format("{} ({})", sustained, or_dash(instance.network_burst, Gbit / second)) : sustained;
}

/// A table's own figures keep six digits, where `format_number` has three.
std::string figure(double value) { return fmt::format("{:g}", value); }

std::string price_cell(const std::optional<UsdPerTime<>>& price) {
  return price ? figure(price->in(usd / hour)) : std::string(kNothing);
}

std::string price_per_vcpu_cell(const Instance& instance) {
  if (!instance.on_demand || instance.vcpu <= 0) return std::string(kNothing);
  return format_number(instance.on_demand->in(usd / hour) / instance.vcpu);
}

std::vector<std::string> instance_row(const Instance& instance) {
  const std::optional<CoreSpeed> speed = core_speed(instance);
  return {instance.type,
          std::string(to_string(instance.provider)),
          format_number(instance.vcpu),
          format_binary(instance.memory),
          local_disk_cell(instance),
          network_cell(instance),
          price_cell(instance.on_demand),
          price_cell(instance.spot),
          price_per_vcpu_cell(instance),
          or_dash(speed ? std::optional(speed->ratio) : std::nullopt)};
}

Table assumption_table(const std::vector<const Assumption*>& rows) {
  Table table{
      .columns = {{"key"}, {"low", Cells::number}, {"typical", Cells::number}, {"high", Cells::number}, {"unit"}}};
  for (const Assumption* row : rows) {
    table.rows.push_back(
        {std::string(row->key), figure(row->low), figure(row->typical), figure(row->high), std::string(row->unit)});
  }
  return table;
}

std::string_view basis_note(Basis basis) {
  switch (basis) {
    case Basis::idle:
      return " (measured on an idle machine)";
    case Basis::loaded:
      return " (measured on a busy machine)";
    case Basis::none:
      break;
  }
  return "";
}

std::string assumption_note(const Assumption& row, const TextStyle& style) {
  const std::string note =
      fmt::format("{}{}. Source: {}", printable(row.meaning), basis_note(row.basis), printable(row.source));
  return hanging("    ", note, static_cast<std::size_t>(std::max(40, style.width)));
}

}  // namespace
}  // namespace report

std::string instances_to_text(const std::vector<const Instance*>& instances, const TextStyle& style) {
  report::Table table{.columns = {{"type"},
                                  {"provider"},
                                  {"vCPU", report::Cells::number},
                                  {"memory", report::Cells::number},
                                  {"local disk"},
                                  {"Gbit/s (burst)", report::Cells::number},
                                  {"$/h", report::Cells::number},
                                  {"spot $/h", report::Cells::number},
                                  {"$/vCPU-h", report::Cells::number},
                                  {"core speed", report::Cells::number}}};
  for (const Instance* instance : instances) table.rows.push_back(report::instance_row(*instance));
  return report::table_text(table, style);
}

std::string assumptions_to_text(const std::vector<const Assumption*>& rows, const TextStyle& style) {
  std::string text;
  std::size_t line_start = 0;
  const std::string table = report::table_text(report::assumption_table(rows), style);
  for (std::size_t i = 0; i <= rows.size(); ++i) {
    const std::size_t line_end = table.find('\n', line_start) + 1;
    text += table.substr(line_start, line_end - line_start);
    if (i > 0) text += report::assumption_note(*rows[i - 1], style);
    line_start = line_end;
  }
  return text;
}

}  // namespace sizer
