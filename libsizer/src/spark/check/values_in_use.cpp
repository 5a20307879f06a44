#include "spark/check/values_in_use.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string_view>

#include "sizer/units.hpp"

namespace sizer::spark_check {
namespace {

std::string in_lower_case(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

bool is_one_of(std::string_view word, std::string_view words, std::string_view separator) {
  const std::string around(separator);
  return (around + std::string(words) + around).find(around + std::string(word) + around) != std::string::npos;
}

// --- Words

/// A codec may also be a class.
struct KnownWords {
  std::string_view key, words;
};
constexpr std::string_view kCodecs = "lz4, lzf, snappy, zstd";
constexpr KnownWords kKnownWords[] = {{"spark.scheduler.mode", "fifo, fair"},
                                      {"spark.submit.deployMode", "client, cluster"},
                                      {"spark.io.compression.codec", kCodecs},
                                      {"spark.eventLog.compression.codec", kCodecs},
                                      {"spark.shuffle.mapStatus.compression.codec", kCodecs}};

std::optional<FailsInUse> judge_word(const StatedProperty& property) {
  const auto known = std::ranges::find(kKnownWords, property.key, &KnownWords::key);
  if (known == std::end(kKnownWords) || property.value.find_first_of(".$") != std::string::npos) return {};
  if (is_one_of(in_lower_case(property.value), known->words, ", ")) return {};
  return FailsInUse{"is nothing Spark knows", "one of " + std::string(known->words)};
}

// --- Class names of Spark's own

struct KnownClasses {
  std::string_view key;
  std::vector<std::string> classes;
};

const std::vector<KnownClasses>& known_classes() {
  static const std::vector<KnownClasses> list = {
      {"spark.serializer",
       {"org.apache.spark.serializer.KryoSerializer", "org.apache.spark.serializer.JavaSerializer"}},
      {"spark.shuffle.sort.io.plugin.class", {"org.apache.spark.shuffle.sort.io.LocalDiskShuffleDataIO"}}};
  return list;
}

/// A class in one of Spark's packages, or with no package at all, can only be one of Spark's own.
std::optional<FailsInUse> judge_class(const StatedProperty& property) {
  const auto& known = known_classes();
  const auto found = std::ranges::find(known, property.key, &KnownClasses::key);
  if (found == known.end() || property.value.find('$') != std::string::npos) return {};
  const bool is_sparks =
      property.value.starts_with("org.apache.spark.") || property.value.find('.') == std::string::npos;
  if (!is_sparks || std::ranges::find(found->classes, property.value) != found->classes.end()) return {};
  return FailsInUse{"is no class of Spark's", "as in " + found->classes.front()};
}

// --- Time zones

constexpr std::string_view kRegions =
    " Africa America Antarctica Arctic Asia Atlantic Australia Brazil Canada Chile Etc Europe Indian Mexico Pacific "
    "SystemV US ";
/// Those without a region, and the abbreviations of java.time.ZoneId.SHORT_IDS.
constexpr std::string_view kZones =
    "UTC GMT UCT UT Z Zulu GMT0 Universal Greenwich CET CST6CDT Cuba EET EST5EDT Egypt Eire GB GB-Eire Hongkong "
    "Iceland "
    "Iran Israel Jamaica Japan Kwajalein Libya MET MST7MDT NZ NZ-CHAT Navajo PRC PST8PDT Poland Portugal ROK Singapore "
    "Turkey W-SU WET EST HST MST ACT AET AGT ART AST BET BST CAT CNT CST CTT EAT ECT IET IST JST MIT NET NST PLT PNT "
    "PRT PST SST VST";

/// "+2", "-08:00", "UTC+01:30": at most 18 hours.
bool is_offset(std::string_view text) {
  for (const std::string_view name : {"UTC", "GMT", "UT"}) {
    if (text.starts_with(name)) {
      text.remove_prefix(name.size());
      break;
    }
  }
  if (text.empty() || (text.front() != '+' && text.front() != '-')) return false;
  text.remove_prefix(1);
  const std::string_view hours = text.substr(0, std::min(text.find(':'), text.size()));
  const bool has_form = !hours.empty() && text.size() <= 8 && text.find_first_not_of("0123456789:") == text.npos;
  int value = 0;
  std::from_chars(hours.data(), hours.data() + std::min<std::size_t>(hours.size(), 2), value);
  return has_form && value <= 18;
}

/// Source: SQLConf's check by java.time.ZoneId.of; the cities of a region are not looked up.
std::optional<FailsInUse> judge_time_zone(const StatedProperty& property) {
  const std::string& zone = property.value;
  if (property.key != "spark.sql.session.timeZone" || zone.find('$') != std::string::npos) return {};
  const auto slash = zone.find('/');
  const bool is_region = slash != std::string::npos && slash + 1 < zone.size() &&
                         is_one_of(std::string_view(zone).substr(0, slash), kRegions, " ");
  if (is_region || is_one_of(zone, kZones, " ") || is_offset(zone)) return {};
  return FailsInUse{"is no time zone", "UTC, a region and city as in Europe/Berlin, or an offset as in +02:00"};
}

// --- Whole numbers that Spark checks or counts with later

struct KnownRange {
  std::string_view key;
  std::int64_t least, most;
  std::string_view why, hint;
};
constexpr std::int64_t kNoLimit = INT64_MAX;
constexpr KnownRange kKnownRanges[] = {
    // TaskSetManager and YARN's ApplicationMaster count failures against these
    {"spark.task.maxFailures", 1, kNoLimit, "would not let a task run once", "at least 1; 4 is Spark's default"},
    {"spark.stage.maxConsecutiveAttempts", 1, kNoLimit, "would not let a stage run once",
     "at least 1; 4 is Spark's default"},
    {"spark.yarn.maxAppAttempts", 1, kNoLimit, "would not let the application run once", "at least 1"},
    // RpcUtils.maxMessageSizeBytes
    {"spark.rpc.message.maxSize", 1, 2047, "counts MiB, of which Spark takes 1 to 2047", "128 is Spark's default"},
};

std::optional<FailsInUse> judge_range(const StatedProperty& property) {
  const auto known = std::ranges::find(kKnownRanges, property.key, &KnownRange::key);
  if (known == std::end(kKnownRanges)) return {};
  std::int64_t value = 0;
  const char* end = property.value.data() + property.value.size();
  if (std::from_chars(property.value.data(), end, value).ptr != end) return {};
  if (value >= known->least && value <= known->most) return {};
  return FailsInUse{std::string(known->why), std::string(known->hint)};
}

}  // namespace

std::optional<FailsInUse> fails_in_use(const StatedProperty& property) {
  for (const auto judge : {judge_word, judge_class, judge_time_zone, judge_range}) {
    if (auto failure = judge(property)) return failure;
  }
  return {};
}

}  // namespace sizer::spark_check
