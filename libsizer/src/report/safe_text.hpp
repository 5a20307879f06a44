#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Text from a scenario, made safe for where it is shown: a name may hold anything.
namespace sizer::report {

/// For a terminal: control characters, bytes that are not UTF-8 and invisible direction marks are shown escaped.
std::string printable(std::string_view text);

/// For Markdown: printable, with every character that could format, link or open a tag escaped.
std::string markdown(std::string_view text);

/// For HTML and SVG, between tags and within quoted attributes: printable, with every character that could end either
/// escaped.
std::string html(std::string_view text);

/// Characters, not bytes.
std::size_t width_of(std::string_view text);

std::string pad_right(std::string_view text, std::size_t width);
std::string pad_left(std::string_view text, std::size_t width);

/// At most `width` characters, the last one "…" where something was cut off.
std::string shortened(std::string_view text, std::size_t width);

/// Lines of at most `width` characters where words allow.
std::vector<std::string> wrapped(std::string_view text, std::size_t width);

/// `lead`, then `text` wrapped so that further lines start where the first one's text does. Ends in a newline.
std::string hanging(std::string_view lead, std::string_view text, std::size_t width);

}  // namespace sizer::report
