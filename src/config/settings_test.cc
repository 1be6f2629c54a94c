#include "config/settings.h"

#include <filesystem>
#include <map>
#include <utility>

#include <gtest/gtest.h>

#include "base/error.h"
#include "base/test_folder.h"

namespace sparkify {
namespace {

using Variables = std::map<std::string, std::string, std::less<>>;

Environment environment_of(Variables variables) {
    return [variables = std::move(variables)](std::string_view name) -> std::optional<std::string> {
        const auto variable = variables.find(name);
        if (variable == variables.end()) return std::nullopt;
        return variable->second;
    };
}

SettingFlags warehouse_flag(std::string url) {
    SettingFlags flags;
    flags.warehouse = std::move(url);
    return flags;
}

SettingFlags config_flag(std::string file) {
    SettingFlags flags;
    flags.config = std::move(file);
    return flags;
}

/// In a folder of its own, so that no dwh.cfg of the surroundings is found.
class SettingsTest : public testing::Test {
  public:
    SettingsTest() { std::filesystem::current_path(folder_.path()); }
    SettingsTest(const SettingsTest&) = delete;
    SettingsTest& operator=(const SettingsTest&) = delete;
    ~SettingsTest() override { std::filesystem::current_path(before_); }

    /// What a file that is named by a flag says.
    [[nodiscard]] Settings of_file(std::string_view text, Variables variables = {},
                                   SettingFlags flags = {}) const {
        flags.config = folder_.write("named.cfg", text);
        return resolve_settings(flags, environment_of(std::move(variables)));
    }

    [[nodiscard]] static Settings of_flags(const SettingFlags& flags, Variables variables = {}) {
        return resolve_settings(flags, environment_of(std::move(variables)));
    }

    [[nodiscard]] static Error error_of(const SettingFlags& flags) {
        try {
            static_cast<void>(of_flags(flags));
        } catch (const Error& error) {
            return error;
        }
        ADD_FAILURE() << "no error";
        return {ErrorCode::failed, {}};
    }

    const TestFolder folder_;

