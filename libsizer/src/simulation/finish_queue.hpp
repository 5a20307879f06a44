#pragma once

#include <cstdint>
#include <vector>

namespace sizer::simulation {

/// When each busy slot's task ends. A slot whose task is killed keeps its entry, told by its turn, until it comes up.
struct Finish {
  double at = 0;
  std::uint32_t slot = 0;
  std::uint32_t turn = 0;

  bool before(const Finish& other) const { return at < other.at || (at == other.at && slot < other.slot); }
};

/// A heap of four children a node: a slot's next task takes the place of the one that ended, in one walk down.
class FinishQueue {
 public:
  bool empty() const { return heap_.empty(); }
  const Finish& first() const { return heap_.front(); }

  void add(const Finish& finish) {
    heap_.push_back(finish);
    std::size_t place = heap_.size() - 1;
    while (place > 0 && finish.before(heap_[(place - 1) / 4])) {
      heap_[place] = heap_[(place - 1) / 4];
      place = (place - 1) / 4;
    }
    heap_[place] = finish;
  }

  void replace_first(const Finish& finish) {
    std::size_t place = 0;
    for (std::size_t child = 1; child < heap_.size(); child = 4 * place + 1) {
      child = earliest_from(child);
      if (!heap_[child].before(finish)) break;
      heap_[place] = heap_[child];
      place = child;
    }
    heap_[place] = finish;
  }

  void remove_first() {
    const Finish last = heap_.back();
    heap_.pop_back();
    if (!heap_.empty()) replace_first(last);
  }

 private:
  std::size_t earliest_from(std::size_t child) const {
    const std::size_t end = child + 4 < heap_.size() ? child + 4 : heap_.size();
    std::size_t best = child;
    for (std::size_t i = child + 1; i < end; ++i) {
      if (heap_[i].before(heap_[best])) best = i;
    }
    return best;
  }

  std::vector<Finish> heap_;
};

}  // namespace sizer::simulation
