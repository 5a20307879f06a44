#include <array>

#include "sizer/scenario.hpp"
#include "workload/enum_names.hpp"

namespace sizer {
namespace {

// In the order of the enumerations.
constexpr std::array<std::string_view, 10> kProfiles = {"scan", "etl", "aggregate", "join",       "sort",
                                                        "sql",  "ml",  "graph",     "python-udf", "heavy-user-code"};
constexpr std::array<std::string_view, 6> kFormats = {"parquet", "orc", "avro", "csv", "json", "text"};
constexpr std::array<std::string_view, 5> kCodecs = {"none", "snappy", "zstd", "gzip", "lz4"};
constexpr std::array<std::string_view, 2> kMinimise = {"cost", "time"};

}  // namespace

std::string_view to_string(Profile profile) { return name_in(kProfiles, profile); }
std::string_view to_string(Format format) { return name_in(kFormats, format); }
std::string_view to_string(Codec codec) { return name_in(kCodecs, codec); }
std::string_view to_string(Minimise minimise) { return name_in(kMinimise, minimise); }

std::optional<Profile> profile_named(std::string_view name) { return member_named<Profile>(name, kProfiles); }
std::optional<Format> format_named(std::string_view name) { return member_named<Format>(name, kFormats); }
std::optional<Codec> codec_named(std::string_view name) { return member_named<Codec>(name, kCodecs); }
std::optional<Minimise> minimise_named(std::string_view name) { return member_named<Minimise>(name, kMinimise); }

std::vector<std::string> profile_names() { return {kProfiles.begin(), kProfiles.end()}; }

}  // namespace sizer
