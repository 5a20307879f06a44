#include <gtest/gtest.h>

#include "sizer/scenario.hpp"

namespace sizer {
namespace {

TEST(ScenarioNames, ReadBackWhatTheyPrint) {
  for (const auto& name : profile_names()) EXPECT_EQ(to_string(profile_named(name).value()), name);
  for (const Format f : {Format::parquet, Format::orc, Format::avro, Format::csv, Format::json, Format::text}) {
    EXPECT_EQ(format_named(to_string(f)), f);
  }
  for (const Codec c : {Codec::none, Codec::snappy, Codec::zstd, Codec::gzip, Codec::lz4}) {
    EXPECT_EQ(codec_named(to_string(c)), c);
  }
  for (const Minimise m : {Minimise::cost, Minimise::time}) EXPECT_EQ(minimise_named(to_string(m)), m);
}

TEST(ScenarioNames, AreThoseOfTheManual) {
  EXPECT_EQ(to_string(Profile::python_udf), "python-udf");
  EXPECT_EQ(to_string(Profile::heavy_user_code), "heavy-user-code");
  EXPECT_EQ(to_string(Format::text), "text");
  EXPECT_EQ(to_string(Codec::lz4), "lz4");
  EXPECT_EQ(profile_names().size(), 10U);
}

TEST(ScenarioNames, AreFoundInAnyCaseAndWithUnderscores) {
  EXPECT_EQ(profile_named("Python_UDF"), Profile::python_udf);
  EXPECT_EQ(format_named("PARQUET"), Format::parquet);
  EXPECT_EQ(profile_named("unknown"), std::nullopt);
}

}  // namespace
}  // namespace sizer
