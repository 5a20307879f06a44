#include <charconv>

#include "io/table_reader.hpp"
#include "sizer/io.hpp"

namespace sizer {
namespace io {
namespace {

using practice::Answers;

/// The text of an answer, whatever was written: what it means is for the step to say.
std::string text_of(const Node& node) {
  switch (node.kind) {
    case Node::Kind::text:
      return node.text;
    case Node::Kind::number: {
      char text[40];
      const auto end = std::to_chars(std::begin(text), std::end(text), node.number).ptr;
      return {text, end};
    }
    case Node::Kind::flag:
      return node.flag ? "true" : "false";
    case Node::Kind::table:
    case Node::Kind::list:
    case Node::Kind::date:
      break;
  }
  return "a value that is neither a number nor a text";
}

void take_steps(const Node& table, Answers& answers) {
  for (const Node& entry : table.children) {
    if (entry.key == "say" && entry.is(Node::Kind::text)) {
      answers.say = entry.text;
    } else {
      answers.steps[entry.key] = {text_of(entry), entry.source->place(entry.span)};
    }
  }
}

}  // namespace
}  // namespace io

AnswerFile parse_answers(std::string_view toml, const std::string& file_name) {
  const auto source = std::make_shared<io::Source>(io::Source{file_name, std::string(toml), "", 0});
  const io::Node root = io::parse_toml(source);
  io::Reading reading;
  AnswerFile file;
  io::TableReader top(&root, "", reading);
  std::optional<Given<std::string>> card;
  std::optional<Given<double>> seed;
  top.read("card", io::to_text, card);
  top.read(
      "seed", [](const io::Node& node) { return io::to_whole(node, 0, 1e15); }, seed);
  reading.problems.throw_if_any();
  if (card) file.card = card->value;
  if (seed) file.seed = static_cast<std::uint64_t>(seed->value);
  io::Node rest = root;
  rest.erase("card");
  rest.erase("seed");
  for (const io::Node& entry : root.children) {
    if (!entry.is(io::Node::Kind::table)) continue;
    rest.erase(entry.key);
    io::take_steps(entry, entry.key == "steps" ? file.answers : file.by_card[entry.key]);
  }
  io::take_steps(rest, file.answers);
  return file;
}

std::map<std::string, double, std::less<>> parse_progress(std::string_view toml, const std::string& file_name) {
  const auto source = std::make_shared<io::Source>(io::Source{file_name, std::string(toml), "", 0});
  const io::Node root = io::parse_toml(source);
  io::Reading reading;
  io::TableReader top(&root, "", reading);
  std::map<std::string, double, std::less<>> best;
  if (const io::Node* table = top.take("best"); table && table->is(io::Node::Kind::table)) {
    for (const io::Node& entry : table->children) {
      const auto share = reading.accept(entry, io::to_number(entry));
      if (share && *share >= 0 && *share <= 1) best[entry.key] = *share;
      if (share && !(*share >= 0 && *share <= 1)) reading.add(entry, "a share of the marks lies between 0 and 1");
    }
  }
  top.finish();
  reading.report_unknown_keys();
  reading.problems.throw_if_any();
  return best;
}

}  // namespace sizer
