#include "plan/compare/difference.hpp"

#include <algorithm>
#include <cmath>

#include "sizer/units.hpp"

namespace sizer {
namespace {

constexpr double kSameAmount = 0.03, kSameTime = 0.01;
constexpr std::size_t kMostWaits = 3;

std::string count(double n, const char* one, const char* many) {
  return format_number(std::round(n)) + " " + (std::round(n) == 1 ? one : many);
}

bool differs(double a, double b) { return std::abs(a - b) > kSameAmount * std::max(std::abs(a), std::abs(b)); }

/// What changed, as "56 slots, not 176"; nothing where it is about the same.
class Changes {
 public:
  void add(double a, double b, const std::string& shown_a, const std::string& shown_b) {
    if (differs(a, b) && shown_a != shown_b) list_.push_back(shown_a + ", not " + shown_b);
  }
  void count_of(double a, double b, const char* one, const char* many) {
    add(a, b, count(a, one, many), format_number(std::round(b)));
  }
  void bytes(Bytes<> a, Bytes<> b, const std::string& done) {
    add(a.base(), b.base(), a > Bytes<>() ? format(a) + " " + done : "nothing " + done,
        b > Bytes<>() ? format(b) : "none");
  }
  void rate(Bandwidth<> a, Bandwidth<> b, const std::string& of) {
    add(a.base(), b.base(), format(a) + " of " + of, format(b));
  }
  void say(const std::string& text) { list_.push_back(text); }

  std::string in_brackets() const {
    std::string text;
    for (const auto& change : list_) text += (text.empty() ? " (" : "; ") + change;
    return text.empty() ? "" : text + ")";
  }

