#include "warehouse/redshift/redshift_examination.h"

#include <algorithm>
#include <chrono>
#include <stop_token>
#include <string>

#include <fmt/format.h>

#include "base/error.h"
#include "base/patience.h"
#include "base/pause.h"
#include "storage/s3/s3_location.h"
#include "storage/s3/s3_staging.h"
#include "storage/s3/s3_store.h"
#include "warehouse/libpq/missing_privileges.h"
#include "warehouse/libpq/reaching.h"
#include "warehouse/redshift/copy_trial.h"
#include "warehouse/redshift/load_settings.h"
#include "warehouse/redshift/redshift_catalog.h"
#include "warehouse/redshift/redshift_session.h"
#include "warehouse/redshift/row_lock.h"
#include "warehouse/sql_text.h"
#include "warehouse/statement_error.h"

namespace sparkify {
namespace {

constexpr std::uint64_t kReadBytes = 8'000'000;
constexpr std::chrono::seconds kBetweenTries{2};

/// What is as old in the folder of trials is of a doctor that was killed, and of none that is at
/// it.
constexpr std::chrono::hours kOfTheDead{1};

/// The guide says that such functions return a text, PostgreSQL that they return a BOOLEAN.
bool is_true(PgConnection& connection, const std::string& expression) {
    const std::string answer = to_text(connection.query("SELECT " + expression).rows.at(0).at(0));
    return answer == "true" || answer == "t" || answer == "1";
}

void look_at_privileges(PgConnection& connection, const std::string& schema,
                        Examination& examination) {
    examination.look_at("privileges");
    const PgConnection::Facts facts = connection.facts();
    const std::string user = quoted_name(facts.user);
    const std::string database = quoted_text(facts.database);
    MissingPrivileges missing;
    if (!is_true(connection,
                 fmt::format("has_schema_privilege({}, 'CREATE')", quoted_text(schema))))
        missing.add("create tables in " + schema,
                    fmt::format("GRANT CREATE ON SCHEMA {} TO {}", schema, user));
    if (has_schema(connection, "etl")) {
        if (!is_true(connection, "has_schema_privilege('etl', 'CREATE')"))
            missing.add("create the ledger",
                        fmt::format("GRANT CREATE, USAGE ON SCHEMA etl TO {}", user));
    } else if (!is_true(connection,
                        fmt::format("has_database_privilege({}, 'CREATE')", database))) {
        missing.add("create the ledger", fmt::format("CREATE SCHEMA etl AUTHORIZATION {}", user));
    }
    if (!is_true(connection, fmt::format("has_database_privilege({}, 'TEMP')", database)))
        missing.add("create temporary tables",
                    fmt::format("GRANT TEMPORARY ON DATABASE {} TO {}", facts.database, user));
    missing.throw_if_any(connection);
    examination.find(fmt::format("may create tables in {} and etl", schema), "");
}

void look_at_lock(PgConnection& connection, std::int64_t process, Examination& examination) {
    examination.look_at("run lock");
    const auto holder = holder_of_row_lock(connection, process);
    if (!holder) return examination.find("free", "");
    examination.find("held by " + holder->name,
                     holder->state == LockHolder::State::unknown
                         ? "whether that run goes on, only its user and superusers can see"
                         : "");
}

/// What loads need of S3 and of the cluster's role, by having the cluster try it.
class LookAtLoads {
  public:
    LookAtLoads(PgConnection& connection, const RedshiftTraits& traits, const RedshiftLoads& loads,
                S3Store& s3, Examination& examination)
        : connection_(connection),
          traits_(traits),
          settings_(loads.settings),
          compaction_(loads.compaction),
          s3_(s3),
          examination_(examination),
          stop_(loads.aws()->stop()),
          // Beside the folder of the warehouse, in which a run may be writing.
          staging_(S3Staging::for_trial(
              s3, settings_.staging, database_of(connection), connection.facts().user,
              [&](const Error& error) { examination.find("cannot be tidied up", error.what()); })) {
    }

    void look(const std::vector<std::string>& data) {
        examination_.look_at("staging");
        staging_.clear_leftovers(kOfTheDead);
        const std::string region = s3_.region_of(settings_.staging);
        CopyTrial trial(connection_, traits_, staging_, region, settings_.iam_role);
        examination_.find(fmt::format("{}, can be written to, in {}", settings_.staging, region),
                          "");
        examination_.look_at("cluster's role");
        while (!has_copied_record(trial))
            pause_for(kBetweenTries, stop_);
        examination_.find(
            fmt::format("{}: COPY reads manifest, JSONPaths and object",
                        settings_.iam_role.empty() ? "the default" : settings_.iam_role),
            "");
        for (const std::string& place : data)
            if (is_in_s3(place)) look_at_data(place, trial);
    }

  private:
    /// False if the role may be known later.
    bool has_copied_record(CopyTrial& trial) {
        try {
            trial.copy_record();
            return true;
        } catch (const StatementError& refusal) {
            if (refusal.cause().retry != Retry::not_yet) throw;
            tell_once_of_wait(refusal);
            if (!patience_.lasts()) throw;
            return false;
        }
    }

    void tell_once_of_wait(const Error& refusal) {
        if (patience_.has_begun()) return;
        examination_.wait_because(fmt::format(
            "{}; {}: it is tried again for up to {} s", refusal.message().what, kNotYetKnown,
            std::chrono::ceil<std::chrono::seconds>(patience_.time()).count()));
    }

    void look_at_data(const std::string& place, CopyTrial& trial) {
        examination_.look_at("data");
        const std::vector<Object> objects = s3_.list(place);
        if (objects.empty()) return;
        if (compaction_.when == Compaction::always)
            return examination_.find(
                fmt::format("{} is compacted, so the cluster need not read it", place), "");
        const std::string& object = std::ranges::min_element(objects, {}, &Object::size)->key;
        try {
            static_cast<void>(region_to_copy_from(s3_, settings_, object));
            trial.read(object);
            examination_.find("the cluster reads " + object, "");
        } catch (const Error& error) {
            if (error.code() == ErrorCode::interrupted) throw;
            if (load_way_of(objects, compaction_) == LoadWay::direct) throw;
            examination_.find("the cluster does not read " + object,
                              fmt::format("{}: what there is now is compacted, but a few new "
                                          "objects would not be, unless by --compact always",
                                          error.message().what));
        }
    }

    PgConnection& connection_;
    const RedshiftTraits& traits_;
    const RedshiftSettings& settings_;
    const CompactionRule& compaction_;
    S3Store& s3_;
    Examination& examination_;
    std::stop_token stop_;
    S3Staging staging_;
    Patience patience_{kNotYetPatience};
};

}  // namespace

void examine_redshift(const PgConnection::Options& options, const RedshiftLoads& loads,
                      const std::vector<std::string>& data, Examination& examination) {
    PgConnection connection = connect_step_by_step(options, examination);
    examination.look_at("version");
    const RedshiftTraits traits = prepare_redshift_session(connection);
    examination.find(traits.slices > 0 ? fmt::format("{}, {} slices", traits.version, traits.slices)
                                       : traits.version + ", Serverless",
                     "");
    look_at_privileges(connection, traits.schema, examination);
    look_at_lock(connection, traits.process, examination);
    examination.look_at("staging");
    require_load_settings(loads.settings, data);
    S3Store s3(loads.aws(), kReadBytes);
    LookAtLoads(connection, traits, loads, s3, examination).look(data);
}

}  // namespace sparkify
