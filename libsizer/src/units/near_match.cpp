#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>

#include "sizer/units.hpp"

namespace sizer {
namespace {

constexpr std::size_t kCompared = 64;  // characters of a word that are looked at
constexpr std::size_t kShown = 3;
constexpr std::size_t kShortestBeginning = 3;

std::string lower_case(std::string_view text) {
  std::string lower(text.substr(0, kCompared));
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

/// Characters typed wrong, left out, put in, or swapped with their neighbour.
int edit_distance(std::string_view a, std::string_view b) {
  using Row = std::array<int, kCompared + 1>;
  Row before_last{}, last{}, current{};
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    current[0] = static_cast<int>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const int replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      current[j] = std::min({replaced, last[j] + 1, current[j - 1] + 1});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) current[j] = std::min(current[j], before_last[j - 2] + 1);
    }
    before_last = last;
    last = current;
  }
  return last[b.size()];
}

int common_beginning(std::string_view a, std::string_view b) {
  return static_cast<int>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
}

struct Match {
  int distance = 0;
  int beginning = 0;
  const std::string* word = nullptr;
};

/// One mistake in three characters, at most three in all: beyond that the words are unrelated.
std::optional<Match> match(const std::string& typed, const std::string& known) {
  const std::string candidate = lower_case(known);
  const int typed_length = static_cast<int>(typed.size());
  const int beginning = common_beginning(typed, candidate);
  if (candidate == typed) return Match{0, beginning, &known};
  if (beginning == typed_length && typed.size() >= kShortestBeginning) return Match{1, beginning, &known};

  const int limit = std::min(3, typed_length / 3);
  if (std::abs(static_cast<int>(candidate.size()) - typed_length) > limit) return std::nullopt;
  const int distance = edit_distance(typed, candidate);
  if (distance > limit) return std::nullopt;
  return Match{distance, beginning, &known};
}

}  // namespace

std::vector<std::string> near_matches(std::string_view typed, const std::vector<std::string>& known) {
  if (typed.empty()) return {};
  const std::string word = lower_case(typed);
  std::vector<Match> matches;
  for (const std::string& candidate : known) {
    if (const auto found = match(word, candidate)) matches.push_back(*found);
  }
  std::stable_sort(matches.begin(), matches.end(), [](const Match& a, const Match& b) {
    return a.distance != b.distance ? a.distance < b.distance : a.beginning > b.beginning;
  });
  std::vector<std::string> words;
  for (const Match& found : matches) {
    const bool much_farther = found.distance > matches.front().distance + 1;
    if (words.size() < kShown && !much_farther) words.push_back(*found.word);
  }
  return words;
}

std::string did_you_mean(std::string_view typed, const std::vector<std::string>& known) {
  const std::vector<std::string> words = near_matches(typed, known);
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool last = i + 1 == words.size();
    text += i == 0 ? ", did you mean " : last ? " or " : ", ";
    text += "'" + words[i] + "'";
  }
  return text.empty() ? text : text + "?";
}

}  // namespace sizer
