#include "io/phrase_words.hpp"

#include <algorithm>

namespace sizer::io {
namespace {

constexpr Meaning kMeanings[] = {
    {"scan", "profile", "scan"},
    {"filter", "profile", "scan"},
    {"etl", "profile", "etl"},
    {"elt", "profile", "etl"},
    {"ingest", "profile", "etl"},
    {"ingestion", "profile", "etl"},
    {"aggregate", "profile", "aggregate"},
    {"aggregation", "profile", "aggregate"},
    {"aggregations", "profile", "aggregate"},
    {"group-by", "profile", "aggregate"},
    {"groupby", "profile", "aggregate"},
    {"join", "profile", "join"},
    {"joins", "profile", "join"},
    {"sort", "profile", "sort"},
    {"sorting", "profile", "sort"},
    {"order-by", "profile", "sort"},
    {"sql", "profile", "sql"},
    {"query", "profile", "sql"},
    {"queries", "profile", "sql"},
    {"ml", "profile", "ml"},
    {"machine-learning", "profile", "ml"},
    {"training", "profile", "ml"},
    {"mllib", "profile", "ml"},
    {"graph", "profile", "graph"},
    {"pagerank", "profile", "graph"},
    {"graphx", "profile", "graph"},
    {"python-udf", "profile", "python-udf"},
    {"python-udfs", "profile", "python-udf"},
    {"udf", "profile", "python-udf"},
    {"udfs", "profile", "python-udf"},
    {"heavy-user-code", "profile", "heavy-user-code"},
    {"user-code", "profile", "heavy-user-code"},

    {"parquet", "input.format", "parquet"},
    {"orc", "input.format", "orc"},
    {"avro", "input.format", "avro"},
    {"csv", "input.format", "csv"},
    {"tsv", "input.format", "csv"},
    {"json", "input.format", "json"},
    {"jsonl", "input.format", "json"},
    {"ndjson", "input.format", "json"},
    {"text", "input.format", "text"},
    {"txt", "input.format", "text"},
    {"logs", "input.format", "text"},
    {"delta", "input.format", "parquet"},
    {"iceberg", "input.format", "parquet"},
    {"uncompressed", "input.codec", "none"},
    {"snappy", "input.codec", "snappy"},
    {"zstd", "input.codec", "zstd"},
    {"zst", "input.codec", "zstd"},
    {"gzip", "input.codec", "gzip"},
    {"gzipped", "input.codec", "gzip"},
    {"gz", "input.codec", "gzip"},
    {"lz4", "input.codec", "lz4"},

    {"aws", "cluster.provider", "aws"},
    {"amazon", "cluster.provider", "aws"},
    {"gcp", "cluster.provider", "gcp"},
    {"google", "cluster.provider", "gcp"},
    {"azure", "cluster.provider", "azure"},
    {"microsoft", "cluster.provider", "azure"},
    {"onprem", "cluster.provider", "onprem"},
    {"on-prem", "cluster.provider", "onprem"},
    {"on-premises", "cluster.provider", "onprem"},
    {"on-premise", "cluster.provider", "onprem"},
    {"all-clouds", "cluster.provider", "all"},
    {"any-cloud", "cluster.provider", "all"},
    {"every-cloud", "cluster.provider", "all"},
    {"emr", "cluster.platform", "emr"},
    {"databricks", "cluster.platform", "databricks"},
    {"dataproc", "cluster.platform", "dataproc"},
    {"kubernetes", "cluster.platform", "kubernetes"},
    {"k8s", "cluster.platform", "kubernetes"},
    {"yarn", "cluster.platform", "yarn"},
    {"standalone", "cluster.platform", "standalone"},
    {"spot", "cluster.purchase", "spot"},
    {"preemptible", "cluster.purchase", "spot"},
    {"on-demand", "cluster.purchase", "on-demand"},
    {"ondemand", "cluster.purchase", "on-demand"},
    {"mixed", "cluster.purchase", "mixed"},

    {"local-ssd", "cluster.local_ssd", "true"},
    {"local-ssds", "cluster.local_ssd", "true"},
    {"local-nvme", "cluster.local_ssd", "true"},
    {"python", "python", "true"},
    {"pyspark", "python", "true"},

    {"cheapest", "goal.minimise", "cost"},
    {"fastest", "goal.minimise", "time"},
    {"hourly", "schedule.runs_per_month", "730"},
    {"daily", "schedule.runs_per_month", "30"},
    {"nightly", "schedule.runs_per_month", "30"},
    {"weekly", "schedule.runs_per_month", "4.33"},
    {"monthly", "schedule.runs_per_month", "1"},
    {"every-hour", "schedule.runs_per_month", "730"},
    {"every-day", "schedule.runs_per_month", "30"},
    {"every-night", "schedule.runs_per_month", "30"},
    {"every-week", "schedule.runs_per_month", "4.33"},
    {"every-month", "schedule.runs_per_month", "1"},
};

/// A thing that phrases count, or take a share of, and the key that sets.
struct Thing {
  std::string_view word, key;
};

constexpr Thing kCounted[] = {
    {"file", "input.files"},
    {"files", "input.files"},
    {"row", "input.rows"},
    {"rows", "input.rows"},
    {"records", "input.rows"},
    {"iterations", "input.iterations"},
    {"passes", "input.iterations"},
    {"epochs", "input.iterations"},
    {"node", "cluster.nodes"},
    {"nodes", "cluster.nodes"},
    {"workers", "cluster.nodes"},
    {"machines", "cluster.nodes"},
    {"vms", "cluster.nodes"},
    {"x", "cluster.nodes"},
    {"×", "cluster.nodes"},
    {"runs", "schedule.runs_per_month"},
    {"runs/month", "schedule.runs_per_month"},
};

constexpr Thing kShares[] = {
    {"sure", "goal.confidence"},    {"confident", "goal.confidence"}, {"confidence", "goal.confidence"},
    {"certain", "goal.confidence"}, {"certainty", "goal.confidence"}, {"probability", "goal.confidence"},
    {"likely", "goal.confidence"},  {"discount", "prices.discount"},  {"off", "prices.discount"},
    {"growth", "schedule.growth"},
};

/// Words between the others.
constexpr std::string_view kConnecting[] = {
    "in",       "within",   "under",   "below",     "less",       "than",      "by",        "for",         "on",
    "at",       "most",     "least",   "up",        "to",         "max",       "maximum",   "min",         "minimum",
    "no",       "more",     "a",       "an",        "the",        "of",        "and",       "or",          "with",
    "per",      "run",      "month",   "each",      "every",      "using",     "sla",       "deadline",    "budget",
    "size",     "data",     "input",   "dataset",   "job",        "jobs",      "batch",     "cluster",     "spark",
    "apache",   "stored",   "process", "read",      "reading",    "instances", "workload",  "must",        "finish",
    "run-time", "runtime",  "sure",    "confident", "confidence", "certain",   "certainty", "probability", "likely",
    "cost",     "discount", "off",     "growth",    "compressed", "is",
};

struct NumberName {
  std::string_view word, number;
};

constexpr NumberName kNumbers[] = {
    {"a", "1"},     {"an", "1"},   {"half", "0.5"}, {"one", "1"},     {"two", "2"},
    {"three", "3"}, {"four", "4"}, {"five", "5"},   {"six", "6"},     {"seven", "7"},
    {"eight", "8"}, {"nine", "9"}, {"ten", "10"},   {"eleven", "11"}, {"twelve", "12"},
};

template <class Row, std::size_t size>
const Row* find_word(const Row (&rows)[size], std::string_view word) {
  const auto found = std::ranges::find(rows, word, &Row::word);
  return found == std::end(rows) ? nullptr : &*found;
}

std::optional<std::string_view> key_of(const Thing* thing) { return thing ? std::optional(thing->key) : std::nullopt; }

}  // namespace

std::optional<Meaning> meaning_of(std::string_view words) {
  if (const Meaning* found = find_word(kMeanings, words)) return *found;
  if (std::ranges::find(kConnecting, words) != std::end(kConnecting)) return Meaning{words, "", ""};
  return std::nullopt;
}

std::optional<std::string_view> counted_key(std::string_view thing) { return key_of(find_word(kCounted, thing)); }
std::optional<std::string_view> share_key(std::string_view thing) { return key_of(find_word(kShares, thing)); }

std::optional<std::string_view> number_named(std::string_view word) {
  const NumberName* found = find_word(kNumbers, word);
  return found ? std::optional(found->number) : std::nullopt;
}

const std::vector<std::string>& vocabulary() {
  static const std::vector<std::string> all = [] {
    std::vector<std::string> words;
    for (const auto& meaning : kMeanings) words.emplace_back(meaning.word);
    for (const auto& thing : kCounted) words.emplace_back(thing.word);
    for (const auto word : kConnecting) words.emplace_back(word);
    return words;
  }();
  return all;
}

}  // namespace sizer::io
