#include "output.hpp"

#include <spdlog/logger.h>
#include <spdlog/sinks/ostream_sink.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <ostream>

namespace sizer::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kOutput = "--output";

[[noreturn]] void fail(const std::string& option, const std::string& message, const std::string& hint = {}) {
  throw InputError({.where = {.file = option, .line_text = {}}, .message = message, .hint = hint});
}

std::string ended(std::string text) {
  if (!text.ends_with('\n')) text += '\n';
  return text;
}

std::string text_of(const Answer& answer, const TextStyle& style) {
  const std::string text = answer.text(style);
  return ended(style.unicode ? text : in_ascii(text));
}

/// A file has no colours, and a width of its own.
TextStyle style_of_files(const Options& options) {
  return {.unicode = options.style.unicode, .plot = options.style.plot};
}

std::string markdown(const Answer& answer, const Options& options) {
  return answer.markdown ? answer.markdown() : "```text\n" + text_of(answer, style_of_files(options)) + "```\n";
}

/// What the options ask of the text, an answer in another form cannot give.
void refuse_what_is_of_text(const Options& options, const std::string& path) {
  for (const auto& [given, name] : {std::pair(options.plot, "--plot"), {options.ascii, "--ascii"}}) {
    if (given)
      fail(name, "it is for text, which '" + path + "' is not", "a .txt file; pictures are in a .html one too");
  }
}

/// The form that a switch asks for; at most one can.
std::string written_as_asked(const Answer& answer, const Options& options) {
  if (options.json + options.csv + options.markdown > 1) {
    fail("sizer", "--json, --csv and --markdown contradict each other", "one of them at a time");
  }
  if (options.json) return ended(answer.json());
  if (options.csv) return answer.csv();
  return options.markdown ? ended(markdown(answer, options)) : text_of(answer, options.style);
}

std::string written_as(const std::string& ending, const Answer& answer, const Options& options) {
  const std::string& path = *options.output;
  if (ending == ".txt") return text_of(answer, style_of_files(options));
  const bool has_page = (ending == ".html" || ending == ".htm") && answer.html;
  if (has_page || ending == ".json" || ending == ".csv" || ending == ".md") refuse_what_is_of_text(options, path);
  if (has_page) return answer.html();
  if (ending == ".json") return ended(answer.json());
  if (ending == ".csv" && answer.csv) return answer.csv();
  if (ending == ".md") return ended(markdown(answer, options));
  fail(
      kOutput, "'" + path + "' does not say how to write the answer",
      std::string("end it in ") + (answer.html ? ".html, " : "") + (answer.csv ? ".csv, " : "") + ".json, .md or .txt");
}

/// What is wrong; empty when all is written.
std::string write_text(const fs::path& path, const std::string& text) {
  errno = 0;
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  return file ? "" : std::strerror(errno);
}

}  // namespace

/// A file is replaced as a whole once all is written, behind a symbolic link too; a device is written to.
void write_file(const std::string& name, const std::string& text, const std::string& option) {
  const fs::path path(name);
  const auto cannot = [&](const std::string& reason) { fail(option, "cannot write '" + name + "': " + reason); };
  std::error_code ignored, failed;
  const fs::path target = fs::exists(path, ignored) ? fs::canonical(path, ignored) : path;
  if (fs::is_directory(target, ignored)) cannot("it is a directory");
  const bool is_device = fs::exists(target, ignored) && !fs::is_regular_file(target, ignored);
  fs::path unfinished = target;
  if (!is_device) unfinished += ".unfinished-" + std::to_string(getpid());
  const std::string reason = write_text(unfinished, text);
  if (reason.empty() && !is_device) fs::rename(unfinished, target, failed);
  if (reason.empty() && !failed) return;
  if (!is_device) fs::remove(unfinished, ignored);
  cannot(failed ? failed.message() : reason);
}

void deliver(const Answer& answer, const Options& options, std::ostream& out, std::ostream& err) {
  if (!options.output) {
    out << written_as_asked(answer, options) << std::flush;
    return;
  }
  const fs::path path(*options.output);
  std::string ending = path.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(), [](unsigned char c) { return std::tolower(c); });
  if (options.json && ending != ".json") fail(kOutput, "--json contradicts the ending of '" + path.string() + "'");
  if (options.csv && ending != ".csv") fail(kOutput, "--csv contradicts the ending of '" + path.string() + "'");
  if (options.markdown && ending != ".md") {
    fail(kOutput, "--markdown contradicts the ending of '" + path.string() + "'");
  }
  write_file(*options.output, written_as(ending, answer, options), kOutput);
  note(options, err, "wrote " + path.string());
}

void deliver_text(const std::string& text, const Options& options, std::ostream& out, std::ostream& err) {
  if (!options.output) {
    out << text << std::flush;
    return;
  }
  write_file(*options.output, text, kOutput);
  note(options, err, "wrote " + *options.output);
}

void note(const Options& options, std::ostream& err, const std::string& message) {
  if (!options.verbose) return;
  spdlog::logger log("sizer", std::make_shared<spdlog::sinks::ostream_sink_st>(err));
  log.set_pattern("%n: %v");
  log.info(message);
}

void suggest(const Options& options, std::ostream& err, const std::string& next) {
  if (options.hints) err << "next: " << next << '\n';
}

}  // namespace sizer::cli
