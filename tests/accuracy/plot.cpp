#include "plot.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sizer::accuracy {
namespace {

constexpr double kLeast = 10, kMost = 100'000;  // seconds
constexpr double kSide = 400, kLeft = 60, kTop = 40;
constexpr const char* kColours[] = {"#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"};

double share(double seconds) {
  return std::log(std::clamp(seconds, kLeast, kMost) / kLeast) / std::log(kMost / kLeast);
}
double x_of(double seconds) { return kLeft + kSide * share(seconds); }
double y_of(double seconds) { return kTop + kSide * (1 - share(seconds)); }

/// predicted = factor × measured
std::string line_of(double factor, const char* dashes) {
  const double least = std::max(kLeast, kLeast / factor), most = std::min(kMost, kMost / factor);
  return fmt::format(
      "<line x1=\"{:.0f}\" y1=\"{:.0f}\" x2=\"{:.0f}\" y2=\"{:.0f}\" stroke=\"#999\" stroke-dasharray=\"{}\"/>\n",
      x_of(least), y_of(least * factor), x_of(most), y_of(most * factor), dashes);
}

std::string axes() {
  std::string svg = fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"none\" stroke=\"#999\"/>\n",
                                kLeft, kTop, kSide, kSide);
  for (double t = kLeast; t <= kMost * 1.01; t *= 10) {
    svg += fmt::format("<text x=\"{:.0f}\" y=\"{:.0f}\" text-anchor=\"middle\">{:.0f}</text>\n", x_of(t),
                       kTop + kSide + 18, t);
    svg +=
        fmt::format("<text x=\"{:.0f}\" y=\"{:.0f}\" text-anchor=\"end\">{:.0f}</text>\n", kLeft - 6, y_of(t) + 4, t);
  }
  svg += fmt::format("<text x=\"{:.0f}\" y=\"{:.0f}\" text-anchor=\"middle\">measured, s</text>\n", kLeft + kSide / 2,
                     kTop + kSide + 38);
  return svg + fmt::format("<text x=\"{:.0f}\" y=\"{:.0f}\">predicted, s</text>\n", 6.0, kTop - 10);
}

std::vector<std::string> source_names(const std::vector<Prediction>& predictions) {
  std::vector<std::string> names;
  for (const Prediction& p : predictions) {
    if (!std::ranges::count(names, p.run->source->name)) names.push_back(p.run->source->name);
  }
  return names;
}

}  // namespace

std::string to_plot(const std::string& title, const std::vector<Prediction>& predictions) {
  const auto names = source_names(predictions);
  const auto colour = [&](const std::string& name) {
    return kColours[static_cast<std::size_t>(std::ranges::find(names, name) - names.begin()) % std::size(kColours)];
  };
  std::string svg = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 620 490\" font-family=\"sans-serif\" font-size=\"12\">\n"
      "<rect width=\"620\" height=\"490\" fill=\"#fff\"/>\n<text x=\"{}\" y=\"16\" font-size=\"14\">{}</text>\n",
      kLeft, title);
  svg += axes() + line_of(1, "none") + line_of(2, "4") + line_of(0.5, "4");
  for (const Prediction& p : predictions) {
    if (p.p50 <= 0) continue;
    svg += fmt::format("<circle cx=\"{:.0f}\" cy=\"{:.0f}\" r=\"2.5\" fill=\"{}\" fill-opacity=\".6\"/>\n",
                       x_of(p.run->seconds), y_of(p.p50), colour(p.run->source->name));
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    const double y = kTop + 16 + 18 * static_cast<double>(i);
    svg += fmt::format("<circle cx=\"475\" cy=\"{:.0f}\" r=\"4\" fill=\"{}\"/><text x=\"486\" y=\"{:.0f}\">{}</text>\n",
                       y - 4, colour(names[i]), y, names[i]);
  }
  return svg + "</svg>\n";
}

}  // namespace sizer::accuracy
