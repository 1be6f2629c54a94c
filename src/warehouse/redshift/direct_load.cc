#include "warehouse/redshift/direct_load.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "ingest/compression.h"
#include "ingest/json_paths.h"
#include "warehouse/redshift/load_error_rejects.h"

namespace sparkify {
namespace {

using Locations = std::map<Compression, std::vector<std::string>>;

/// The first bytes of one object after another wait for the network, so many are asked at once.
constexpr std::size_t kLooks = 32;

/// The objects by how they are compressed, which COPY has to be told.
class CompressionSorting {
  public:
    explicit CompressionSorting(const RecordSource& source) : source_(source) {}

    Locations sort() {
        {
            std::vector<std::jthread> lookers;
            for (std::size_t looker = 0; looker < std::min(kLooks, source_.objects().size());
                 ++looker)
                lookers.emplace_back([this] { look(); });
        }
        if (failure_) std::rethrow_exception(failure_);
        for (auto& [compression, locations] : locations_)
            std::ranges::sort(locations);
        return std::move(locations_);
    }

  private:
    void look() noexcept {
        try {
            for (std::size_t index = next_++; index < source_.objects().size() && !failed_;
                 index = next_++) {
                const Object& object = source_.objects()[index];
                const Compression compression =
                    compression_of(source_.store().first_bytes(object, kMagicBytes));
                const std::lock_guard lock(mutex_);
                locations_[compression].push_back(object.key);
            }
        } catch (...) {
            const std::lock_guard lock(mutex_);
            failure_ = std::current_exception();
            failed_ = true;
        }
    }

    const RecordSource& source_;
    std::atomic<std::size_t> next_ = 0;
    std::atomic<bool> failed_ = false;
    std::mutex mutex_;
    Locations locations_;
    std::exception_ptr failure_;
};

/// How many records of each object were loaded, by the lines that the cluster has read of it: only
/// if each record is a line, which is so if the sum is right.
void count_records(RecordSource& source, const std::map<std::string, std::uint64_t>& lines,
                   const std::vector<Reject>& rejects, std::uint64_t rows) {
    std::unordered_map<std::string, std::uint64_t> rejected;
    for (const Reject& reject : rejects)
        ++rejected[reject.object];
    std::vector<std::uint64_t> records;
    std::uint64_t sum = 0;
    for (const Object& object : source.objects()) {
        const auto read = lines.find(object.key);
        const std::uint64_t bad = rejected.contains(object.key) ? rejected[object.key] : 0;
        if (read == lines.end() || read->second < bad) return source.counts().forget();
        records.push_back(read->second - bad);
        sum += records.back();
    }
    if (sum != rows) return source.counts().forget();
    for (std::size_t index = 0; index < records.size(); ++index)
        source.counts().add(source.objects()[index], records[index]);
}

}  // namespace

std::uint64_t load_direct(CopyLoad& load, RecordSource& source, S3Staging& staging,
                          std::int64_t load_id, unsigned threads) {
    const Locations locations = CompressionSorting(source).sort();
    const std::string json_paths = staging.put("jsonpaths.json", json_paths_text(source.paths()));
    // As everywhere, some are met beyond the limit, so that a user sees more than the first.
    const std::uint64_t allowed = source.rejects().max_errors();
    const std::uint64_t limit =
        std::min(allowed, CopyStatement::kMostErrors) + RejectLog::kCollectedBeyondLimit;
    std::map<std::string, std::uint64_t> lines;
    std::vector<LoadError> errors;
    for (const auto& [compression, of_compression] : locations) {
        CopyOutcome outcome =
            load.copy(of_compression, compression, json_paths, limit, &source.progress());
        source.progress().records += outcome.rows;
        source.progress().objects += of_compression.size();
        lines.merge(outcome.lines);
        std::ranges::move(outcome.errors, std::back_inserter(errors));
    }
    std::vector<Reject> rejects = rejects_of(errors, source, threads);
    const std::uint64_t rows = load.move_to_staging(load_id);
    source.progress().bytes += bytes_of(source.objects());
    count_records(source, lines, rejects, rows);
    for (Reject& reject : rejects)
        source.rejects().add(std::move(reject));
    return rows;
}

}  // namespace sparkify
