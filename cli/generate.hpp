#pragma once

#include <string>

/// Texts made from the flag table: man page, shell completions, reference page.
namespace sizer::cli {

std::string man_page();
std::string bash_completion();
std::string zsh_completion();
std::string fish_completion();
std::string reference_page();  ///< docs/reference/command-line.md

/// One of them by its name: man, bash, zsh, fish, markdown. Throws InputError for another.
std::string generate(const std::string& what);

}  // namespace sizer::cli
