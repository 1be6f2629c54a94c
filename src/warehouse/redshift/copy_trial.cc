#include "warehouse/redshift/copy_trial.h"

#include <array>
#include <utility>

#include "warehouse/redshift/copy_error.h"

namespace sparkify {
namespace {

const std::array<Column, 1> kColumns{Column{.name = "b", .type = ColumnType::integer}};

}  // namespace

CopyTrial::CopyTrial(PgConnection& session, const RedshiftTraits& traits, S3Staging& staging,
                     std::string region, std::string iam_role)
    : session_(session),
      escapes_by_backslash_(traits.escapes_by_backslash),
      staging_(staging),
      region_(std::move(region)),
      iam_role_(std::move(iam_role)),
      json_paths_(staging.put("jsonpaths.json", R"({"jsonpaths": ["$['a']['b']"]})")) {
    const std::string record = staging.put("record.json", "{\"a\": {\"b\": 1}}\n");
    record_manifest_ = staging.put("record.manifest", manifest_of({&record, 1}));
    session_.execute("CREATE TEMP TABLE copy_trial (b INTEGER)");
}

void CopyTrial::copy_record() {
    run(statement_for(record_manifest_));
}

void CopyTrial::read(const std::string& object) {
    CopyStatement statement =
        statement_for(staging_.put("object.manifest", manifest_of({&object, 1})));
    statement.max_errors = CopyStatement::kMostErrors;
    statement.parse_only = true;
    run(statement);
}

CopyStatement CopyTrial::statement_for(const std::string& manifest) const {
    CopyStatement statement;
    statement.table = "copy_trial";
    statement.columns = kColumns;
    statement.manifest = manifest;
    statement.json_paths = json_paths_;
    statement.region = region_;
    statement.iam_role = iam_role_;
    statement.escapes_by_backslash = escapes_by_backslash_;
    return statement;
}

void CopyTrial::run(const CopyStatement& statement) {
    try {
        session_.execute(statement.text());
    } catch (const StatementError& refusal) {
        if (!session_.is_alive() || refusal.code() == ErrorCode::interrupted) throw;
        throw copy_error_of(refusal, iam_role_);
    }
}

}  // namespace sparkify
