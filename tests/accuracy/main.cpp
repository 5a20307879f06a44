#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>

#include "page.hpp"
#include "plot.hpp"
#include "sizer/diagnostic.hpp"
#include "sizer/io.hpp"

namespace {

using namespace sizer::accuracy;

struct Options {
  Folders folders;
  std::string docs, track;
  std::size_t every = 1;
  bool csv = false, write = false, stale = false;
};

void declare(CLI::App& app, Options& options) {
  std::vector<std::string> names;
  for (const Track& track : tracks()) names.push_back(track.name);
  app.add_option("--here", options.folders.here, "tests/accuracy of the repository")->required();
  app.add_option("--docs", options.docs, "docs of the repository")->required();
  app.add_option("--runs", options.folders.runs, "folder with the tables that cannot be carried")->take_last();
  app.add_option("--track", options.track, "only this one")->check(CLI::IsMember(names));
  auto* write = app.add_flag("--write", options.write, "bring the table of results, the page and its plots up to date");
  auto* stale = app.add_flag("--stale", options.stale, "fail when --write would change something");
  app.add_option("--set", options.folders.overrides, "override every scenario: assume.job.fixed_time=20")
      ->excludes(write)
      ->excludes(stale);
  app.add_option("--every", options.every, "a quick look: only every n-th prediction of time")
      ->check(CLI::PositiveNumber)
      ->excludes(write)
      ->excludes(stale);
  app.add_flag("--csv", options.csv, "print the figures as CSV");
}

Material read_material(const Folders& folders) {
  Material material{.table = instances(folders.here), .runs = {}, .here = folders.here};
  for (const Source& source : sources()) {
    auto runs = read_runs(source, folders, material.table);
    material.complete = material.complete && !runs.empty();
    material.runs[source.name] = std::move(runs);
  }
  return material;
}

/// A file of the repository and what belongs into it.
struct Document {
  std::string path, text;
};

std::vector<Document> documents(const Options& options, const std::vector<Line>& found, std::vector<Document> plots) {
  const std::string table = options.folders.here + "/results.csv";
  const auto all = from_csv(to_csv(merged(from_csv(read_if_there(table)), found)));
  plots.push_back({table, to_csv(all)});
  plots.push_back(
      {options.docs + "/accuracy.md", to_page(all, sizer::read_text_file(options.folders.here + "/page.md.in"))});
  return plots;
}

int compare(const std::vector<Document>& documents) {
  int stale = 0;
  for (const auto& [path, text] : documents) {
    if (read_if_there(path) == text) continue;
    std::cerr << path << " is stale: tests/accuracy/run.sh --write brings it up to date\n";
    stale = 1;
  }
  return stale;
}

int run(const Options& options) {
  Material material = read_material(options.folders);
  material.every = options.every;
  std::vector<Line> lines;
  std::vector<Document> plots;
  for (const Track& track : tracks()) {
    if (!options.track.empty() && options.track != track.name) continue;
    const Found found = track.measure(material);
    lines.insert(lines.end(), found.lines.begin(), found.lines.end());
    if (!track.plot.empty()) {
      plots.push_back({options.docs + "/accuracy-" + track.name + ".svg", to_plot(track.plot, found.plotted)});
    }
  }
  std::cout << (options.csv ? to_csv(lines) : to_text(lines));
  if (!options.write && !options.stale) return 0;
  const auto all = documents(options, lines, std::move(plots));
  if (options.stale) return compare(all);
  for (const auto& [path, text] : all) std::ofstream(path, std::ios::binary) << text;
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Predicted against measured, over runs that other people published.");
  Options options;
  declare(app, options);
  try {
    app.parse(argc, argv);
    return run(options);
  } catch (const CLI::ParseError& error) {
    return app.exit(error);
  } catch (const sizer::InputError& error) {
    std::cerr << sizer::format_diagnostics(error.diagnostics());
    return 2;
  }
}
