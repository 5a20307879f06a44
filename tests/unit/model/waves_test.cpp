#include <gtest/gtest.h>

#include "sizer/model.hpp"

namespace sizer {
namespace {

TEST(Waves, NoScheduleBeatsTheWorkOrTheLongestTask) {
  for (const double sigma : {0.1, 0.4, 0.9}) {
    for (const double tasks : {10.0, 64.0, 100.0, 1000.0}) {
      EXPECT_GE(wave_factor(tasks, 64, sigma), tasks / 64);
      EXPECT_GE(wave_factor(tasks, 64, sigma), 1);
    }
  }
}

TEST(Waves, MoreSlotsNeverTakeLonger) {
  for (int slots = 1; slots < 200; ++slots) {
    EXPECT_GE(wave_factor(500, slots, 0.4) + 1e-3, wave_factor(500, slots + 1, 0.4)) << slots;
  }
}

TEST(Waves, ACurveIsWithinTwoPercentOfTheFormula) {
  WaveCurves curves;
  for (const int slots : {3, 20, 50, 90, 512, 3000}) {
    for (const double waves : {0.5, 1.0, 1.2, 1.7, 2.5, 4.0, 9.0, 33.0, 100.0}) {
      const int tasks = static_cast<int>(slots * waves) + 1;
      const auto& curve = curves.of(tasks, slots);
      for (int i = 0; i < WaveCurve::kKnots; ++i) {
        const double exact = wave_factor(tasks, slots, WaveCurve::kSigma[i]);
        EXPECT_NEAR(curve.factor[i], exact, 0.025 * exact) << tasks << " on " << slots;
      }
    }
  }
}

TEST(Waves, BetweenKnotsTheCurveIsStraight) {
  const WaveCurve curve = wave_curve(640, 64);
  const double middle = wave_factor(curve, Scalar<>(0.375)).base();  // halfway from 0.25 to 0.5
  EXPECT_NEAR(middle, (curve.factor[1] + curve.factor[2]) / 2, 1e-9);
  EXPECT_NEAR(wave_factor(curve, Scalar<>(5.0)).base(), curve.factor[4], 1e-9);
}

}  // namespace
}  // namespace sizer
