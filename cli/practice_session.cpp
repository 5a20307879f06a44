#include "practice_session.hpp"

#include <istream>
#include <ostream>
#include <string>

namespace sizer::cli {
namespace {

using practice::Answers;
using practice::Draw;
using practice::Step;

class Session {
 public:
  Session(const Draw& draw, const TextStyle& style, std::istream& in, std::ostream& out)
      : draw_(draw), style_(style), in_(in), out_(out) {}

  bool run() {
    out_ << situation_to_text(draw_, style_) << "\nAnswer in any unit. Or: hint, skip, situation, quit.\n";
    for (std::size_t i = 0; i < draw_.card->steps.size(); ++i) {
      if (!ask(i)) return false;
    }
    return draw_.card->points.empty() || listen();
  }

  const Answers& answers() const { return answers_; }

 private:
  std::optional<std::string> line() {
    out_ << "> " << std::flush;
    std::string text;
    if (!std::getline(in_, text)) return std::nullopt;
    while (!text.empty() && (text.back() == '\r' || text.back() == ' ')) text.pop_back();
    return text;
  }

  bool ask(std::size_t index) {
    const Step& step = draw_.card->steps[index];
    out_ << '\n' << step_to_text(draw_, index, style_);
    while (const auto typed = line()) {
      if (*typed == "quit") return false;
      if (*typed == "skip") return true;
      if (*typed == "hint") {
        out_ << "     " << filled(step.hint, draw_) << '\n';
      } else if (*typed == "situation") {
        out_ << situation_to_text(draw_, style_);
      } else if (take(index, *typed)) {
        return true;
      }
    }
    return false;
  }

  /// False when it cannot be read: the step is asked again.
  bool take(std::size_t index, const std::string& typed) {
    const Step& step = draw_.card->steps[index];
    const auto parsed = read_answer(step, typed);
    if (!parsed) {
      out_ << "     " << parsed.message << (parsed.hint.empty() ? "" : "; " + parsed.hint) << '\n';
      return false;
    }
    answers_.steps[step.name] = {typed};
    out_ << verdict_to_text(grade(draw_, answers_).steps[index], style_);
    return true;
  }

  bool listen() {
    out_ << "\nWhat else would you say? One line, searched for keywords only. Enter to end.\n";
    const auto typed = line();
    if (typed && *typed != "skip" && *typed != "quit") answers_.say = *typed;
    return typed.has_value();
  }

  const Draw& draw_;
  const TextStyle& style_;
  std::istream& in_;
  std::ostream& out_;
  Answers answers_;
};

}  // namespace

std::optional<practice::Grade> run_session(const Draw& draw, const TextStyle& style, std::istream& in,
                                           std::ostream& out) {
  Session session(draw, style, in, out);
  if (!session.run()) return std::nullopt;
  practice::Grade result = grade(draw, session.answers());
  out << '\n' << grade_to_text(result, style) << std::flush;
  return result;
}

}  // namespace sizer::cli
