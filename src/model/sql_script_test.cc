#include "model/sql_script.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sparkify {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> split(std::string_view script, const SqlParameters& parameters = {}) {
    return statements_of(script, Dialect::duckdb, parameters);
}

TEST(SqlScript, IsCutAtItsSemicolons) {
    EXPECT_THAT(split("SELECT 1;\nSELECT 2;"), ElementsAre("SELECT 1", "SELECT 2"));
}

TEST(SqlScript, NeedsNoSemicolonAtItsEnd) {
    EXPECT_THAT(split("SELECT 1;\nSELECT 2\n"), ElementsAre("SELECT 1", "SELECT 2"));
}

TEST(SqlScript, HasNoEmptyStatements) {
    EXPECT_THAT(split(";; -- nothing\n;/* nothing */;\n"), IsEmpty());
    EXPECT_THAT(split(""), IsEmpty());
}

TEST(SqlScript, KeepsSemicolonsInTexts) {
    EXPECT_THAT(split("SELECT 'a;b'; SELECT \"c;d\""),
                ElementsAre("SELECT 'a;b'", "SELECT \"c;d\""));
}

TEST(SqlScript, KnowsDoubledQuotationMarks) {
    EXPECT_THAT(split("SELECT 'it''s; fine', \"a\"\";b\"; SELECT 2"),
                ElementsAre("SELECT 'it''s; fine', \"a\"\";b\"", "SELECT 2"));
}

TEST(SqlScript, KeepsATextThatIsNotClosed) {
    EXPECT_THAT(split("SELECT 'a;b"), ElementsAre("SELECT 'a;b"));
}

TEST(SqlScript, LosesItsComments) {
    EXPECT_THAT(split("-- top; of the file\nSELECT 1 -- one; two\n, 2 /* three; */ + 4"),
                ElementsAre("SELECT 1 \n, 2   + 4"));
    EXPECT_THAT(split("SELECT 1 -- no newline behind"), ElementsAre("SELECT 1"));
    EXPECT_THAT(split("SELECT 1 /* not closed; SELECT 2"), ElementsAre("SELECT 1"));
}

TEST(SqlScript, KeepsCommentMarksInTexts) {
    EXPECT_THAT(split("SELECT '-- no', '/* no */'"), ElementsAre("SELECT '-- no', '/* no */'"));
}

TEST(SqlScript, SeparatesWordsWhereABlockCommentWas) {
    EXPECT_THAT(split("SELECT/**/1"), ElementsAre("SELECT 1"));
}

constexpr std::string_view kAnnotated =
    "CREATE TABLE t (a TEXT --@postgres COLLATE \"C\"\n)\n--@redshift DISTKEY(a)\n"
    "--@duckdb -- for DuckDB\n;";

TEST(SqlAnnotation, IsSqlForItsEngine) {
    EXPECT_THAT(statements_of(kAnnotated, Dialect::postgres),
                ElementsAre("CREATE TABLE t (a TEXT  COLLATE \"C\"\n)"));
    EXPECT_THAT(statements_of(kAnnotated, Dialect::redshift),
                ElementsAre("CREATE TABLE t (a TEXT \n)\n DISTKEY(a)"));
}

TEST(SqlAnnotation, IsACommentForTheOtherEngines) {
    EXPECT_THAT(statements_of(kAnnotated, Dialect::duckdb),
                ElementsAre("CREATE TABLE t (a TEXT \n)"));
}

TEST(SqlAnnotation, MayHoldAWholeStatement) {
    constexpr std::string_view kScript = "SELECT 1;\n--@postgres ANALYZE;\nSELECT 2;";
    EXPECT_THAT(statements_of(kScript, Dialect::postgres),
                ElementsAre("SELECT 1", "ANALYZE", "SELECT 2"));
    EXPECT_THAT(statements_of(kScript, Dialect::duckdb), ElementsAre("SELECT 1", "SELECT 2"));
}

TEST(SqlParameter, IsReplacedByItsValue) {
    EXPECT_THAT(split("SELECT :load_id, :a", {{"load_id", "17"}, {"a", "'x'"}}),
                ElementsAre("SELECT 17, 'x'"));
}

TEST(SqlParameter, IsReplacedWhereverItStands) {
    EXPECT_THAT(split("SELECT :n+:n", {{"n", "1"}}), ElementsAre("SELECT 1+1"));
}

TEST(SqlParameter, IsReplacedInAnAnnotation) {
    EXPECT_THAT(split("SELECT 1 --@duckdb + :n", {{"n", "2"}}), ElementsAre("SELECT 1  + 2"));
}

TEST(SqlParameter, EndsWhereItsNameEnds) {
    EXPECT_THAT(split("SELECT :load, :load_id2", {{"load", "1"}, {"load_id", "2"}}),
                ElementsAre("SELECT 1, :load_id2"));
}

TEST(SqlParameter, StaysIfItIsUnknown) {
    EXPECT_THAT(split("SELECT :unknown"), ElementsAre("SELECT :unknown"));
}

TEST(SqlParameter, StaysInTexts) {
    EXPECT_THAT(split("SELECT ':n', \":n\"", {{"n", "1"}}), ElementsAre("SELECT ':n', \":n\""));
}

TEST(SqlParameter, IsNotTheTypeOfACast) {
    EXPECT_THAT(split("SELECT a::bigint, :n::text", {{"bigint", "1"}, {"n", "2"}, {"text", "3"}}),
                ElementsAre("SELECT a::bigint, 2::text"));
}

TEST(SqlParameter, IsNotReadForSqlAgain) {
    EXPECT_THAT(split("SELECT :a; SELECT 2", {{"a", "';--:a'"}}),
                ElementsAre("SELECT ';--:a'", "SELECT 2"));
}

TEST(SqlParameter, NeedsAName) {
    EXPECT_THAT(split("SELECT a : b"), ElementsAre("SELECT a : b"));
    EXPECT_THAT(split("SELECT a :"), ElementsAre("SELECT a :"));
}

TEST(SqlScript, UncoversWhatIsForARunInTheScopeOfARun) {
    constexpr std::string_view kScript = "SELECT 1 --@run WHERE a > :last\n;";
    EXPECT_EQ(statements_of(kScript, Dialect::duckdb, {{"last", "7"}}),
              std::vector<std::string>{"SELECT 1"});
    EXPECT_EQ(statements_of(kScript, Dialect::duckdb, {{"last", "7"}}, Scope::run),
              std::vector<std::string>{"SELECT 1  WHERE a > 7"});
}

}  // namespace
}  // namespace sparkify
