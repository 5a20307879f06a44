#pragma once

#include "question.hpp"

namespace sizer {

/// The whole numbers of an answer, which Spark's arithmetic and the search decide rather than the model: executors and
/// their memory, partitions, and what the worlds add up to. Each with the formula it follows from.
std::vector<std::shared_ptr<const Step>> exact_numbers(const Question& question, const Candidate& candidate);

}  // namespace sizer
