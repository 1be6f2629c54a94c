#include "pipeline/reject_file.h"

#include <fmt/format.h>
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

/// What the sections hold as objects, each behind its first line.
std::vector<std::string> objects(const std::string& text) {
    MemoryStore below;
    RejectSectionStore store(below, kFile.key, sections(text));
    std::vector<std::string> objects;
    for (const Object& object : store.list(kFile.key)) {
        const auto stream = store.open(object);
        objects.push_back(fmt::format("{}: ", object.first_line));
        std::string buffer(3, ' ');
        while (const std::size_t count = stream->read(buffer))
            objects.back() += buffer.substr(0, count);
    }
    return objects;
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
    EXPECT_THAT(sections(text), ElementsAre(FieldsAre(7, 1, "{\n # reject 8\n}\n\n")));
}

TEST(RejectFile, IsReadSectionBySection) {
    EXPECT_THAT(sections("# A remark\n# reject 7, x\n{}\n\n# reject 9\n# nothing\n \t\n"),
                ElementsAre(FieldsAre(7, 2, "{}\n\n"), FieldsAre(9, 5, "\n \t\n")));
}

TEST(RejectFile, HasEmptySections) {
    const auto found = sections("# reject 7\n{}\n# reject 9\n# nothing\n \t\n");
    EXPECT_FALSE(found.at(0).empty());
    EXPECT_TRUE(found.at(1).empty());
}

TEST(RejectFile, GivesEachSectionAsAnObjectOnItsLine) {
    EXPECT_THAT(
        objects("# reject 1\n{\"a\":1}\n# reject 2\n# x\n{\"a\":2}\n\n# reject 3\n{\"a\":3}"),
        ElementsAre("2: {\"a\":1}\n", "4: \n{\"a\":2}\n\n", "8: {\"a\":3}\n"));
}

TEST(RejectFile, IsNotJustAnyFile) {
    EXPECT_EQ(complaint("# a remark\n"), "rejects no line begins with \"# reject\"");
    EXPECT_EQ(complaint("\n{\"a\":1}\n# reject 1\n"),
              "rejects:2 no line above it says which reject this is");
    EXPECT_EQ(complaint("# reject x\n"), "rejects no line begins with \"# reject\"");
}

}  // namespace
}  // namespace sparkify
