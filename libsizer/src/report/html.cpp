#include <fmt/format.h>

#include "html_style.hpp"
#include "page.hpp"
#include "safe_text.hpp"
#include "svg_chart.hpp"

/// A page that stands alone: no script, nothing fetched, and its policy forbids both.
namespace sizer::report {
namespace {

constexpr std::string_view kPolicy =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

std::string_view class_of(Tone tone) {
  switch (tone) {
    case Tone::good:
      return "good";
    case Tone::caution:
      return "caution";
    case Tone::bad:
      return "bad";
    case Tone::plain:
      break;
  }
  return "";
}

std::string opened(std::string_view element, std::string_view classes) {
  return classes.empty() ? fmt::format("<{}>", element) : fmt::format("<{} class=\"{}\">", element, classes);
}

std::string table_html(const Table& table) {
  if (table.rows.empty()) return "";
  const auto classes = [&](std::size_t c) { return table.columns[c].cells == Cells::number ? "n" : ""; };
  std::string text = "<div class=\"wide\" tabindex=\"0\"><table><thead><tr>";
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    text += opened("th", classes(c)) + html(table.columns[c].title) + "</th>";
  }
  text += "</tr></thead><tbody>\n";
  for (const auto& row : table.rows) {
    text += "<tr>";
    for (std::size_t c = 0; c < row.size(); ++c) text += opened("td", classes(c)) + html(row[c]) + "</td>";
    text += "</tr>\n";
  }
  return text + "</tbody></table></div>\n";
}

std::string fact_html(const Fact& fact) {
  const std::string words = fact.is_command ? "<code>" + html(fact.text) + "</code>" : html(fact.text);
  if (fact.label.empty()) return "<div><dd class=\"alone\">" + words + "</dd></div>\n";
  return "<div>" + opened("dt", class_of(fact.tone)) + html(fact.label) + "</dt><dd>" + words + "</dd></div>\n";
}

std::string facts_html(const std::vector<Fact>& facts) {
  if (facts.empty()) return "";
  std::string text = "<dl>\n";
  for (const Fact& fact : facts) text += fact_html(fact);
  return text + "</dl>\n";
}

std::string verbatim_html(const std::vector<std::string>& lines) {
  if (lines.empty()) return "";
  std::string text = "<pre tabindex=\"0\">";
  for (const std::string& line : lines) text += html(line) + "\n";
  return text + "</pre>\n";
}

std::string legend_html(const std::vector<LegendEntry>& legend) {
  if (legend.size() < 2) return "";
  std::string text = "<ul class=\"legend\">";
  for (const auto& [classes, words] : legend) {
    const bool is_line = classes.starts_with("bar");
    const std::string_view sign =
        is_line ? R"(<line x1="5" y1="0" x2="5" y2="10")" : R"(<rect width="10" height="10" rx="2")";
    text += fmt::format("<li><svg viewBox=\"0 0 10 10\" aria-hidden=\"true\">{} class=\"{}\"/></svg>{}</li>\n", sign,
                        classes, html(words));
  }
  return text + "</ul>\n";
}

std::string section_html(const Section& section, std::size_t& figures) {
  std::string text = "<section>\n";
  if (!section.title.empty()) text += "<h2>" + html(section.title) + "</h2>\n";
  for (const Chart& chart : section.charts) text += figure(chart, figures++);
  text += table_html(section.table) + facts_html(section.facts) + verbatim_html(section.verbatim);
  return text + "</section>\n";
}

}  // namespace

std::string figure(const Chart& chart, std::size_t number) {
  const Drawing drawn = std::visit([&](const auto& c) { return drawing(c, number); }, chart);
  const auto& [title, description] = std::visit([](const auto& c) { return std::pair(c.title, c.description); }, chart);
  std::string text = fmt::format("<figure><figcaption><b>{}</b><span>{}</span></figcaption>\n{}{}", html(title),
                                 html(description), drawn.svg, legend_html(drawn.legend));
  if (!drawn.numbers.rows.empty()) {
    text += "<details><summary>the numbers</summary>\n" + table_html(drawn.numbers) + "</details>\n";
  }
  return text + "</figure>\n";
}

std::string to_html(const Page& page) {
  std::string text = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<link rel=\"icon\" href=\"data:,\">\n<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n<main>\n",
      kPolicy, html(page.name + ": " + page.headline), kHtmlStyle);
  text += fmt::format("<p class=\"job\">{}</p>\n", html(page.name)) + opened("h1", class_of(page.tone)) +
          html(page.headline) + "</h1>\n";
  std::size_t figures = 0;
  for (const Section& section : page.sections) text += section_html(section, figures);
  return text + "</main>\n</body>\n</html>\n";
}

}  // namespace sizer::report
