#pragma once

#include <functional>
#include <iosfwd>
#include <string>

#include "flags.hpp"

/// Where an answer goes, and in which form.
namespace sizer::cli {

/// An answer in each of its forms; only the one asked for is made.
struct Answer {
  std::function<std::string(const TextStyle&)> text;
  std::function<std::string()> json;
  std::function<std::string()> markdown = {};  ///< when there is none: the text, fenced
  std::function<std::string()> html = {};      ///< when there is none: no such file
  std::function<std::string()> csv = {};       ///< when there is none: refused
};

/// Writes the answer to `out`, or to the file of -o: all of it or nothing, by renaming a finished file. Throws
/// InputError when that cannot be.
void deliver(const Answer& answer, const Options& options, std::ostream& out, std::ostream& err);

/// Writes a file: all of it or nothing. Throws InputError, which names the option that asked for it.
void write_file(const std::string& path, const std::string& text, const std::string& option);

/// Writes a text that has its own form: to the file of -o, whatever its ending.
void deliver_text(const std::string& text, const Options& options, std::ostream& out, std::ostream& err);

/// For --verbose: what is being done.
void note(const Options& options, std::ostream& err, const std::string& message);

/// After an answer, if a person is reading: what to try next.
void suggest(const Options& options, std::ostream& err, const std::string& next);

}  // namespace sizer::cli