  private:
    std::filesystem::path before_ = std::filesystem::current_path();
};

TEST_F(SettingsTest, NeedNothingAtAll) {
    const Settings settings = of_flags({});
    EXPECT_EQ(settings.engine, Engine::duckdb);
    EXPECT_EQ(settings.duckdb_file, "sparkify.duckdb");
    EXPECT_EQ(settings.log_data, "");
    EXPECT_EQ(settings.song_data, "");
    EXPECT_EQ(settings.log_jsonpath, "");
    EXPECT_EQ(settings.config_file, "");
    EXPECT_TRUE(settings.warnings.empty());
}

TEST_F(SettingsTest, ComeFromTheFile) {
    const Settings settings = of_file(
        "[S3]\nLOG_DATA='/data/logs'\nSONG_DATA=s3://b/songs\nLOG_JSONPATH=\"auto\"\n"
        "[WAREHOUSE]\nURL=duckdb:/tmp/x.duckdb\n");
    EXPECT_EQ(settings.log_data, "/data/logs");
    EXPECT_EQ(settings.song_data, "s3://b/songs");
    EXPECT_EQ(settings.log_jsonpath, "auto");
    EXPECT_EQ(settings.duckdb_file, "/tmp/x.duckdb");
}

TEST_F(SettingsTest, ComeFromTheEnvironmentBeforeTheFile) {
    const Settings settings =
        of_file("[S3]\nLOG_DATA=file\nSONG_DATA=file\nLOG_JSONPATH=file\n[WAREHOUSE]\nURL=redshift",
                {{"SPARKIFY_LOG_DATA", "variable"},
                 {"SPARKIFY_SONG_DATA", "variable"},
                 {"SPARKIFY_LOG_JSONPATH", "variable"},
                 {"SPARKIFY_WAREHOUSE", "duckdb:variable"}});
    EXPECT_EQ(settings.log_data, "variable");
    EXPECT_EQ(settings.song_data, "variable");
    EXPECT_EQ(settings.log_jsonpath, "variable");
    EXPECT_EQ(settings.duckdb_file, "variable");
}

TEST_F(SettingsTest, ComeFromFlagsBeforeAllElse) {
    const Settings settings =
        of_file("[S3]\nLOG_DATA=file\nSONG_DATA=file\nLOG_JSONPATH=file\n[WAREHOUSE]\nURL=redshift",
                {{"SPARKIFY_LOG_DATA", "variable"},
                 {"SPARKIFY_SONG_DATA", "variable"},
                 {"SPARKIFY_LOG_JSONPATH", "variable"},
                 {"SPARKIFY_WAREHOUSE", "duckdb:variable"}},
                {std::nullopt, "duckdb:flag", "flag", "flag", "flag"});
    EXPECT_EQ(settings.log_data, "flag");
    EXPECT_EQ(settings.song_data, "flag");
    EXPECT_EQ(settings.log_jsonpath, "flag");
    EXPECT_EQ(settings.duckdb_file, "flag");
}

TEST_F(SettingsTest, ComeFromEachSourceByThemselves) {
    const Settings settings = of_file("[S3]\nLOG_DATA=file\n", {{"SPARKIFY_SONG_DATA", "variable"}},
                                      {{}, {}, {}, {}, "flag"});
    EXPECT_EQ(settings.log_data, "file");
    EXPECT_EQ(settings.song_data, "variable");
    EXPECT_EQ(settings.log_jsonpath, "flag");
}

TEST_F(SettingsTest, AreReadFromDwhCfgInTheCurrentFolder) {
    folder_.write("dwh.cfg", "[S3]\nLOG_DATA=here\n");
    EXPECT_EQ(of_flags({}).log_data, "here");
    EXPECT_EQ(of_flags({}).config_file, "dwh.cfg");
}

TEST_F(SettingsTest, AreReadFromTheFileThatTheEnvironmentNames) {
    folder_.write("dwh.cfg", "[S3]\nLOG_DATA=here\n");
    const std::string other = folder_.write("other.cfg", "[S3]\nLOG_DATA=there\n");
    EXPECT_EQ(of_flags({}, {{"SPARKIFY_CONFIG", other}}).log_data, "there");
}

TEST_F(SettingsTest, AreReadFromTheFileThatTheFlagNamesBeforeThatOfTheEnvironment) {
    const std::string other = folder_.write("other.cfg", "[S3]\nLOG_DATA=there\n");
    EXPECT_EQ(of_file("[S3]\nLOG_DATA=named\n", {{"SPARKIFY_CONFIG", other}}).log_data, "named");
}

TEST_F(SettingsTest, TakeTheLaterOfTwoSpellingsOfAKey) {
    EXPECT_EQ(of_file("[S3]\nLOG_JSONPATH=a\nlog_json_path=b\n").log_jsonpath, "b");
}

TEST_F(SettingsTest, LeaveTheFileSchemeOut) {
    const Settings settings = of_file("[S3]\nLOG_DATA=file:///data/logs\n", {},
                                      {{}, {}, {}, "file:///songs", "file://p.json"});
    EXPECT_EQ(settings.log_data, "/data/logs");
    EXPECT_EQ(settings.song_data, "/songs");
    EXPECT_EQ(settings.log_jsonpath, "p.json");
}

TEST_F(SettingsTest, MeanRedshiftByAClusterHost) {
    EXPECT_EQ(of_file("[CLUSTER]\nHOST=x.redshift.amazonaws.com\n").engine, Engine::redshift);
}

TEST_F(SettingsTest, DoNotMeanRedshiftByAnEmptyClusterHost) {
    EXPECT_EQ(of_file("[CLUSTER]\nHOST=''\n").engine, Engine::duckdb);
}

TEST_F(SettingsTest, PreferAWarehouseUrlToAClusterHost) {
    EXPECT_EQ(of_file("[CLUSTER]\nHOST=x\n[WAREHOUSE]\nURL=duckdb:y\n").engine, Engine::duckdb);
    EXPECT_EQ(of_file("[CLUSTER]\nHOST=x\n", {}, warehouse_flag("duckdb:y")).engine,
              Engine::duckdb);
}

TEST_F(SettingsTest, KnowTheEngineByTheUrl) {
    EXPECT_EQ(of_flags(warehouse_flag("duckdb:a")).engine, Engine::duckdb);
    EXPECT_EQ(of_flags(warehouse_flag("postgres://u@h/d")).engine, Engine::postgres);
    EXPECT_EQ(of_flags(warehouse_flag("postgresql://u@h/d")).engine, Engine::postgres);
    EXPECT_EQ(of_flags(warehouse_flag("redshift")).engine, Engine::redshift);
}

TEST_F(SettingsTest, TakeAClusterThatIsDescribedInPartForTheWarehouse) {
    for (const char* part : {"[CLUSTER]\nDB_NAME=dev\n", "[CLUSTER]\nHOST=\nDB_PASSWORD=p\n",
                             "[DWH]\nDWH_CLUSTER_IDENTIFIER=dwhCluster\n"})
        EXPECT_EQ(of_file(part).engine, Engine::redshift) << part;
    EXPECT_EQ(of_file("[CLUSTER]\nHOST=\nDB_NAME=\n[IAM_ROLE]\nARN=\n").engine, Engine::duckdb);
}

TEST_F(SettingsTest, WarnOfAClusterThatIsDescribedButNotUsed) {
    const std::string cluster = "[CLUSTER]\nHOST=x.redshift.amazonaws.com\n";
    const auto settings = of_file("[WAREHOUSE]\nURL=postgres://me:secret@host/db\n" + cluster);
    ASSERT_EQ(settings.warnings.size(), 1U);
    EXPECT_NE(settings.warnings[0].find("write URL = redshift"), std::string::npos);
    EXPECT_EQ(settings.warnings[0].find("secret"), std::string::npos);
    EXPECT_TRUE(of_file("[WAREHOUSE]\nURL=redshift\n" + cluster).warnings.empty());
    EXPECT_TRUE(of_file("[WAREHOUSE]\nURL=postgres\n" + cluster).warnings.empty());
}

TEST_F(SettingsTest, RefuseAPortThatIsNone) {
    for (const std::string port : {"abc", "0", "65536", "5439x", "-1"})
        EXPECT_THROW(static_cast<void>(of_file("[CLUSTER]\nHOST=x\nDB_PORT=" + port + "\n")), Error)
            << port;
}

TEST_F(SettingsTest, RefuseAHostWithAPortOrADatabaseInIt) {
    for (const std::string host : {"x:5439", "x.com:5439/dev", "x.com/dev", "redshift://x", "me@x"})
        EXPECT_THROW(static_cast<void>(of_file("[CLUSTER]\nHOST=" + host + "\n")), Error) << host;
    EXPECT_EQ(of_file("[CLUSTER]\nHOST=::1\n").server.host, "::1");
    for (const std::string engine : {"postgres", "duckdb:x.duckdb"})
        EXPECT_EQ(of_file("[WAREHOUSE]\nURL=" + engine + "\n[CLUSTER]\nHOST=/var/run\n").engine,
                  engine == "postgres" ? Engine::postgres : Engine::duckdb);
}

TEST_F(SettingsTest, KeepTheUrlOfAPostgresServerAsASecret) {
    const Settings settings = of_flags(warehouse_flag("postgres://me:pass@host/db"));
    EXPECT_EQ(settings.server.url.reveal(), "postgres://me:pass@host/db");
}

TEST_F(SettingsTest, TakeTheServerFromTheClusterSection) {
    const Settings settings = of_file(
        "[WAREHOUSE]\nURL=postgres\n[CLUSTER]\nHOST=h\nDB_NAME=d\nDB_USER=u\n"
        "DB_PASSWORD=p\nDB_PORT=5439\n");
    EXPECT_EQ(settings.engine, Engine::postgres);
    EXPECT_TRUE(settings.server.url.empty());
    EXPECT_EQ(settings.server.host, "h");
    EXPECT_EQ(settings.server.database, "d");
    EXPECT_EQ(settings.server.user, "u");
    EXPECT_EQ(settings.server.password, Secret("p"));
    EXPECT_EQ(settings.server.port, "5439");
}

TEST_F(SettingsTest, DoNotTakeThePasswordOfAClusterToBeMadeForAPostgresServer) {
    const Settings settings =
        of_file("[WAREHOUSE]\nURL=postgres\n[CLUSTER]\nHOST=h\n[DWH]\nDWH_DB_PASSWORD=p\n");
    EXPECT_TRUE(settings.server.password.empty());
}

TEST_F(SettingsTest, TakeWhatTheClusterSectionLeavesOutFromTheClusterToBeMade) {
    const Settings settings = of_file(
        "[CLUSTER]\nHOST=h\nDB_USER=u\n[DWH]\nDWH_DB=d\nDWH_DB_USER=other\n"
        "DWH_DB_PASSWORD=p\nDWH_PORT=5440\n");
    EXPECT_EQ(settings.engine, Engine::redshift);
    EXPECT_EQ(settings.server.database, "d");
    EXPECT_EQ(settings.server.user, "u");
    EXPECT_EQ(settings.server.password, Secret("p"));
    EXPECT_EQ(settings.server.port, "5440");
}

TEST_F(SettingsTest, RefuseAWarehouseThatNamesNoEngine) {
    for (const char* url : {"mysql://u:hunter2@h/d", "duckdb:", "x.duckdb"})
        EXPECT_EQ(error_of(warehouse_flag(url)).code(), ErrorCode::configuration) << url;
}

TEST_F(SettingsTest, DoNotShowThePasswordOfAWarehouseUrl) {
    const Error error = error_of(warehouse_flag("mysql://u:hunter2@h/d"));
    const auto& [what, place, reason, next_step] = error.message();
    EXPECT_EQ((what + place + reason + next_step).find("hunter2"), std::string::npos);
}

TEST_F(SettingsTest, WarnOfAnUnknownKeyAndNameTheNearest) {
    const Settings settings = of_file("[S3]\nLOG_DATTA=x\n");
    ASSERT_EQ(settings.warnings.size(), 1U);
    EXPECT_EQ(
        settings.warnings[0],
        settings.config_file + ", line 2: unknown key [S3] LOG_DATTA; did you mean [S3] LOG_DATA?");
}

TEST_F(SettingsTest, WarnOfWhatLooksLikeACommentBehindAPlace) {
    const Settings settings =
        of_file("[S3]\nLOG_DATA=data # the logs\n[CLUSTER]\nDB_PASSWORD=a #b");
    ASSERT_EQ(settings.warnings.size(), 1U);
    EXPECT_TRUE(settings.warnings[0].starts_with(settings.config_file + ", line 2: [S3] LOG_DATA"));
    EXPECT_EQ(settings.log_data, "data # the logs");
}

TEST_F(SettingsTest, WarnOfAQuotationMarkWithoutCounterpart) {
    EXPECT_EQ(of_file("[S3]\nLOG_DATA='data\n").warnings.size(), 1U);
}

TEST_F(SettingsTest, WarnOfAKeyThatComesTwice) {
    const Settings settings = of_file("[S3]\nLOG_DATA=a\nSONG_DATA=b\nLOG_DATA=c\n");
    ASSERT_EQ(settings.warnings.size(), 1U);
    EXPECT_NE(settings.warnings[0].find("line 4: [S3] LOG_DATA: it stands on line 2 too"),
              std::string::npos);
    EXPECT_EQ(settings.log_data, "c");
}

TEST_F(SettingsTest, RefuseAValueOfSeveralLines) {
    try {
        static_cast<void>(of_file("[S3]\nLOG_DATA=a\n  SONG_DATA=b\n"));
        FAIL() << "no error";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::configuration);
        EXPECT_TRUE(error.message().place.ends_with("named.cfg, line 2"));
    }
}

TEST_F(SettingsTest, TakeATildeForTheHomeFolder) {
    const Settings settings = of_file("[S3]\nLOG_DATA=~/logs\nSONG_DATA=a~/b\n",
                                      {{"HOME", "/home/me"}}, warehouse_flag("duckdb:~/w.duckdb"));
    EXPECT_EQ(settings.log_data, "/home/me/logs");
    EXPECT_EQ(settings.song_data, "a~/b");
    EXPECT_EQ(settings.duckdb_file, "/home/me/w.duckdb");
}

TEST_F(SettingsTest, TakeTwoSlashesOfAUrlOnlyBeforeAnAbsolutePath) {
    EXPECT_EQ(of_flags(warehouse_flag("duckdb:///data/w.duckdb")).duckdb_file, "/data/w.duckdb");
    EXPECT_EQ(error_of(warehouse_flag("duckdb://w.duckdb")).message().next_step,
              "write duckdb:w.duckdb");
}

TEST_F(SettingsTest, RefuseAWarehouseThatWouldBeGoneAtTheEnd) {
    EXPECT_EQ(error_of(warehouse_flag("duckdb::memory:")).code(), ErrorCode::configuration);
}

TEST_F(SettingsTest, KnowWhoChoseTheEngine) {
    EXPECT_EQ(of_flags({}).engine_source, "default");
    EXPECT_EQ(of_flags(warehouse_flag("redshift")).engine_source, "--warehouse");
    EXPECT_TRUE(of_file("[CLUSTER]\nHOST=x\n")
                    .engine_source.ends_with("named.cfg, line 2, [CLUSTER] HOST"));
}

TEST_F(SettingsTest, WarnOfAnUnknownKeyThatIsNearToNone) {
    const Settings settings = of_file("[COLOURS]\nBACKGROUND=x\n");
    ASSERT_EQ(settings.warnings.size(), 1U);
    EXPECT_TRUE(settings.warnings[0].ends_with("unknown key [COLOURS] BACKGROUND"));
}

TEST_F(SettingsTest, DoNotShowTheValueOfAnUnknownKey) {
    const Settings settings = of_file("[CLUSTER]\nDB_PASWORD=hunter2\n");
    ASSERT_EQ(settings.warnings.size(), 1U);
    EXPECT_EQ(settings.warnings[0].find("hunter2"), std::string::npos);
}

TEST_F(SettingsTest, DoNotWarnOfKnownKeys) {
    EXPECT_TRUE(of_file("[dwh]\ndwh_port=5439\n[IAM_ROLE]\nARN=x\n").warnings.empty());
}

TEST_F(SettingsTest, RefuseAFileThatIsNotThere) {
    const Error error = error_of(config_flag(folder_.path("absent.cfg")));
    EXPECT_EQ(error.code(), ErrorCode::configuration);
    EXPECT_EQ(error.message().place, folder_.path("absent.cfg"));
}

TEST_F(SettingsTest, RefuseAFolderAsTheFile) {
    EXPECT_EQ(error_of(config_flag(folder_.path())).code(), ErrorCode::configuration);
}

TEST_F(SettingsTest, RefuseAFileThatMayNotBeRead) {
    const std::string file = folder_.write("closed.cfg", "[S3]\n");
    folder_.close("closed.cfg");
    const Unprivileged user;
    EXPECT_EQ(error_of(config_flag(file)).code(), ErrorCode::configuration);
}

TEST_F(SettingsTest, RefuseAFileInAFolderThatMayNotBeEntered) {
    folder_.write("closed/dwh.cfg", "[S3]\n");
    folder_.close("closed");
    const Unprivileged user;
    const Error error = error_of(config_flag(folder_.path("closed/dwh.cfg")));
    EXPECT_EQ(error.code(), ErrorCode::configuration);
    EXPECT_EQ(error.message().reason, "Permission denied");
}

}  // namespace
}  // namespace sparkify
