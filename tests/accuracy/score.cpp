#include "score.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace sizer::accuracy {
namespace {

struct JobErrors {
  std::vector<double> factors, logs, bands;
  int in_band = 0, unanswered = 0;

  double share(auto count) const {
    return static_cast<double>(count) / static_cast<double>(factors.size() + static_cast<std::size_t>(unanswered));
  }
  double share_within(double most) const {
    return share(std::ranges::count_if(factors, [=](double f) { return f <= most; }));
  }
};

void add(const Prediction& p, JobErrors& job) {
  if (p.p50 <= 0) {
    ++job.unanswered;
    return;
  }
  const double ratio = p.p50 / p.run->seconds;
  job.factors.push_back(std::max(ratio, 1 / ratio));
  job.logs.push_back(std::log(ratio));
  if (p.p10 > 0) job.bands.push_back(p.p90 / p.p10);
  job.in_band += p.p10 <= p.run->seconds && p.run->seconds <= p.p90;
}

double mean(const std::vector<double>& values) {
  double sum = 0;
  for (const double v : values) sum += v;
  return sum / static_cast<double>(values.size());
}

void add(const JobErrors& job, Score& s) {
  s.unanswered += job.unanswered;
  s.within_1_25 += job.share_within(1.25);
  s.within_1_5 += job.share_within(1.5);
  s.within_2 += job.share_within(2);
  s.within_3 += job.share_within(3);
  s.in_band += job.share(job.in_band);
  s.median += quantile_of(job.factors, 0.5);
  s.p90 += quantile_of(job.factors, 0.9);
  s.bias += mean(job.logs);
  s.band += job.bands.empty() ? 0 : quantile_of(job.bands, 0.5);
}

}  // namespace

double quantile_of(std::vector<double> values, double share) {
  std::ranges::sort(values);
  const double place = share * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, values.size() - 1);
  return values[below] + (place - static_cast<double>(below)) * (values[above] - values[below]);
}

Score score(const std::vector<Prediction>& predictions) {
  std::map<std::string, JobErrors> jobs;
  for (const Prediction& p : predictions) add(p, jobs[p.run->family]);
  std::erase_if(jobs, [](const auto& job) { return job.second.factors.empty(); });
  Score s;
  s.jobs = static_cast<int>(jobs.size());
  s.predictions = static_cast<int>(predictions.size());
  for (const auto& [name, job] : jobs) add(job, s);
  for (double* sum :
       {&s.median, &s.p90, &s.within_1_25, &s.within_1_5, &s.within_2, &s.within_3, &s.bias, &s.in_band, &s.band})
    *sum /= std::max(1, s.jobs);
  s.bias = std::exp(s.bias);
  return s;
}

}  // namespace sizer::accuracy
