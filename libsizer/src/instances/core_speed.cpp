#include <string>

#include "instances/csv.hpp"
#include "instances/embedded.hpp"
#include "instances/text.hpp"
#include "sizer/instance.hpp"

namespace sizer {
namespace {

constexpr double kReferenceCoremark = 17072;

/// One measured CPU of cpu_bench.csv: the median over the sizes that have it.
struct Measured {
  std::string_view provider, cpu_model;
  int threads_per_core = 0;
  double coremark = 0;
};

/// Which measured CPU stands for a CPU model that names `word`. The first row that applies wins, so
/// mixed models come before the generations they are made of.
struct StandIn {
  std::string_view word, measured, because;
};

constexpr std::string_view kSame = "the same CPU generation", kNearest = "the nearest design that was measured";

constexpr StandIn kStandIns[] = {
    {"Cascade Lake/Ice Lake", "(Cascade Lake / Ice Lake)", "the same mix of CPUs"},
    {"Skylake..Ice Lake", "8124M/8275CL", "the middle of the mix"},
    {"Broadwell..Ice Lake", "8175M/8259CL", "the middle of the mix"},
    {"Milan/Ice Lake", "(Ice Lake)", "the slower of the two"},
    {"Emerald Rapids / Granite Rapids", "(Emerald Rapids)", "the slower of the two"},
    {"Emerald Rapids", "(Emerald Rapids)", kSame},
    {"Granite Rapids", "(Granite Rapids)", kSame},
    {"Sapphire Rapids", "(Sapphire Rapids)", kSame},
    {"Ice Lake", "(Ice Lake)", kSame},
    {"Cascade Lake", "(Cascade Lake)", kSame},
    {"Skylake", "(Skylake/Cascade Lake)", kSame},
    {"Haswell", "(Haswell)", kSame},
    {"Broadwell", "(Broadwell)", kSame},
    {"Ivy Bridge", "(Sandy Bridge..Skylake)", "a mix that contains it"},
    {"Turin", "(Turin)", kSame},
    {"Turin", "(Genoa)", "the generation before it, a lower bound"},
    {"Genoa", "(Genoa)", kSame},
    {"Milan", "(Milan)", kSame},
    {"Rome", "(Rome)", kSame},
    {"Naples", "(Naples)", kSame},
    {"Neoverse V2", "(Neoverse V2)", "the same core design"},
    {"Neoverse V1", "(Neoverse V1)", "the same core design"},
    {"Neoverse N1", "(Neoverse N1)", "the same core design"},
    {"Ampere Altra", "(Neoverse N1)", "the same core design"},
    {"Neoverse N2", "(Neoverse V1)", kNearest},
    {"Neoverse N3", "(Neoverse V1)", kNearest},
};

std::vector<Measured> read_measured() {
  CsvReader csv("cpu_bench", embedded_table("cpu_bench"));
  const int provider = csv.column("provider"), cpu_model = csv.column("cpu_model"),
            threads = csv.column("threads_per_core"), median = csv.column("coremark_median");
  std::vector<Measured> rows;
  while (csv.next())
    rows.push_back({csv.text(provider), csv.text(cpu_model), csv.known_integer(threads), csv.known_number(median)});
  return rows;
}

const std::vector<Measured>& measured_cpus() {
  static const std::vector<Measured> rows = read_measured();
  return rows;
}

/// Of the instance's own provider if there is one.
const Measured* find_measured(std::string_view cpu, const Instance& instance) {
  const Measured* elsewhere = nullptr;
  for (const Measured& row : measured_cpus()) {
    if (row.threads_per_core != instance.threads_per_core || !contains_text(row.cpu_model, cpu)) continue;
    if (row.provider == to_string(instance.provider)) return &row;
    if (!elsewhere) elsewhere = &row;
  }
  return elsewhere;
}

std::string coremark_text(double coremark) {
  return "CoreMark " + std::to_string(static_cast<int>(coremark)) + " per vCPU";
}

CoreSpeed speed_of_row(const Instance& instance) {
  std::string basis = coremark_text(*instance.coremark);
  if (!instance.coremark_basis.empty()) basis += ", " + instance.coremark_basis;
  return {*instance.coremark / kReferenceCoremark, basis};
}

CoreSpeed speed_of_stand_in(const Measured& cpu, std::string_view because) {
  std::string basis = coremark_text(cpu.coremark) + " of " + std::string(cpu.cpu_model) + ", " + std::string(because);
  return {cpu.coremark / kReferenceCoremark, basis};
}

}  // namespace

std::optional<CoreSpeed> core_speed(const Instance& instance) {
  if (instance.coremark) return speed_of_row(instance);
  for (const StandIn& stand_in : kStandIns) {
    if (!contains_text(instance.cpu_model, stand_in.word)) continue;
    if (const Measured* cpu = find_measured(stand_in.measured, instance))
      return speed_of_stand_in(*cpu, stand_in.because);
  }
  return std::nullopt;
}

}  // namespace sizer
