#include "emit_formats.hpp"

namespace sizer::report {
namespace {

struct Release {
  EmitFormat service;
  spark::Version version;
  const char* name;
};

/// From the services' release notes: Amazon EMR release guide; Databricks Runtime releases (long-term support);
/// Dataproc image versions; AWS Glue versions.
constexpr Release kReleases[] = {
    {EmitFormat::emr, spark::Version::v3_3, "emr-6.11.1"},
    {EmitFormat::emr, spark::Version::v3_4, "emr-6.15.0"},
    {EmitFormat::emr, spark::Version::v3_5, "emr-7.5.0"},
    {EmitFormat::databricks, spark::Version::v3_3, "12.2.x-scala2.12"},
    {EmitFormat::databricks, spark::Version::v3_4, "13.3.x-scala2.12"},
    {EmitFormat::databricks, spark::Version::v3_5, "15.4.x-scala2.12"},
    {EmitFormat::databricks, spark::Version::v4_0, "17.3.x-scala2.13"},
    {EmitFormat::dataproc, spark::Version::v3_3, "2.1-debian11"},
    {EmitFormat::dataproc, spark::Version::v3_5, "2.2-debian12"},
    {EmitFormat::glue, spark::Version::v3_3, "4.0"},
    {EmitFormat::glue, spark::Version::v3_5, "5.0"},
};

}  // namespace

Placeholder release_of(EmitFormat format, spark::Version version) {
  for (const Release& release : kReleases) {
    if (release.service == format && release.version == version) return {release.name, {}};
  }
  return {"<RELEASE>", "the release of the service that has Spark " + std::string(spark::to_string(version)) +
                           "; none is known here"};
}

}  // namespace sizer::report
