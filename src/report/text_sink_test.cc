#include "report/text_sink.h"

#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "base/error.h"

namespace sparkify {
namespace {

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

File full_disk() {
    return {std::fopen("/dev/full", "w"), &std::fclose};
}

TEST(TextSinkToFile, WritesAllPieces) {
    const File file{std::tmpfile(), &std::fclose};
    const TextSink sink = sink_to(file.get());
    sink("one ");
    sink("");
    sink("two");
    flush(file.get());
    std::rewind(file.get());
    std::string text(7, ' ');
    EXPECT_EQ(std::fread(text.data(), 1, text.size(), file.get()), 7U);
    EXPECT_EQ(text, "one two");
}

TEST(TextSinkToFile, FullDiskIsAnErrorAtTheLatestWhenFlushed) {
    const File file = full_disk();
    sink_to(file.get())("text");
    try {
        flush(file.get());
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::failed);
        EXPECT_EQ(error.message().reason, "No space left on device");
    }
}

TEST(TextSinkToFile, FullDiskIsAnErrorAtOnceWithoutABuffer) {
    const File file = full_disk();
    std::setvbuf(file.get(), nullptr, _IONBF, 0);
    EXPECT_THROW(sink_to(file.get())("text"), Error);
}

TEST(TextSinkToFile, CarelessSinkGoesOnWhenTheDiskIsFull) {
    const File file = full_disk();
    EXPECT_NO_THROW(careless_sink_to(file.get())("text"));
}

}  // namespace
}  // namespace sparkify
