#include "pipeline/reject_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "storage/memory_store.h"

namespace sparkify {
namespace {

using testing::ElementsAre;
using testing::FieldsAre;
using testing::HasSubstr;

const Object kFile{"rejects", 0, ""};

std::vector<RejectSection> sections(const std::string& text) {
    MemoryStore store;
    store.put(kFile.key, text);
    return sections_in(store, kFile);
}

std::string records(const std::string& text, std::set<std::int64_t> reject_ids) {
    MemoryStore below;
    below.put(kFile.key, text);
    RejectFileStore store(below, kFile.key, std::move(reject_ids));
    const auto stream = store.open(kFile);
    std::string read;
    std::string buffer(3, ' ');
    while (const std::size_t count = stream->read(buffer))
        read += buffer.substr(0, count);
    return read;
}

std::string complaint(const std::string& text) {
    try {
        static_cast<void>(sections(text));
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::configuration);
        return error.message().place + " " + error.message().reason;
    }
    return "";
}

TEST(RejectFile, HasASectionPerReject) {
    EXPECT_EQ(section_of({7, "staging_songs, a.json line 3: no JSON", "{\"a\":\n1", false}),
              "# reject 7, staging_songs, a.json line 3: no JSON\n{\"a\":\n1\n\n");
}

TEST(RejectFile, SaysThatARecordIsCut) {
    EXPECT_THAT(section_of({7, "", "{", true}), HasSubstr("\n# Only the beginning"));
}

TEST(RejectFile, DoesNotTakeALineOfARecordForASection) {
    const std::string text = section_of({7, "", "{\n# reject 8\n}", false});
    EXPECT_THAT(sections(text), ElementsAre(FieldsAre(7, 1, false)));
    EXPECT_EQ(records(text, {7}), "\n{\n # reject 8\n}\n\n");
}

TEST(RejectFile, IsReadSectionBySection) {
    EXPECT_THAT(sections("# A remark\n# reject 7, x\n{}\n\n# reject 9\n# nothing\n \t\n"),
                ElementsAre(FieldsAre(7, 2, false), FieldsAre(9, 5, true)));
}

TEST(RejectFile, GivesTheRecordsOfSomeSectionsOnTheirLines) {
    const std::string text =
        "# reject 1\n{\"a\":1}\n# reject 2\n{\"a\":2}\n\n# reject 3\n{\"a\":3}";
    EXPECT_EQ(records(text, {1, 3}), "\n{\"a\":1}\n\n\n\n\n{\"a\":3}\n");
    EXPECT_EQ(records(text, {2}), "\n\n\n{\"a\":2}\n\n\n\n");
}

TEST(RejectFile, IsNotJustAnyFile) {
    EXPECT_EQ(complaint("# a remark\n"), "rejects no line begins with \"# reject\"");
    EXPECT_EQ(complaint("\n{\"a\":1}\n# reject 1\n"),
              "rejects:2 no line above it says which reject this is");
    EXPECT_EQ(complaint("# reject x\n"), "rejects no line begins with \"# reject\"");
}

}  // namespace
}  // namespace sparkify
