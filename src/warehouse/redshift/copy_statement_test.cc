#include "warehouse/redshift/copy_statement.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace sparkify {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::vector<Column> kColumns{{.name = "artist"}, {.name = "ts"}};

CopyStatement statement() {
    CopyStatement copy;
    copy.table = "copied_events";
    copy.columns = kColumns;
    copy.manifest = "s3://bucket/staging/it's.manifest";
    copy.json_paths = "s3://bucket/staging/jsonpaths.json";
    return copy;
}

TEST(CopyStatement, NamesExactlyWhatIsToBeLoaded) {
    EXPECT_EQ(statement().text(),
              "COPY \"copied_events\" (\"artist\", \"ts\")\n"
              "FROM 's3://bucket/staging/it''s.manifest'\n"
              "IAM_ROLE default\n"
              "MANIFEST\n"
              "FORMAT AS JSON 's3://bucket/staging/jsonpaths.json'\n"
              "TIMEFORMAT 'epochmillisecs'\n"
              "EMPTYASNULL\n"
              "MAXERROR 1\n"
              "COMPUPDATE OFF\n"
              "STATUPDATE OFF");
}

TEST(CopyStatement, NamesRegionRoleAndCompressionIfThereAreAny) {
    CopyStatement copy = statement();
    copy.region = "us-west-2";
    copy.iam_role = "arn:aws:iam::1:role/r";
    copy.compression = Compression::gzip;
    EXPECT_THAT(copy.text(), HasSubstr("\nIAM_ROLE 'arn:aws:iam::1:role/r'\n"));
    EXPECT_THAT(copy.text(), HasSubstr("\nREGION 'us-west-2'\n"));
    EXPECT_THAT(copy.text(), HasSubstr("\nGZIP\n"));
    copy.compression = Compression::zstd;
    EXPECT_THAT(copy.text(), HasSubstr("\nZSTD\n"));
}

TEST(CopyStatement, FailsAtOneErrorMoreThanMayBePassedOver) {
    CopyStatement copy = statement();
    copy.max_errors = 10;
    EXPECT_THAT(copy.text(), HasSubstr("\nMAXERROR 11\n"));
}

TEST(CopyStatement, AsksForNoHigherLimitThanCopyTakes) {
    CopyStatement copy = statement();
    copy.max_errors = 1'000'000;
    EXPECT_THAT(copy.text(), HasSubstr("\nMAXERROR 100000\n"));
}

TEST(CopyStatement, OnlyParsesIfThatIsAsked) {
    EXPECT_THAT(statement().text(), Not(HasSubstr("NOLOAD")));
    CopyStatement copy = statement();
    copy.parse_only = true;
    EXPECT_TRUE(copy.text().ends_with("\nNOLOAD"));
}

TEST(Manifest, HasEveryObjectAndLetsNoneBeMissing) {
    EXPECT_EQ(manifest_of(std::vector<std::string>{"s3://b/a \"1\".json", "s3://b/c.json"}),
              R"({"entries":[{"mandatory":true,"url":"s3://b/a \"1\".json"},)"
              R"({"mandatory":true,"url":"s3://b/c.json"}]})");
}

}  // namespace
}  // namespace sparkify
