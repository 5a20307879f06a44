#include "baselines.hpp"

#include <Eigen/Dense>
#include <cmath>
#include <limits>

namespace sizer::accuracy {
namespace {

double relative_load(const Case& c) {
  const Run& known = *c.known.front();
  return c.target->bytes / known.bytes * known.vcpus / c.target->vcpus;
}

/// Least squares without negative coefficients: the best of all subsets of the columns whose own least squares has
/// none. Exact, and cheap for four columns.
Eigen::VectorXd non_negative_fit(const Eigen::MatrixXd& columns, const Eigen::VectorXd& seconds) {
  Eigen::VectorXd best = Eigen::VectorXd::Zero(columns.cols());
  double least = std::numeric_limits<double>::infinity();
  for (int subset = 1; subset < 1 << columns.cols(); ++subset) {
    Eigen::MatrixXd chosen = columns;
    for (int i = 0; i < columns.cols(); ++i) {
      if (!(subset >> i & 1)) chosen.col(i).setZero();
    }
    const Eigen::VectorXd fit = chosen.completeOrthogonalDecomposition().solve(seconds);
    const double residual = (chosen * fit - seconds).squaredNorm();
    if ((fit.array() >= 0).all() && residual < least) {
      least = residual;
      best = fit;
    }
  }
  return best;
}

Eigen::RowVectorXd ernest_terms(const Run& run) {
  return Eigen::RowVector4d(1, run.bytes / 1e9 / run.nodes, std::log(run.nodes), run.nodes);
}

Eigen::RowVectorXd amdahl_terms(const Run& run) { return Eigen::RowVector2d(1, run.bytes / 1e9 / run.nodes); }

double fitted(const Case& c, Eigen::RowVectorXd (*terms)(const Run&)) {
  const auto count = static_cast<Eigen::Index>(c.known.size());
  Eigen::MatrixXd columns(count, terms(*c.target).cols());
  Eigen::VectorXd seconds(count);
  for (Eigen::Index i = 0; i < count; ++i) {
    const Run& run = *c.known[static_cast<std::size_t>(i)];
    columns.row(i) = terms(run);
    seconds(i) = run.seconds;
  }
  return terms(*c.target).dot(non_negative_fit(columns, seconds));
}

}  // namespace

double rate_of_thumb(const Case& c) { return c.target->bytes / 100e9 * 3600 / c.target->nodes; }

double cpu_over_cores(const Case& c) { return c.target->cpu_seconds / c.target->vcpus; }

double constant_core_seconds(const Case& c) { return c.known.front()->seconds * relative_load(c); }

double amdahl(const Case& c) { return c.known.front()->seconds * (0.1 + 0.9 * relative_load(c)); }

double fitted_amdahl(const Case& c) { return fitted(c, amdahl_terms); }

double ernest(const Case& c) { return fitted(c, ernest_terms); }

}  // namespace sizer::accuracy
