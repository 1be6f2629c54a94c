#include "warehouse/libpq/connection_parameters.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace sparkify {
namespace {

ConnectionParameters of_url(const std::string& url) {
    ServerSettings server;
    server.url = Secret(url);
    return {server, "--warehouse"};
}

std::string value_for_libpq(const ConnectionParameters& parameters, const std::string& keyword) {
    const auto keywords = parameters.keywords();
    for (std::size_t index = 0; keywords[index] != nullptr; ++index)
        if (keywords[index] == keyword) return parameters.values()[index];
    return "";
}

TEST(ConnectionParameters, TakeAUrlApart) {
    const ConnectionParameters parameters =
        of_url("postgresql://me:p%40ss@host:5433/music?sslmode=require");
    EXPECT_EQ(parameters.value_of("host"), "host");
    EXPECT_EQ(parameters.value_of("port"), "5433");
    EXPECT_EQ(parameters.value_of("dbname"), "music");
    EXPECT_EQ(parameters.value_of("user"), "me");
    EXPECT_EQ(parameters.value_of("sslmode"), "require");
    EXPECT_EQ(value_for_libpq(parameters, "password"), "p@ss");
}

TEST(ConnectionParameters, DoNotTellThePassword) {
    EXPECT_EQ(of_url("postgres://me:secret@host/db").value_of("password"), "");
}

TEST(ConnectionParameters, RefuseAPasswordWhoseRestWouldBeTakenForSomethingElse) {
    for (const char* url : {"postgres://me:p@ss@host/db", "postgres://me:top/secret@host/db",
                            "postgres://me:top/se@cret@host/db", "postgres://[::1/db"}) {
        try {
            static_cast<void>(of_url(url));
            FAIL() << url;
        } catch (const Error& error) {
            EXPECT_EQ(error.code(), ErrorCode::configuration);
            EXPECT_EQ(error.message().reason, "");
            EXPECT_EQ(error.message().place, "--warehouse");
        }
    }
}

TEST(ConnectionParameters, LeaveOutWhatNobodyNamed) {
    ServerSettings server;
    server.host = "host";
    const ConnectionParameters parameters(server, "dwh.cfg");
    EXPECT_EQ(parameters.keywords().size(), 2U);  // and the null pointer at the end
}

TEST(ConnectionParameters, LetUsersDecideWhereThereIsADefault) {
    ConnectionParameters parameters = of_url("postgres://host/db?keepalives_idle=7");
    parameters.set_default("keepalives_idle", "30");
    parameters.set_default("keepalives_count", "3");
    parameters.set("client_encoding", "UTF8");
    EXPECT_EQ(parameters.value_of("keepalives_idle"), "7");
    EXPECT_EQ(parameters.value_of("keepalives_count"), "3");
    EXPECT_EQ(parameters.value_of("client_encoding"), "UTF8");
}

}  // namespace
}  // namespace sparkify
