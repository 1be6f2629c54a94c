#include "warehouse/libpq/pg_error.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace sparkify {
namespace {

StatementError of(const char* sqlstate, const char* text = "ERROR:  it failed\n") {
    const std::string words(text + std::string_view("ERROR:  ").size());
    return statement_error_of({sqlstate, words.substr(0, words.find('\n')), text}, "SELECT 1",
                              "postgres://h/d");
}

TEST(PgError, CarriesStateAndStatement) {
    const StatementError error = of("42P01");
    EXPECT_EQ(error.cause().sqlstate, "42P01");
    EXPECT_EQ(error.cause().statement, "SELECT 1");
    EXPECT_EQ(error.message().reason, "it failed");
}

TEST(PgError, TellsStatementsThatCannotBeUnderstoodFromThoseThatFail) {
    EXPECT_EQ(of("42601").code(), ErrorCode::statement_refused);
    EXPECT_EQ(of("0A000").code(), ErrorCode::statement_refused);
    EXPECT_EQ(of("08P01").code(), ErrorCode::statement_refused);
    EXPECT_EQ(of("22012").code(), ErrorCode::failed);
    EXPECT_EQ(of("23505").code(), ErrorCode::failed);
}

TEST(PgError, KnowsAMissingPrivilege) {
    EXPECT_EQ(of("42501").code(), ErrorCode::access_denied);
}

TEST(PgError, KnowsAServerThatStops) {
    EXPECT_EQ(of("57P01").code(), ErrorCode::unreachable);
    EXPECT_EQ(of("08006").code(), ErrorCode::unreachable);
}

bool is_taken_for_conflict(const char* sqlstate, const char* text) {
    return of(sqlstate, text).cause().retry == Retry::conflict;
}

TEST(PgError, KnowsAConflictByTheStateOfPostgres) {
    EXPECT_EQ(of("40001").cause().retry, Retry::conflict);
    EXPECT_EQ(of("40P01").cause().retry, Retry::conflict);
    EXPECT_EQ(of("22012").cause().retry, Retry::none);
}

TEST(PgError, KnowsAConflictByTheMessageOfRedshift) {
    for (const char* text :
         {"ERROR:  1023\nDETAIL:  Serializable isolation violation on table - 100, transactions "
          "forming the cycle are: 1, 2\n",
          "ERROR:  could not complete because of conflict with concurrent transaction\n",
          "ERROR:  1018\nDETAIL:  Relation does not exist.\n"})
        EXPECT_TRUE(is_taken_for_conflict("XX000", text)) << text;
    EXPECT_FALSE(is_taken_for_conflict("XX000", "ERROR:  Load into table 'x' failed.\n"));
}

TEST(PgError, TakesATableThatWasDroppedMeanwhileForAConflict) {
    EXPECT_TRUE(is_taken_for_conflict("XX000",
                                      "ERROR:  table 3380474 dropped by concurrent transaction\n"));
}

TEST(PgError, DoesNotTakeANumberInAnotherFailureForAConflict) {
    EXPECT_FALSE(is_taken_for_conflict("22P02", "ERROR:  invalid input syntax: \"1023\"\n"));
    EXPECT_FALSE(
        is_taken_for_conflict("XX000", "ERROR:  could not open relation with OID 110234\n"));
}

}  // namespace
}  // namespace sparkify