 private:
  std::vector<std::string> list_;
};

void about_cpu(const Anatomy& a, const Anatomy& b, Changes& changes) {
  changes.count_of(a.slots, b.slots, "slot", "slots");
  changes.add(a.work.base(), b.work.base(), format(a.work) + " of work", format(b.work));
  if (differs(a.speed, b.speed)) {
    changes.say(a.speed > b.speed ? "cores " + format_share(a.speed / b.speed - 1) + " faster"
                                  : "cores " + format_share(1 - a.speed / b.speed) + " slower");
  }
  if (std::abs(a.gc - b.gc) > 0.02) {
    changes.say("garbage collection " + format_share(a.gc) + " of CPU time, not " + format_share(b.gc));
  }
  changes.bytes(a.spilled, b.spilled, "spilled");
  if (std::abs(a.cache_hit - b.cache_hit) > 0.02) {
    changes.say(format_share(a.cache_hit) + " of the cache fits, not " + format_share(b.cache_hit));
  }
  if (a.parallel < a.slots) changes.say("only " + count(a.parallel, "task", "tasks") + " for the slots");
}

void about_serial_work(const Anatomy& a, const Anatomy& b, Changes& changes) {
  changes.add(a.work.base(), b.work.base(), format(a.work) + " of work", format(b.work));
  changes.count_of(a.nodes, b.nodes, "node", "nodes");
}

void about_devices(Wait wait, const Anatomy& a, const Anatomy& b, Changes& changes) {
  switch (wait) {
    case Wait::object_store:
      changes.bytes(a.scanned, b.scanned, "read");
      changes.rate(a.object_store, b.object_store, "reading, all nodes");
      break;
    case Wait::network:
      changes.bytes(a.shuffled, b.shuffled, "shuffled");
      changes.rate(a.network, b.network, "network, all nodes");
      break;
    case Wait::local_disk:
      if (a.local_disks != b.local_disks) {
        changes.say(a.local_disks ? "local disks, not network volumes" : "network volumes, not local disks");
      }
      changes.bytes(a.shuffled + a.spilled, b.shuffled + b.spilled, "shuffled and spilled");
      changes.rate(a.disk_write, b.disk_write, "disk, all nodes");
      break;
    default:
      break;
  }
}

std::string cause_of(Wait wait, const Anatomy& a, const Anatomy& b) {
  Changes changes;
  if (wait == Wait::cpu) about_cpu(a, b, changes);
  if (wait == Wait::driver) changes.count_of(a.tasks, b.tasks, "task", "tasks");
  if (wait == Wait::serial) about_serial_work(a, b, changes);
  if (wait == Wait::reclaimed) changes.count_of(a.nodes, b.nodes, "node", "nodes");
  about_devices(wait, a, b, changes);
  return changes.in_brackets();
}

/// The waits that changed most, and by what.
std::string waits_that_changed(const Anatomy& a, const Anatomy& b) {
  auto waits = kWaits;
  const auto change = [&](Wait w) { return std::abs((a.wait(w) - b.wait(w)).base()); };
  std::ranges::stable_sort(waits, [&](Wait x, Wait y) { return change(x) > change(y); });
  const double least = std::max(kSameTime * std::max(a.total.base(), b.total.base()), 0.1 * change(waits.front()));
  std::string text;
  for (std::size_t i = 0; i < kMostWaits; ++i) {
    const Wait w = waits[i];
    if (change(w) < least || format(a.wait(w)) == format(b.wait(w))) break;
    const std::string before = b.wait(w) > 1 * second ? format(b.wait(w)) : "none";
    text += (text.empty() ? "" : ", ") + std::string(description(w)) + " " +
            (a.wait(w) > 1 * second ? format(a.wait(w)) : "none") + ", not " + before + cause_of(w, a, b);
  }
  return text;
}

std::string time_change(const Candidate& a, const Candidate& b) {
  const Seconds<> more = a.duration.p50 - b.duration.p50;
  if (std::abs((more / b.duration.p50).base()) < kSameTime) return "takes as long";
  return more > Seconds<>() ? format(more) + " longer" : format(Seconds<>() - more) + " shorter";
}

std::string cost_change(const Candidate& a, const Candidate& b) {
  if (!a.cost || !b.cost) return "";
  const Usd<> more = a.cost->p50 - b.cost->p50;
  if (std::abs((more / b.cost->p50).base()) < kSameTime) return ", costs the same";
  return more > Usd<>() ? ", " + format(more) + " dearer" : ", " + format(Usd<>() - more) + " cheaper";
}

/// Where the money differs otherwise than the time, the price of an hour says why.
std::string price_change(const Candidate& a, const Candidate& b) {
  if (!a.hourly || !b.hourly || !differs(a.hourly->base(), b.hourly->base())) return "";
  return "; the cluster costs " + format(*a.hourly) + ", not " + format(*b.hourly);
}

}  // namespace

std::string difference(const Answered& a, const Answered& reference) {
  if (!a.candidate || !reference.candidate) return a.why_none;
  const std::string waits = waits_that_changed(a.anatomy, reference.anatomy);
  const std::string missed = a.meets_goal || a.why_none.empty() ? "" : "; " + a.why_none;
  return time_change(*a.candidate, *reference.candidate) + cost_change(*a.candidate, *reference.candidate) +
         (waits.empty() ? "" : ": " + waits) + price_change(*a.candidate, *reference.candidate) + missed;
}

std::string name_of(const Candidate& c) {
  const std::string nodes = std::to_string(c.cluster.nodes) + " × " + c.cluster.instance->type;
  const bool usual = c.cluster.purchase == Purchase::on_demand;
  return usual ? nodes : nodes + " (" + std::string(to_string(c.cluster.purchase)) + ")";
}

std::string time_and_cost(const Candidate& c) {
  return format(c.duration.p50) + (c.cost ? " for " + format(c.cost->p50) : "");
}

std::string share_met(const Candidate& c) {
  const double share = c.deadline_probability;
  if (share >= 1) return "all";
  return format_share(std::floor(share * 1000 + 1e-6) / 1000);
}

std::string more_or_less(double a, double b, const std::string& more, const std::string& less) {
  const double ratio = a / b;
  if (!(std::abs(ratio - 1) >= kSameTime)) return "";
  if (ratio >= 2)
    return format_number(ratio) + " times as " + (more.starts_with("dear") ? "dear" : "long") +
           more.substr(std::min(more.find(' '), more.size()));
  return format_share(std::abs(ratio - 1)) + " " + (ratio > 1 ? more : less);
}

}  // namespace sizer
