#include <algorithm>
#include <span>
#include <utility>

#include "io/phrase_stream.hpp"
#include "io/phrase_text.hpp"
#include "io/phrase_words.hpp"
#include "io/scenario_reader.hpp"
#include "sizer/io.hpp"

namespace sizer {
namespace io {
namespace {

/// Reads a phrase from left to right into the tree that the same question in TOML would give.
class PhraseReader {
 public:
  PhraseReader(SourcePtr source, Problems& problems)
      : source_(std::move(source)), problems_(problems), words_(words_of(source_->text)) {
    root_.source = source_;
  }

  Node read() {
    is_stream_ = is_about_a_stream();
    if (is_stream_) section("stream");
    while (at_ < words_.size()) {
      const bool understood = stream() || spark_version() || count() || share() || percentile() || money() ||
                              quantity() || quantity_in_words() || known_words() || format_with_codec() ||
                              nodes_of_type() || instance_type();
      if (!understood) refuse_word();
    }
    put_lists();
    return std::move(root_);
  }

 private:
  bool there(std::size_t offset) const { return at_ + offset < words_.size(); }
  std::string_view lower(std::size_t offset) const {
    return there(offset) ? words_[at_ + offset].lower : std::string_view();
  }
  std::string_view before() const { return at_ > 0 ? words_[at_ - 1].lower : std::string_view(); }

  std::string joined(std::size_t count, const char* separator = " ") const {
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < count; ++i) parts.push_back(words_[at_ + i].text);
    return join(parts, separator);
  }

  Span span(std::size_t count) const {
    const Word &first = words_[at_], &last = words_[at_ + count - 1];
    return {1, first.column, last.column + last.length - first.column};
  }

  Node text_node(std::string text, std::size_t count) const {
    Node node;
    node.kind = Node::Kind::text;
    node.text = std::move(text);
    node.source = source_;
    node.span = node.key_span = span(count);
    return node;
  }

  void problem(std::size_t count, std::string message, std::string hint) {
    problems_.add(*source_, span(count), std::move(message), std::move(hint));
  }

  /// Takes the next words as the value of "goal.deadline" or the like.
  bool set(std::string_view key, std::string value, std::size_t count) {
    Node* table = &root_;
    for (auto dot = key.find('.'); dot != std::string_view::npos; dot = key.find('.')) {
      table = &section(*table, std::string(key.substr(0, dot)));
      key.remove_prefix(dot + 1);
    }
    Node node = text_node(std::move(value), count);
    node.key = key;
    if (node.text == "true") node.kind = Node::Kind::flag, node.flag = true;
    if (const Node* first = table->find(node.key); first && first->text != node.text) {
      const std::string what = node.key == "data" ? "size" : node.key;
      problem(count, "a second " + what + ": '" + shown(joined(count)) + "'",
              "the first is '" + shown(first->text) + "'");
    } else {
      table->put(std::move(node));
    }
    at_ += count;
    return true;
  }

  Node& section(Node& within, const std::string& name) {
    if (Node* found = within.find(name)) return *found;
    Node table;
    table.key = name;
    table.source = source_;
    return within.put(std::move(table));
  }
  Node& section(const std::string& name) { return section(root_, name); }

  /// Providers and instance types may be several.
  bool append(const std::string& key, std::string value, std::size_t count) {
    auto& list = key == "provider" ? providers_ : instances_;
    list.push_back(text_node(std::move(value), count));
    at_ += count;
    return true;
  }

  void put_lists() {
    for (auto* list : {&providers_, &instances_}) {
      if (list->empty()) continue;
      Node node = list->front();
      node.kind = Node::Kind::list;
      node.key = list == &providers_ ? "provider" : "instances";
      node.children = std::move(*list);
      section("cluster").put(std::move(node));
    }
  }

  /// A rate, or a word such as kafka, makes it a stream: sizes and durations then mean other things.
  bool is_about_a_stream() {
    bool found = false;
    for (at_ = 0; at_ < words_.size() && !found; ++at_) {
      found = names_a_stream(lower(0)) || (number_length(lower(0)) > 0 &&
                                           longest([](std::string_view text) { return bool(parse_rate(text)); }) > 0);
    }
    at_ = 0;
    return found;
  }

  bool stream() {
    if (!is_stream_) return false;
    return stream_rate() || stream_count() || stream_duration() || stream_size() || stream_words();
  }

  std::span<const Word> words_before() const { return std::span(words_).first(at_); }

