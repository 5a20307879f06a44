#include <cmath>
#include <string>

#include "sizer/streaming.hpp"

namespace sizer {
namespace {

/// One operator's entries, and how many of them an event touches.
template <class Num>
struct Held {
  Scalar<Num> entries, updates_per_event;
};

template <class Num>
Held<Num> window_state(const StateInput& state, const Seconds<Num>& watermark, const Scalar<Num>& events_a_batch,
                       const Seconds<Num>& interval) {
  const auto window = input<Num>("window", state.window.value, state.window.source);
  const auto slide = input<Num>("slide", slide_of(state), state.slide ? state.slide->source : "the window tumbles");
  const auto keys = input<Num>("keys in a window", Scalar<>(state.keys.value), state.keys.source);
  const auto alive = named("windows alive at a time", ceil((window + watermark + interval) / slide - 1e-9));
  const auto windows_of_an_event = named("windows an event falls into", ceil(window / slide - 1e-9));
  const auto changed = min(keys / max(events_a_batch, 1.0), 1.0);
  return {named("entries of the window", keys * alive),
          named("entries an event changes", windows_of_an_event * changed)};
}

template <class Num>
Held<Num> held_by(const StateInput& state, const Seconds<Num>& watermark, const Frequency<Num>& rate,
                  const Seconds<Num>& interval) {
  const Scalar<Num> once(1.0), twice(2.0);
  switch (state.kind.value) {
    case StateKind::window:
      return window_state(state, watermark, rate * interval, interval);
    case StateKind::deduplicate:
      return {named("entries of the deduplication", rate * (watermark + interval)), once};
    case StateKind::join: {
      const auto range = input<Num>("time range of the join", state.window.value, state.window.source);
      return {named("entries of the join", rate * (range + watermark + interval)), twice};
    }
  }
  return {};
}

}  // namespace

template <class Num>
StateSize<Num> state_size(const Stream& stream, const Frequency<Num>& rate, const Seconds<Num>& interval,
                          const World<Num>& world) {
  const auto watermark =
      input<Num>("watermark", stream.watermark_or_default(), stream.watermark ? stream.watermark->source : "default");
  StateSize<Num> all;
  for (const StateInput& state : stream.states) {
    const auto held = held_by(state, watermark, rate, interval);
    const auto entry =
        input<Num>("bytes of an entry", entry_of(state, stream),
                   state.entry ? state.entry->source : "default for a " + std::string(to_string(state.kind.value)));
    all.entries = all.entries + held.entries;
    all.raw = all.raw + held.entries * entry;
    all.updates_per_event = all.updates_per_event + held.updates_per_event;
    all.changed_per_event = all.changed_per_event + held.updates_per_event * entry;
    all.stores_per_partition += state.kind.value == StateKind::join ? 4 : 1;
  }
  all.entries = named("state entries", all.entries);
  all.raw = named("state", all.raw);
  // LZ4 in RocksDB's files, changelogs and snapshots, as in the shuffle files of the same kind of rows.
  const auto compression = world.template get<"shuffle.compression">();
  all.changed_per_event = named("changed state in files, an event", all.changed_per_event / compression);
  if (stream.store.value == StateStore::memory) {
    all.on_heap = named("state on the heap", all.raw + all.entries * world.template get<"stream.map_entry">());
  } else {
    all.on_disk = named("state on disk", all.raw / compression * world.template get<"stream.rocksdb_space">());
  }
  return all;
}

template StateSize<double> state_size(const Stream&, const Frequency<double>&, const Seconds<double>&,
                                      const World<double>&);
template StateSize<Lanes> state_size(const Stream&, const Frequency<Lanes>&, const Seconds<Lanes>&,
                                     const World<Lanes>&);
template StateSize<Traced> state_size(const Stream&, const Frequency<Traced>&, const Seconds<Traced>&,
                                      const World<Traced>&);

}  // namespace sizer
