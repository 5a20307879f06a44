#pragma once

#include "option.hpp"
#include "sizer/streaming.hpp"

namespace sizer {

/// What a micro-batch of many events asks for, and one of hardly any: between them it is a line.
template <class Num>
struct BatchDemand {
  Demand<Num> many, few;
  StateSize<Num> state;
};

/// A streaming scenario with all that does not depend on the cluster worked out once. Its batch is a batch job: its
/// worlds, layouts and prices are those of a Question.
struct StreamQuestion {
  /// Measured rates condition the worlds; those whose nodes are unknown (resolve_measured_rates) are left out.
  StreamQuestion(const Scenario& scenario, const PlanOptions& options);
  StreamQuestion(const StreamQuestion&) = delete;
  StreamQuestion& operator=(const StreamQuestion&) = delete;

  const Scenario& scenario;
  const Stream& stream;
  Seconds<> interval;
  double events;      ///< of a batch at the peak, or at the usual rate where there is none
  Scenario batch;     ///< such a batch as a batch job
  Question question;  ///< of that job
  Workload many, few;
  CapacityNeeds<double> needs;
  Frequency<> most_needed;

  BatchDemand<double> typical;
  std::vector<BatchDemand<Lanes>> all, coarse;  ///< by block of question.all and question.coarse
  std::vector<MeasuredRateReport> measured;

  bool is_stateful() const { return stream.is_stateful(); }
};

/// The demand of a batch in one reading.
template <class Num>
BatchDemand<Num> batch_demand(const StreamQuestion& question, const World<Num>& world);

}  // namespace sizer