  /// "50k events/s"; a second one, or one of a spike, is the peak: "spikes to 200k".
  bool stream_rate() {
    if (number_length(lower(0)) == 0) return false;
    const std::size_t rate = longest([](std::string_view text) { return bool(parse_rate(text)); });
    const bool peak = speaks_of_a_peak(words_before());
    if (rate > 0) return set(peak ? "stream.peak" : "stream.events_per_second", joined(rate), rate);
    const bool counts = parse_count(joined(1)).value.has_value();
    return peak && counts && !counted_in_stream(1) && set("stream.peak", joined(1), 1);
  }

  std::optional<std::string_view> counted_in_stream(std::size_t numbers) const {
    return there(numbers) ? stream_counted_key(lower(numbers)) : std::nullopt;
  }

  /// "64 partitions", "2 million keys".
  bool stream_count() {
    if (number_length(lower(0)) == 0) return false;
    for (const std::size_t numbers : {1u, 2u}) {
      const auto key = counted_in_stream(numbers);
      if (key && parse_count(joined(numbers))) return set(*key, joined(numbers), numbers + 1);
    }
    return false;
  }

  /// "down 2 hours", "2h outage", "for two hours".
  bool stream_duration() {
    std::size_t count = 0;
    std::string written;
    if (number_length(lower(0)) > 0) {
      count = longest([](std::string_view text) { return bool(parse_duration(text)); });
      written = count > 0 ? joined(count) : "";
    } else if (const auto number = number_named(lower(0)); number && there(1)) {
      written = std::string(*number) + " " + words_[at_ + 1].text;
      count = parse_duration(written) ? 2 : 0;
    }
    if (count == 0) return false;
    if (const auto means = io::stream_duration(words_, at_, count)) {
      return set(means->key, written, count + means->words_behind);
    }
    problem(count, "'" + shown(joined(count)) + "' of what?",
            "\"spikes to 200k for 10 min\", \"down 2 h\", \"recover in 1 h\", \"latency 30 s\", \"every 10 s\", "
            "\"5 min windows\", \"watermark 10 min\", \"retention 24 h\"");
    at_ += count;
    return true;
  }

  /// The size of an event: "500 B".
  bool stream_size() {
    const std::size_t digits = number_length(lower(0));
    if (digits == 0) return false;
    const std::size_t count = digits == lower(0).size() && there(1) ? 2 : 1;
    return parse_bytes(joined(count)) && set("stream.event_size", joined(count), count);
  }

  bool stream_words() {
    constexpr std::size_t kMostWords = 4;
    for (std::size_t count = std::min(kMostWords, words_.size() - at_); count > 0; --count) {
      auto words = in_lower_case(joined(count, "-"));
      std::ranges::replace(words, '_', '-');
      const auto meaning = stream_meaning_of(words);
      if (!meaning) continue;
      if (!meaning->key.empty()) return set(meaning->key, std::string(meaning->value), count);
      at_ += count;
      return true;
    }
    return false;
  }

  bool spark_version() {
    const auto version = lower(1);
    if (lower(0) != "spark" || version.find('.') == std::string_view::npos) return false;
    if (number_length(version) != version.size() || is_unit(lower(2))) return false;
    ++at_;
    return set("cluster.spark", words_[at_].text, 1);
  }

  /// "spark 3.5 TB" names a size, not a version.
  static bool is_unit(std::string_view word) {
    const std::string one = "1 " + std::string(word);
    return parse_bytes(one) || parse_duration(one);
  }

  /// "4000 files", "5 billion rows", "max 50 nodes", "10 x m5.2xlarge".
  bool count() {
    const std::size_t digits = number_length(lower(0));
    if (digits == 0) return false;
    if (const auto key = counted_key(lower(0).substr(digits)))
      return set_count(*key, words_[at_].text.substr(0, digits), 1);
    for (const std::size_t numbers : {1u, 2u}) {
      const auto key = counted_key(lower(numbers));
      const std::string number = key ? joined(numbers) : "";
      if (key && ((numbers == 1 && digits == number.size()) || parse_count(number)))
        return set_count(*key, number, numbers + 1);
    }
    return false;
  }

  bool set_count(std::string_view key, std::string number, std::size_t count) {
    if (key == "cluster.nodes") {
      constexpr std::string_view kMost[] = {"max", "maximum", "most", "to", "than", "under", "below", "within"};
      constexpr std::string_view kLeast[] = {"min", "minimum", "least"};
      if (std::ranges::find(kMost, before()) != std::end(kMost)) number = ".." + number;
      if (std::ranges::find(kLeast, before()) != std::end(kLeast)) number += "..";
    }
    return set(key, std::move(number), count);
  }

