#include "ingest/block_queue.h"

#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "storage/memory_store.h"

namespace sparkify {
namespace {

using testing::ElementsAre;

constexpr std::size_t kMiB = std::size_t{1} << 20;

std::string records(std::size_t size) {
    std::string bytes;
    while (bytes.size() < size)
        bytes += "{\"id\":1}\n";
    return bytes;
}

class BlockQueueTest : public testing::Test {
  protected:
    BlockQueue& queue() {
        if (!queue_) {
            objects_ = store_.list("");
            queue_.emplace(store_, objects_, rejects_, progress_);
        }
        return *queue_;
    }

    /// The objects whose segments are in the next block; nothing at the end.
    std::vector<std::string> next(BlockQueue::Reader& reader) {
        Block block;
        const bool any = queue().next(reader, block);
        EXPECT_EQ(any, !block.segments().empty());
        std::vector<std::string> keys;
        for (const Segment& segment : block.segments())
            keys.push_back(segment.object->key);
        return keys;
    }

    MemoryStore store_;
    RejectLog rejects_{0};
    ReadProgress progress_;

  private:
    std::vector<Object> objects_;
    std::optional<BlockQueue> queue_;
};

TEST_F(BlockQueueTest, IsEmptyWithoutObjects) {
    BlockQueue::Reader reader;
    EXPECT_THAT(next(reader), ElementsAre());
    EXPECT_THAT(next(reader), ElementsAre());
}

TEST_F(BlockQueueTest, PutsSmallObjectsIntoOneBlock) {
    store_.put("a", "{\"id\":1}");
    store_.put("b", "");
    store_.put("c", "{\"id\":3}");
    BlockQueue::Reader reader;
    EXPECT_THAT(next(reader), ElementsAre("a", "c"));
    EXPECT_THAT(next(reader), ElementsAre());
}

TEST_F(BlockQueueTest, GoesOnPastManyEmptyObjects) {
    for (int i = 0; i < 1000; ++i)
        store_.put(fmt::format("{:04}", i), "");
    store_.put("last", "{}");
    BlockQueue::Reader reader;
    EXPECT_THAT(next(reader), ElementsAre("last"));
    EXPECT_THAT(next(reader), ElementsAre());
    EXPECT_EQ(progress_.objects, 1001U);
}

TEST_F(BlockQueueTest, SpreadsManySmallObjectsOverBlocks) {
    for (int i = 0; i < 600; ++i)
        store_.put(fmt::format("{:04}", i), "{}");
    BlockQueue::Reader reader;
    std::size_t objects = 0;
    std::size_t blocks = 0;
    for (auto keys = next(reader); !keys.empty(); keys = next(reader), ++blocks)
        objects += keys.size();
    EXPECT_EQ(objects, 600U);
    EXPECT_GE(blocks, 3U);
}

TEST_F(BlockQueueTest, CutsALargeObject) {
    store_.put("a", records(3 * kMiB));
    BlockQueue::Reader reader;
    std::size_t blocks = 0;
    while (!next(reader).empty())
        ++blocks;
    EXPECT_GE(blocks, 3U);
}

TEST_F(BlockQueueTest, GivesEachReaderAnObjectOfItsOwnFirst) {
    store_.put("a", records(3 * kMiB));
    store_.put("b", records(3 * kMiB));
    BlockQueue::Reader one;
    BlockQueue::Reader two;
    EXPECT_THAT(next(one), ElementsAre("a"));
    EXPECT_THAT(next(two), ElementsAre("b"));
    EXPECT_THAT(next(one), ElementsAre("a"));
}

TEST_F(BlockQueueTest, LetsAReaderJoinAtAnObjectThatIsBeingRead) {
    store_.put("a", records(3 * kMiB));
    BlockQueue::Reader one;
    BlockQueue::Reader two;
    EXPECT_THAT(next(one), ElementsAre("a"));
    EXPECT_THAT(next(two), ElementsAre("a"));
    EXPECT_THAT(store_.opened(), ElementsAre("a"));
}

TEST_F(BlockQueueTest, EndsForAReaderWhileAnotherStillParses) {
    // The first reader never comes back: it may wait for what the second one does.
    store_.put("a", records(3 * kMiB));
    BlockQueue::Reader one;
    BlockQueue::Reader two;
    ASSERT_THAT(next(one), ElementsAre("a"));
    while (!next(two).empty()) {
    }
    EXPECT_EQ(progress_.objects, 1U);
}

TEST_F(BlockQueueTest, OpensEveryObjectOnceAndInOrder) {
    for (const char* key : {"c", "a", "b"})
        store_.put(key, records(2 * kMiB));
    BlockQueue::Reader one;
    BlockQueue::Reader two;
    for (bool more = true; more;) {
        more = !next(one).empty();
        more = !next(two).empty() || more;
    }
    EXPECT_THAT(store_.opened(), ElementsAre("a", "b", "c"));
}

TEST_F(BlockQueueTest, CountsWhatItReads) {
    store_.put("a", records(3 * kMiB));
    store_.put("b", "{}");
    BlockQueue::Reader reader;
    while (!next(reader).empty()) {
    }
    EXPECT_EQ(progress_.objects, 2U);
    EXPECT_EQ(progress_.bytes, records(3 * kMiB).size() + 2);
}

TEST_F(BlockQueueTest, StopsWhenTheRejectLogIsFull) {
    store_.put("a", records(3 * kMiB));
    BlockQueue::Reader reader;
    ASSERT_FALSE(next(reader).empty());
    for (std::uint64_t i = 0; i < RejectLog::kCollectedBeyondLimit; ++i)
        rejects_.add({});
    EXPECT_THAT(next(reader), ElementsAre());
}

TEST_F(BlockQueueTest, PassesOnWhatTheStoreThrows) {
    const std::vector<Object> objects{{"absent", 0, ""}};
    BlockQueue absent(store_, objects, rejects_, progress_);
    BlockQueue::Reader reader;
    Block block;
    EXPECT_THROW(absent.next(reader, block), Error);
}

}  // namespace
}  // namespace sparkify
