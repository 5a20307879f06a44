#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "sizer/io.hpp"
#include "sizer/practice.hpp"

/// Cards and answers that several tests use.
namespace sizer::practice {

/// Data over a link: a rate in bits, then the time, then the larger of two.
inline constexpr std::string_view kLinkCard = R"([[card]]
name = "link"
title = "Over a link"
topic = "network"
level = "easy"
situation = "{data} go over {link}."
experienced = "I would ask who else uses the link."

[card.parameters]
data = "900 GB"
link = "10 Gbit/s"
patience = "10 min"

[[card.step]]
name = "bandwidth"
ask = "How many bytes a second?"
is = "link"
unit = "GB/s"
right = 0.05
hint = "Bits."
why = "Eight bits a byte."
mistakes = [{ name = "bits for bytes", with = { link = "8 * link" } }]

[[card.step]]
name = "time"
ask = "How long does it take?"
is = "data / bandwidth"
unit = "min"
hint = "Size over rate."
why = "{data} at {bandwidth}."

[[card.step]]
name = "soon"
ask = "Is that soon enough?"
options = [{ option = "yes", when = "time < patience" }, { option = "no" }]
hint = "Compare."
why = "It takes {time}."

[[card.what_if]]
ask = "The data doubles."
step = "time"
with = { data = "2 * data" }

[[card.point]]
says = "asks for the sustained rate"
why = "A burst ends."
skill = "bottleneck"
keywords = ["sustained", "baseline"]
)";

inline Deck link_deck() { return parse_cards(kLinkCard, "link.toml"); }

inline Answers answers(std::map<std::string, std::string> texts, std::string say = "") {
  Answers result;
  for (auto& [step, text] : texts) result.steps[step] = {std::move(text)};
  result.say = std::move(say);
  return result;
}

/// A value as a person would write it, with all its digits.
inline std::string written(const Value& value, const Step& step) {
  if (value.is_word()) return value.word;
  const std::string number = fmt::format("{:.12f}", value.number / step.unit.factor);
  return step.unit.name == "%" ? number + " %" : number;
}

}  // namespace sizer::practice