  /// "95 % sure", "confidence 95%", "3 %/month growth".
  bool share() {
    const std::size_t digits = number_length(lower(0));
    if (digits == 0) return false;
    const bool apart = digits == lower(0).size();
    const auto sign = apart ? lower(1) : lower(0).substr(digits);
    if (!sign.starts_with('%') && sign != "percent") return false;
    const std::size_t count = apart ? 2 : 1;
    if (const auto key = share_key(lower(count))) return set(*key, joined(count), count);
    if (const auto key = share_key(before())) return set(*key, joined(count), count);
    problem(count, "'" + joined(count) + "' of what?", "\"95 % sure\", \"20 % discount\" or \"3 % growth\"");
    at_ += count;
    return true;
  }

  /// "p95".
  bool percentile() {
    const auto word = lower(0);
    if (word.size() < 3 || word[0] != 'p' || number_length(word.substr(1)) + 1 != word.size()) return false;
    return set("goal.confidence", words_[at_].text.substr(1) + " %", 1);
  }

  bool money() {
    const auto word = lower(0);
    const bool bare_number = number_length(word) == word.size();
    const bool in_words = bare_number && (lower(1) == "usd" || lower(1) == "dollars" || lower(1) == "$");
    if (in_words) return set_limit("goal.budget", 2);
    if (word == "$" && there(1)) return set_limit("goal.budget", 2);
    if (word.starts_with('$') || (number_length(word) > 0 && (word.ends_with('$') || word.ends_with("usd")))) {
      return set_limit("goal.budget", 1);
    }
    return false;
  }

  /// What may not be exceeded; the opposite cannot be promised.
  bool set_limit(std::string_view key, std::size_t count) {
    if (before() == "least" || before() == "min" || before() == "minimum") {
      problem(count, "a lower bound on '" + joined(count) + "' has no meaning here",
              "lower bounds go with nodes: \"at least 5 nodes\"");
    }
    return set(key, joined(count), count);
  }

  /// A size or a duration. What its unit is decides; whether the number is good is seen when it is read.
  bool quantity() {
    const std::size_t digits = number_length(lower(0));
    if (digits == 0) return false;
    const bool apart = digits == lower(0).size();
    const std::size_t count = apart && there(1) ? 2 : 1;
    const std::string unit = apart ? (there(1) ? words_[at_ + 1].text : "") : words_[at_].text.substr(digits);
    if (parse_bytes("1 " + unit)) return set("data", joined(count), count);
    const std::size_t duration = longest([](std::string_view text) { return bool(parse_duration(text)); });
    if (duration > 0) return set_limit("deadline", duration);
    if (parse_duration("1 " + unit)) return set_limit("deadline", count);
    if (parse_bandwidth("1 " + unit)) {
      problem(count, "'" + joined(count) + "' is a rate",
              "say how much one run reads: \"500 GB\"; a stream is counted in events: \"50k events/s of 1 kB\"");
      at_ += count;
      return true;
    }
    return false;
  }

  /// "within two hours", "half a TB", "in half an hour". A rate, "1 TB an hour", is none: there "an" begins nothing.
  bool quantity_in_words() {
    auto number = number_named(lower(0));
    const bool article = lower(0) == "a" || lower(0) == "an";
    if (!number || (article && !limits(before()))) return false;
    const std::size_t count = lower(0) == "half" && number_named(lower(1)) == "1" ? 3 : 2;
    if (!there(count - 1)) return false;
    const std::string written = std::string(*number) + " " + words_[at_ + count - 1].text;
    if (parse_bytes(written)) return set("data", written, count);
    return parse_duration(written) && set("deadline", written, count);
  }

  static bool limits(std::string_view word) {
    constexpr std::string_view kLimits[] = {"in", "within", "under", "below", "than", "most"};
    return std::ranges::find(kLimits, word) != std::end(kLimits);
  }

  /// How many of the next words form what `parses`, at most; 0 when none do.
  std::size_t longest(bool (*parses)(std::string_view)) const {
    constexpr std::size_t kMostWords = 6;
    for (std::size_t count = std::min(kMostWords, words_.size() - at_); count > 0; --count) {
      if (parses(joined(count))) return count;
    }
    return 0;
  }

  bool known_words() {
    constexpr std::size_t kMostWords = 3;
    for (std::size_t count = std::min(kMostWords, words_.size() - at_); count > 0; --count) {
      auto words = in_lower_case(joined(count, "-"));
      std::ranges::replace(words, '_', '-');
      const auto meaning = meaning_of(words);
      if (!meaning) continue;
      if (meaning->key == "cluster.provider") return append("provider", std::string(meaning->value), count);
      if (!meaning->key.empty()) return set(meaning->key, std::string(meaning->value), count);
      at_ += count;
      return true;
    }
    return false;
  }

