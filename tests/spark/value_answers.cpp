#include <cmath>

#include "answers.hpp"
#include "sizer/spark_values.hpp"

namespace sizer::spark {
namespace {

const std::map<std::string, ByteUnit> kByteUnits{
    {"B", ByteUnit::B}, {"KiB", ByteUnit::KiB}, {"MiB", ByteUnit::MiB}, {"GiB", ByteUnit::GiB}};
const std::map<std::string, TimeUnit> kTimeUnits{{"ns", TimeUnit::ns}, {"us", TimeUnit::us},   {"ms", TimeUnit::ms},
                                                 {"s", TimeUnit::s},   {"min", TimeUnit::min}, {"h", TimeUnit::h}};

/// Null for a text that is refused.
template <class T>
Json read(const Parsed<T>& parsed) {
  return parsed ? Json(*parsed.value) : Json();
}

/// JSON knows neither NaN nor infinities.
Json read_double(const Parsed<double>& parsed) {
  if (!parsed || std::isfinite(*parsed.value)) return read(parsed);
  return std::isnan(*parsed.value) ? "NaN" : "infinite";
}

Json value(const Json& arguments, Version version) {
  const std::string kind = arguments.at("kind"), text = arguments.at("text");
  if (kind == "bytes") return read(parse_bytes(text, kByteUnits.at(arguments.at("unit")), version));
  if (kind == "time") return read(parse_time(text, kTimeUnits.at(arguments.at("unit"))));
  if (kind == "int") return read(parse_int(text));
  if (kind == "boolean") return read(parse_boolean(text));
  return read_double(parse_double(text));
}

}  // namespace

Answers value_answers() { return {{"value", value}}; }

}  // namespace sizer::spark
