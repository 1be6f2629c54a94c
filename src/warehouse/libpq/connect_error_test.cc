#include "warehouse/libpq/connect_error.h"

#include <string>

#include <gtest/gtest.h>

namespace sparkify {
namespace {

constexpr const char* kServer = "postgres://me@host:5432/db";

ConnectError of(const std::string& message, Engine engine = Engine::postgres) {
    return connect_error_of(message, kServer, engine);
}

TEST(ConnectError, KnowsAWrongPasswordByItsCodeInAnyLanguage) {
    const ConnectError error =
        of("connection to server at \"host\" (10.0.0.1), port 5432 failed: SCHWERWIEGEND:  28P01: "
           "Passwort-Authentifizierung für Benutzer »me« fehlgeschlagen\nORT:  auth.c:326\n");
    EXPECT_EQ(error.code(), ErrorCode::access_denied);
    EXPECT_EQ(error.step(), ConnectStep::login);
    EXPECT_EQ(error.message().what, "the server does not take the password");
    EXPECT_EQ(error.message().reason,
              "Passwort-Authentifizierung für Benutzer »me« fehlgeschlagen");
}

// What Redshift says: issue 237 of aws/amazon-redshift-python-driver shows it.
TEST(ConnectError, KnowsAWrongPasswordOfRedshiftByItsWords) {
    const ConnectError error =
        of("connection to server at \"host\" (10.0.0.1), port 5439 failed: FATAL:  28000: password "
           "authentication failed for user \"me\"\n",
           Engine::redshift);
    EXPECT_EQ(error.code(), ErrorCode::access_denied);
    EXPECT_EQ(error.message().what, "the server does not take the password");
    EXPECT_NE(error.message().next_step.find("[CLUSTER] DB_PASSWORD"), std::string::npos);
}

TEST(ConnectError, SpeaksToUsersOfRedshiftOfTheirClusterOnly) {
    for (const char* message :
         {"x failed: FATAL:  28000: no entry\n", "x failed: FATAL:  3D000: no database\n",
          "x failed: FATAL:  53300: too many\n", "x failed: Connection refused\n",
          "could not translate host name \"x\" to address\n", "invalid port number: \"99999\"\n",
          "server does not support SSL, but SSL was required\n", "no password supplied\n",
          "something odd\n"}) {
        const std::string next_step = of(message, Engine::redshift).message().next_step;
        for (const char* foreign : {"postgres", "pg_hba", "createdb", "max_connections"})
            EXPECT_EQ(next_step.find(foreign), std::string::npos) << message << next_step;
    }
}

TEST(ConnectError, KnowsADatabaseThatDoesNotExist) {
    const ConnectError error =
        of("connection to server at \"host\" (10.0.0.1), port 5432 failed: FATAL:  3D000: database "
           "\"db\" does not exist\nLOCATION:  InitPostgres, postinit.c:1017\n");
    EXPECT_EQ(error.code(), ErrorCode::unreachable);
    EXPECT_EQ(error.message().what, "there is no such database");
}

TEST(ConnectError, KeepsACodeThatItDoesNotKnow) {
    const ConnectError error = of("x failed: FATAL:  XX000: something odd\n");
    EXPECT_EQ(error.step(), ConnectStep::login);
    EXPECT_EQ(error.message().reason, "something odd (SQLSTATE XX000)");
}

TEST(ConnectError, TellsNonsenseInTheUrlFromAServerThatIsNotThere) {
    for (const char* message :
         {"invalid sslmode value: \"sometimes\"\n",
          "invalid integer value \"x\" for connection option \"port\"\n",
          "could not match 2 port numbers to 3 hosts\n", "invalid port number: \"99999\"\n"})
        EXPECT_EQ(of(message).code(), ErrorCode::configuration) << message;
}

TEST(ConnectError, KnowsAHostThatDoesNotExist) {
    const ConnectError error =
        of("could not translate host name \"nowhere.invalid\" to address: Name or service not "
           "known\n");
    EXPECT_EQ(error.code(), ErrorCode::unreachable);
    EXPECT_EQ(error.step(), ConnectStep::address);
}

TEST(ConnectError, KnowsAClosedPort) {
    const ConnectError error =
        of("connection to server at \"host\" (10.0.0.1), port 1 failed: Connection refused\n"
           "\tIs the server running on that host and accepting TCP/IP connections?\n");
    EXPECT_EQ(error.step(), ConnectStep::port);
    EXPECT_EQ(error.message().reason, "Connection refused");
}

TEST(ConnectError, KnowsAServerThatDoesNotEncrypt) {
    const ConnectError error =
        of("connection to server at \"host\" (10.0.0.1), port 1 failed: server does not support "
           "SSL, but SSL was required\n");
    EXPECT_EQ(error.step(), ConnectStep::encryption);
    EXPECT_EQ(error.code(), ErrorCode::access_denied);
}

TEST(ConnectError, KnowsACertificateThatNobodyVouchesFor) {
    const ConnectError error =
        of("connection to server at \"host\" (10.0.0.1), port 1 failed: SSL error: certificate "
           "verify failed\n");
    EXPECT_EQ(error.step(), ConnectStep::encryption);
    EXPECT_EQ(error.message().what, "the server's certificate is not trusted");
}

TEST(ConnectError, KnowsACertificateOfAnotherHost) {
    const ConnectError error =
        of("connection to server at \"b\" (10.0.0.1), port 1 failed: server certificate for \"a\" "
           "does not match host name \"b\"\n");
    EXPECT_EQ(error.message().what, "the server's certificate is for another host");
}

TEST(ConnectError, KnowsAMissingPassword) {
    const ConnectError error =
        of("connection to server at \"b\" (10.0.0.1), port 1 failed: fe_sendauth: no password "
           "supplied\n");
    EXPECT_EQ(error.step(), ConnectStep::login);
    EXPECT_EQ(error.code(), ErrorCode::access_denied);
}

TEST(ConnectError, SaysWhatItDoesNotKnowInTheWordsOfTheLibrary) {
    const ConnectError error =
        of("connection to server at \"b\" (10.0.0.1), port 1 failed: No route to host\n");
    EXPECT_EQ(error.message().what, "cannot reach the warehouse");
    EXPECT_EQ(error.message().reason, "No route to host");
}

}  // namespace
}  // namespace sparkify
