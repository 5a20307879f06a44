#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "io/source.hpp"
#include "sizer/io.hpp"

namespace sizer {
namespace {

[[noreturn]] void refuse_file(const std::string& path, const std::string& why) {
  throw InputError(Diagnostic{{.file = path, .line_text = ""}, why, ""});
}

/// One byte more than is allowed is enough to know.
std::string read_up_to_limit(std::istream& in) {
  std::string text(io::kLargestText + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  return text;
}

std::string read_named(const std::string& path) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) refuse_file(path, "is a directory, not a file");
  errno = 0;
  std::ifstream in(path, std::ios::binary);
  if (!in) refuse_file(path, std::string("cannot be read: ") + std::strerror(errno));
  std::string text = read_up_to_limit(in);
  if (in.bad()) refuse_file(path, "cannot be read to its end");
  return text;
}

}  // namespace

std::string read_text_file(const std::string& path) {
  io::Source source{.file = path == "-" ? "<stdin>" : path, .text = {}, .label = {}};
  source.text = path == "-" ? read_up_to_limit(std::cin) : read_named(path);
  io::check_text(source);
  return std::move(source.text);
}

}  // namespace sizer
