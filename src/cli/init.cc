#include <cerrno>
#include <cstdio>
#include <cstring>
#include <nlohmann/json.hpp>
#include <string>

#include <fcntl.h>
#include <unistd.h>

#include "base/error.h"
#include "cli/command.h"
#include "cli/result_json.h"

namespace sparkify {
namespace {

constexpr const char* kTemplate =
    R"(# Configuration of sparkify. Flags and environment variables go before what stands here.

[S3]
# Where the data is: a folder, a pattern, a file or s3://BUCKET/PREFIX.
LOG_DATA  = data/log_data
SONG_DATA = data/song_data

# How log records map to columns. Without it the usual layout is used; "auto" goes by the columns' names.
# LOG_JSONPATH = data/log_json_path.json

# For data in S3: the region of the buckets (S3 says it if you do not), and the URL of an S3 that is not Amazon's.
# Keys are best left to the usual AWS credential chain: environment, profile, role.
# REGION       = us-west-2
# ENDPOINT_URL = https://s3.example.com

# For Amazon Redshift: where manifests for COPY are written, and removed again.
# STAGING = s3://BUCKET/PREFIX

[WAREHOUSE]
# Where the tables live: a file of DuckDB, unless a cluster is described below. For a PostgreSQL server:
# postgres://USER@HOST/DATABASE, with the password in PGPASSWORD or ~/.pgpass.
# URL = duckdb:sparkify.duckdb

# For an Amazon Redshift cluster that `sparkify cluster create` makes, and all commands find by this name. What else is said
# here is how it is made; it can all be left out. AWS makes the password and keeps it. STAGING above is needed, too:
# its bucket is made if nobody has one of that name.
# [DWH]
# DWH_CLUSTER_IDENTIFIER = dwh-cluster
# DWH_CLUSTER_TYPE       = single-node
# DWH_NODE_TYPE          = ra3.large
# DWH_NUM_NODES          = 1
# DWH_DB                 = dev
# DWH_DB_USER            = awsuser

# For one that is there already. Without a password here, PGPASSWORD and ~/.pgpass count, or else AWS gives one. Without ARN
# the cluster reads S3 by its default role.
# [CLUSTER]
# HOST        = NAME.abc123xyz.us-west-2.redshift.amazonaws.com
# DB_NAME     = dev
# DB_USER     = awsuser
# DB_PASSWORD =
# DB_PORT     = 5439
#
# [IAM_ROLE]
# ARN = arn:aws:iam::123456789012:role/NAME
)";

/// Writes the file unless something of that name exists: "x" in one step, so that nothing is lost.
void write_new(const std::string& path) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0 && errno == EEXIST)
        throw Error(ErrorCode::usage,
                    {"there is a configuration already", path, "it is never overwritten",
                     "edit it, or name another with --config"});
    const auto size = static_cast<::ssize_t>(std::strlen(kTemplate));
    const bool written = file >= 0 && ::write(file, kTemplate, std::strlen(kTemplate)) == size;
    const int error = errno;
    if (file >= 0) ::close(file);
    if (!written)
        throw Error(ErrorCode::failed,
                    {"cannot write the configuration", path, std::strerror(error), ""});
}

ExitCode run(Session& session) {
    const std::string path = session.options().settings.config.value_or("dwh.cfg");
    write_new(path);
    if (session.json()) {
        Session::print(json_text({{"config", path}}));
        return ExitCode::done;
    }
    Session::print("Wrote " + path +
                   ". Next: set LOG_DATA and SONG_DATA in it, then run `sparkify etl`.\n");
    return ExitCode::done;
}

}  // namespace

CommandAction declare_init(Parameters& /*parameters*/) {
    return run;
}

}  // namespace sparkify
