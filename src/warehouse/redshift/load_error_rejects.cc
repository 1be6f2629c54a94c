#include "warehouse/redshift/load_error_rejects.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "ingest/read_in_threads.h"

namespace sparkify {
namespace {

/// An object, as far as the cluster names it, and the last line of a record in it.
using Place = std::pair<std::string, std::uint64_t>;

std::string cut_name(const std::string& key) {
    return key.substr(0, LoadError::kObjectBytes);
}

std::uint64_t last_line_of(const Reject& reject) {
    return reject.line + static_cast<std::uint64_t>(std::ranges::count(reject.record, '\n'));
}

/// The objects of the source that errors name.
std::vector<Object> objects_with_errors(std::span<const LoadError> errors,
                                        const RecordSource& source) {
    std::set<std::string> names;
    for (const LoadError& error : errors)
        names.insert(error.object);
    std::vector<Object> objects;
    std::ranges::copy_if(source.objects(), std::back_inserter(objects), [&](const Object& object) {
        return names.contains(cut_name(object.key));
    });
    return objects;
}

/// What reading these objects here would reject.
std::map<Place, Reject> rejects_found_here(const std::vector<Object>& objects,
                                           const RecordSource& source, unsigned threads) {
    RejectLog log(std::numeric_limits<std::uint64_t>::max());
    ReadProgress progress;
    RecordSource again(source.store(), objects, source.columns(), source.paths(), log, progress);
    read_in_threads(again, threads, [] { return [](const RecordBatch&) {}; });
    std::map<Place, Reject> rejects;
    log.for_each([&](const Reject& reject) {
        rejects.emplace(Place{cut_name(reject.object), last_line_of(reject)}, reject);
    });
    return rejects;
}

Reject told_by_copy(const LoadError& error) {
    Reject reject;
    reject.object = error.object;
    reject.line = error.last_line;
    reject.column = error.column;
    reject.reason = fmt::format("{} (COPY's error {})", error.reason, error.code);
    return reject;
}

}  // namespace

std::vector<Reject> rejects_of(std::span<const LoadError> errors, const RecordSource& source,
                               unsigned threads) {
    std::map<Place, Reject> found =
        rejects_found_here(objects_with_errors(errors, source), source, threads);
    std::vector<Reject> rejects;
    rejects.reserve(errors.size());
    for (const LoadError& error : errors) {
        const auto same = found.extract(Place{error.object, error.last_line});
        rejects.push_back(same.empty() ? told_by_copy(error) : same.mapped());
    }
    return rejects;
}

}  // namespace sparkify