  /// "json.gz", "csv.zst".
  bool format_with_codec() {
    const std::string word(lower(0));
    const auto dot = word.find('.', word.starts_with('.') ? 1 : 0);
    if (dot == std::string::npos) return false;
    const auto format = meaning_of(word.substr(word.starts_with('.') ? 1 : 0, dot - (word.starts_with('.') ? 1 : 0)));
    const auto codec = meaning_of(word.substr(dot + 1));
    if (!format || !codec || format->key != "input.format" || codec->key != "input.codec") return false;
    set(format->key, std::string(format->value), 1);
    --at_;
    return set(codec->key, std::string(codec->value), 1);
  }

  /// "10 m5.2xlarge".
  bool nodes_of_type() {
    const auto number = lower(0);
    if (!there(1) || number_length(number) != number.size() || !instance_table().find(lower(1))) return false;
    return set_count("cluster.nodes", words_[at_].text, 1);
  }

  bool instance_type() {
    const std::string& word = words_[at_].text;
    const bool pattern = !is_digit(word[0]) && word.find_first_of("*?") != std::string::npos;
    if (!pattern && !instance_table().find(word)) return false;
    return append("instances", word, 1);
  }

  static const InstanceTable& instance_table() {
    static const InstanceTable table = InstanceTable::built_in();
    return table;
  }

  void refuse_word() {
    const std::string word(lower(0));
    const std::size_t digits = number_length(word);
    const bool number_alone = digits > 0 && digits == word.size();
    const bool has_unit = number_alone && there(1) && number_length(lower(1)) == 0;
    const std::size_t count = has_unit ? 2 : 1;
    std::string message = "'" + shown(joined(count)) + "' is not understood";
    std::string hint = std::exchange(vocabulary_told_, true) ? "" : kUnderstood;
    if (word.starts_with("executor") || lower(1).starts_with("core")) {
      hint = R"(executors are set apart: --set cluster.executor_cores=4 --set cluster.executor_memory="16 GiB")";
    } else if (word.find("event") != word.npos || lower(1).starts_with("event")) {
      hint = R"(a stream's rate reads like "50k events/s" or "3M events/min", at most 10¹² a second)";
    } else if (digits > 0) {
      hint = R"(sizes read like "500 GB", deadlines "2h", money "$40", counts "4000 files")";
    } else if (word.starts_with("€") || word.ends_with("€") || word.starts_with("£")) {
      hint = "money is in US dollars: \"$40\"";
    } else if (word.ends_with(".toml")) {
      hint = "a scenario file goes after a command: sizer plan " + shown(words_[at_].text);
    } else if (counted_key(word)) {
      message += " without a number";
      hint = "counts read like \"4000 files\", \"5 billion rows\" or \"8 nodes\"";
    } else if (const auto meant = did_you_mean(word, vocabulary()); !meant.empty()) {
      message += meant;
    } else {
      message += suggestion(near_types(word));
    }
    problem(count, message, hint);
    at_ += count;
  }

  /// Instance types have digits in them; other words are not looked up, nor more than a few, as that takes long.
  std::vector<std::string> near_types(const std::string& word) {
    constexpr int kMostLookedUp = 5;
    if (word.size() > 40 || std::ranges::none_of(word, is_digit) || ++types_looked_up_ > kMostLookedUp) return {};
    return instance_table().near(word);
  }

  SourcePtr source_;
  Problems& problems_;
  std::vector<Word> words_;
  std::size_t at_ = 0;
  Node root_;
  std::vector<Node> providers_, instances_;
  bool is_stream_ = false;
  bool vocabulary_told_ = false;
  int types_looked_up_ = 0;
};

}  // namespace

Node parse_phrase_tree(std::string_view phrase, Problems& problems) {
  constexpr std::size_t kLongest = 4096;
  const auto source = std::make_shared<Source>(Source{"<phrase>", std::string(phrase), "the phrase", 0});
  if (phrase.size() > kLongest) refuse(*source, {}, "the phrase is too long", kUnderstood);
  check_text(*source);
  return PhraseReader(source, problems).read();
}

}  // namespace io

Scenario parse_phrase(std::string_view phrase, const std::vector<std::string>& overrides) {
  io::Reading reading;
  io::Node root = io::parse_phrase_tree(phrase, reading.problems);
  io::apply_overrides(root, overrides, reading.problems);
  return io::read_scenario(root, reading);
}

}  // namespace sizer
